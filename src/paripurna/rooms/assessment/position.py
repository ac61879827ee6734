"""Where a city stands in a round: the total of every stage, what was won, lost and left open, and what is next.

Built from one reading of the sheet: every figure on a page belongs to the same revision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from paripurna.core.instrument.model import Edition, Indicator, Stage, Strand
from paripurna.core.scoring.result import PartScore, Score
from paripurna.rooms.assessment.finding import list_stages
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState, Contents


@dataclass(frozen=True)
class StagePosition:
    """A stage that gives marks. `score` is None until it has marks; the first stage always has one."""

    stage: Stage
    dates: RoundStage | None
    score: Score | None
    mark_count: int

    def get_score(self) -> Score:
        """This function will return the score. Raises `LookupError` for a stage without marks."""
        if self.score is None:
            raise LookupError(self.stage.code)
        return self.score


@dataclass(frozen=True)
class PartPosition:
    """A strand or an indicator at the own stage, and at the newest marked stage where that is another."""

    number: str
    part: Strand | Indicator
    own: PartScore
    verified: PartScore | None

    @property
    def loss(self) -> Decimal:
        """Points lost from the self-evaluation to the newest marked stage; below zero when points were gained."""
        return self.own.points - self.verified.points if self.verified else Decimal(0)


@dataclass(frozen=True)
class Position:
    """A round at one revision of its sheet."""

    round: Round
    edition: Edition
    contents: Contents
    stages: tuple[StagePosition, ...]
    today: date

    @cached_property
    def own(self) -> StagePosition:
        return self.stages[0]

    @cached_property
    def verified(self) -> StagePosition | None:
        """The newest stage after the first that has marks."""
        return next((stage for stage in reversed(self.stages[1:]) if stage.score), None)

    @cached_property
    def own_score(self) -> Score:
        return self.own.get_score()

    @cached_property
    def newest(self) -> StagePosition:
        return self.verified or self.own

    @cached_property
    def newest_score(self) -> Score:
        return self.newest.get_score()

    @cached_property
    def strands(self) -> tuple[PartPosition, ...]:
        later = self.verified.get_score().strands if self.verified else ()
        return _pair(self.edition.strands, self.own_score.strands, later)

    @cached_property
    def indicators(self) -> tuple[PartPosition, ...]:
        later = self.verified.get_score().indicators if self.verified else ()
        return _pair(self.edition.indicators, self.own_score.indicators, later)

    def indicators_of(self, strand: Strand) -> tuple[PartPosition, ...]:
        numbers = {indicator.number for indicator in strand.indicators}
        return tuple(part for part in self.indicators if part.number in numbers)

    @cached_property
    def current_stage(self) -> StagePosition | None:
        """The stage whose days hold today."""
        return next((s for s in self.stages if s.dates and _holds(s.dates, self.today)), None)

    @cached_property
    def next_stage(self) -> RoundStage | None:
        """The first stage, marked or not, that begins after today."""
        later = [stage for stage in self.calendar if stage.starts_on and stage.starts_on > self.today]
        return min(later, key=lambda stage: (stage.starts_on, stage.position), default=None)

    @cached_property
    def calendar(self) -> tuple[RoundStage, ...]:
        return tuple(list_stages(self.round))

    @cached_property
    def state_counts(self) -> dict[AnswerState, int]:
        """How many of the edition's questions are in which state; what has no row is EMPTY."""
        counts = dict.fromkeys(AnswerState, 0)
        for question in self.edition.questions:
            row = self.contents.answers.get(question.number)
            counts[row.state if row else AnswerState.EMPTY] += 1
        return counts


def read_position(round: Round, *, today: date) -> Position:
    """This function will read the sheet once and score every stage that has marks, and the own stage."""
    contents = sheets.read_contents(round.sheet)
    edition = sheets.edition_of(round.sheet)
    by_code = {stage.code: stage for stage in list_stages(round)}
    own = sheets.get_own_stage(edition)
    marked = [stage for stage in edition.stages if stage.marks]
    positions = tuple(_at_stage(round, contents, stage, by_code.get(stage.code), own=own) for stage in marked)
    position = Position(round=round, edition=edition, contents=contents, stages=positions, today=today)
    position.__dict__["calendar"] = tuple(by_code.values())  # read already
    return position


def _at_stage(round: Round, contents: Contents, stage: Stage, dates: RoundStage | None, *, own: str) -> StagePosition:
    mark_count = len(contents.marks.get(stage.code, {}))
    is_scored = stage.code == own or mark_count
    score = sheets.score_contents(round.sheet, contents, stage=stage.code) if is_scored else None
    return StagePosition(stage, dates, score, mark_count)


def _pair(
    parts: Sequence[Strand | Indicator], own: tuple[PartScore, ...], later: tuple[PartScore, ...]
) -> tuple[PartPosition, ...]:
    verified = {score.number: score for score in later}
    pairs = zip(parts, own, strict=True)
    return tuple(PartPosition(score.number, part, score, verified.get(score.number)) for part, score in pairs)


def _holds(stage: RoundStage, day: date) -> bool:
    return (stage.starts_on is None or stage.starts_on <= day) and (stage.ends_on is not None and stage.ends_on >= day)
