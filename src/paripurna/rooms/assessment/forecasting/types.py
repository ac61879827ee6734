"""What a stored forecast holds beside its figures: what it was made from, and everything that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter

from paripurna.core.forecast import CheckWorth, Claim, Forecast, LeftOut, PastMark
from paripurna.rooms.assessment.types import RoundError

LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
"""Quantiles: nine outcomes in ten lie between the outer two."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a forecast rests on: the claims of a round, and what became of the city's earlier ones."""

    claims: tuple[Claim, ...]
    past: tuple[PastMark, ...] = ()

    @property
    def hash(self) -> str:
        return sha256(INPUTS.dump_json(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """A forecast, the worth of every check to reach the grade `target`, and how the model foretells the published pairs."""

    forecast: Forecast
    target: str
    worths: tuple[CheckWorth, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def target_chance(self) -> float:
        """The chance of the target or a grade above it, by the whole rule."""
        grades = self.forecast.grades
        first = [grade.code for grade in grades].index(self.target)
        return sum(grade.by_rule for grade in grades[first:])


class CannotForecast(RoundError):
    """The points of the edition are weighed, not added."""

    def __init__(self) -> None:
        super().__init__(_("The points of this instrument are weighed, not added, so the score cannot be forecast."))


INPUTS = TypeAdapter(Inputs)
RESULT = TypeAdapter(Result)
