"""Scores of one sheet at several stages side by side: where points went from one stage to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.result import Level, Score


@dataclass(frozen=True, slots=True)
class Shift:
    """Points of one part at two stages that follow each other."""

    level: Level
    number: str  # of the question or indicator, code of the strand, or "total"
    from_stage: str
    to_stage: str
    before: Decimal
    after: Decimal

    @property
    def loss(self) -> Decimal:
        """What was lost on the way; below zero when points were gained."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between the stages, the largest loss first; parts that stayed the same are left out."""

    total: tuple[Shift, ...]
    strands: tuple[Shift, ...]
    indicators: tuple[Shift, ...]
    questions: tuple[Shift, ...]


def compare(edition: Edition, scores: Mapping[str, Score]) -> Comparison:
    """This function will return what changed from stage to stage, in the order in which the stages are given."""
    steps = list(pairwise(scores.items()))
    levels = {level: _list_shifts(level, edition, steps) for level in Level}
    return Comparison(levels[Level.TOTAL], levels[Level.STRAND], levels[Level.INDICATOR], levels[Level.QUESTION])


def _list_shifts(
    level: Level, edition: Edition, steps: list[tuple[tuple[str, Score], tuple[str, Score]]]
) -> tuple[Shift, ...]:
    found: list[Shift] = []
    for (from_stage, earlier), (to_stage, later) in steps:
        points = zip(_read(level, edition, earlier), _read(level, edition, later), strict=True)
        found += (
            Shift(level, number, from_stage, to_stage, before, after)
            for (number, before), (_, after) in points
            if before != after
        )
    return tuple(sorted(found, key=lambda shift: -shift.loss))


def _read(level: Level, edition: Edition, score: Score) -> Iterable[tuple[str, Decimal]]:
    match level:
        case Level.TOTAL:
            return [("total", score.total)]
        case Level.STRAND:
            return [(part.number, part.points) for part in score.strands]
        case Level.INDICATOR:
            return [(part.number, part.points) for part in score.indicators]
        case _:
            return [(question.number, score.questions[question.number].points) for question in edition.questions]
