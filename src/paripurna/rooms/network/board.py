"""The board of who answers for what: one column an agency, its questions as cards, its load in the head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.rooms.network.pages import NOTHING, QuestionLine, list_question_lines
from paripurna.rooms.network.responsibility import build_loads
from paripurna.rooms.network.types import AgencyRef, Instrument, Load

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class Column:
    """An agency and the questions of the strand that it leads; without an agency, those of nobody."""

    agency: AgencyRef | None
    load: Load  # of the whole instrument
    cards: tuple[QuestionLine, ...]
    share: int  # of the heaviest load, 0–100, for the bar

    @property
    def points(self) -> Decimal:
        return sum((card.max_points for card in self.cards), Decimal(0))


@dataclass(frozen=True, slots=True)
class Board:
    columns: tuple[Column, ...]  # with cards, the fullest first, questions of nobody before all
    idle: tuple[Column, ...]  # agencies that lead nothing in this strand, by what rests on them


def build_board(city: City, instrument: Instrument, *, strand: str, agencies: Sequence[AgencyRef]) -> Board:
    """This function will lay out the questions of a strand; `agencies` are those that may be given some."""
    lines = list_question_lines(city, instrument)
    loads = build_loads(
        {line.number: line.agencies for line in lines}, {line.number: line.max_points for line in lines}
    )
    heaviest = max((load.shared_points for load in loads.values()), default=Decimal(0))
    led: dict[AgencyRef | None, list[QuestionLine]] = {}
    for line in lines:
        if line.strand == strand:
            led.setdefault(line.agencies[0] if line.agencies else None, []).append(line)
    columns = [
        _column(agency, loads.get(agency, NOTHING) if agency else NOTHING, led.get(agency, ()), heaviest)
        for agency in _each(led, agencies)
    ]
    full = sorted(
        (column for column in columns if column.cards), key=lambda column: (column.agency is not None, -column.points)
    )
    idle = sorted((column for column in columns if not column.cards), key=lambda column: column.load.shared_points)
    return Board(tuple(full), tuple(idle))


def _each(led: Iterable[AgencyRef | None], agencies: Iterable[AgencyRef]) -> Iterable[AgencyRef | None]:
    return dict.fromkeys([*led, *agencies])


def _column(agency: AgencyRef | None, load: Load, cards: Iterable[QuestionLine], heaviest: Decimal) -> Column:
    share = load.shared_points / heaviest * 100 if heaviest else Decimal(0)
    return Column(agency, load, tuple(cards), round(share))
