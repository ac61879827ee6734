"""Words of the regional action plan: how far it is, what a row says, what an import found, what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import pgettext_lazy

from paripurna.rooms.roadmap.types import RoadmapError

LONGEST_YEARS = 10


class PlanState(models.TextChoices):
    """A plan is the RAD only once a decree has adopted it."""

    DRAFT = "DRAFT", pgettext_lazy("action plan", "draft")
    ADOPTED = "ADOPTED", pgettext_lazy("action plan", "adopted")
    REPLACED = "REPLACED", pgettext_lazy("action plan", "replaced")


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a person says of a plan as a whole. Years are those of the RPJMD it belongs to."""

    title: str
    rpjmd: str
    first_year: int
    last_year: int
    note: str = ""

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


@dataclass(frozen=True, slots=True)
class YearDraft:
    """What is promised for one year: a target in words, and rupiah."""

    target: str = ""
    budget_idr: int | None = None

    def __bool__(self) -> bool:
        return bool(self.target) or self.budget_idr is not None


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """One row of the matrix. `years` by year; `move_id` is the move of the catalogue that it is."""

    strand: str
    program: str
    activity: str
    indicator: str = ""
    measure: str = ""
    agency_id: int | None = None
    fund: str = ""
    note: str = ""
    move_id: int | None = None
    years: Mapping[int, YearDraft] = field(default_factory=dict)

    @property
    def budget_idr(self) -> int:
        return sum(year.budget_idr or 0 for year in self.years.values())


@dataclass(frozen=True, slots=True)
class YearResult:
    """What was reached of an activity in a year, and what was spent."""

    reached: str = ""
    spent_idr: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """The look back at one year: results by the number of the row. `base` is when the review that was seen was written."""

    year: int
    results: Mapping[int, YearResult]
    conclusion: str
    base: datetime | None = None


class BadPlan(RoadmapError):
    """What was said of a plan or of one of its rows does not fit."""


class PlanClosed(RoadmapError):
    """The plan was adopted; its promises do not change any more."""


class PlanChanged(RoadmapError):
    """Somebody else changed the row meanwhile."""
