"""*Ketepatan*: whether forecasts came true. On the city's earlier rounds, and on the published pairs each foretold from the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from paripurna.core.forecast import LeftOut, QuestionForecast, measure_reliability
from paripurna.core.forecast.types import ENOUGH_PAIRS
from paripurna.platform.ui.ruler import percent, position
from paripurna.rooms.assessment.forecasting.claims import list_earlier, list_official_stages
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.queries import find_last_before
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import Contents, MarkRow


@dataclass(frozen=True, slots=True)
class RoundLine:
    """What was foretold of an earlier round, and what came of it. `pairs`: of each claim, what was said and what came."""

    stored: StoredForecast
    label: str
    came: Decimal
    pairs: tuple[tuple[float, float], ...]

    @property
    def is_covered(self) -> bool:
        return self.stored.low <= self.came <= self.stored.high


@dataclass(frozen=True, slots=True)
class PairLine:
    """One published pair foretold from the others: shares of the claim, with their places on a scale from 0 to 1."""

    found: LeftOut
    low_at: str
    width: str
    middle_at: str
    came_at: str
    came_width: str


@dataclass(frozen=True, slots=True)
class BinLine:
    """Claims of which about the same was said: how much of them came."""

    low: float
    high: float
    count: int
    said: float
    came: float
    said_share: str
    came_share: str


@dataclass(frozen=True)
class CalibrationPage:
    round: Round
    rounds: tuple[RoundLine, ...]
    bins: tuple[BinLine, ...]
    brier: float
    count: int
    is_sufficient: bool
    pairs: tuple[PairLine, ...]

    @property
    def covered_pairs(self) -> int:
        return sum(line.found.is_covered for line in self.pairs)

    @property
    def exact_pairs(self) -> int:
        return sum(line.found.pair.is_exact for line in self.pairs)

    @property
    def has_enough_pairs(self) -> bool:
        return self.exact_pairs >= ENOUGH_PAIRS


def build_calibration_page(round: Round, stored: StoredForecast) -> CalibrationPage:
    """This function will set what was said against what came."""
    rounds = tuple(_list_rounds(round))
    found = measure_reliability(pair for line in rounds for pair in line.pairs)
    bins = tuple(
        BinLine(each.low, each.high, each.count, each.said, each.came, _share(each.said), _share(each.came))
        for each in found.bins
    )
    pairs = tuple(_pair_line(each) for each in stored.parsed.left_out)
    return CalibrationPage(round, rounds, bins, found.brier, found.count, found.is_sufficient, pairs)


def _list_rounds(round: Round) -> Iterator[RoundLine]:
    """The earlier rounds whose outcome is known, each with the last forecast that was made before any of it was."""
    for earlier in list_earlier(round):
        stages = list_official_stages(sheets.edition_of(earlier.sheet))
        contents = sheets.read_contents(earlier.sheet)
        marks = contents.marks.get(stages[-1].code, {}) if stages else {}
        stored = find_last_before(earlier, _first_mark(contents, [stage.code for stage in stages])) if marks else None
        if stored is not None:
            totals = {stage: total for stage, total, _grade in sheets.list_totals(earlier.sheet)}
            pairs = tuple(_list_pairs(stored.parsed.forecast.questions.values(), marks))
            yield RoundLine(stored, earlier.label, totals[stages[-1].code], pairs)


def _first_mark(contents: Contents, stages: Iterable[str]) -> datetime:
    return min(mark.marked_at for stage in stages for mark in contents.marks.get(stage, {}).values())


def _list_pairs(questions: Iterable[QuestionForecast], marks: Mapping[str, MarkRow]) -> Iterator[tuple[float, float]]:
    """Of each claim that was marked: the share that was expected to be kept, and the share that was."""
    for question in questions:
        mark = marks.get(question.number)
        if mark is not None and question.claimed > 0:
            yield float(question.expected / question.claimed), min(float(mark.points / question.claimed), 1.0)


def _pair_line(found: LeftOut) -> PairLine:
    low, middle, high = found.quantiles
    return PairLine(
        found=found,
        low_at=_share(low),
        width=_share(high - low),
        middle_at=_share(middle),
        came_at=_share(found.low),
        came_width=_share(found.high - found.low),
    )


def _share(value: float) -> str:
    return percent(position(Decimal(str(round(value, 6))), Decimal(1)))
