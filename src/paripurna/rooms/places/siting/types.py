"""Words of *where next*: who comes first, how far a scenario is, candidates, and what is asked and told. Nothing here needs the solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places.coverage.types import FAR_M
from paripurna.rooms.places.types import PlaceError


class Fairness(models.TextChoices):
    """Who comes first."""

    EVERY_KELURAHAN = "EVERY_KELURAHAN", _("every kelurahan gets its first place")
    WORST_FIRST = "WORST_FIRST", _("the worst-served kelurahan come first")
    NONE = "NONE", _("most children, wherever they live")


class ScenarioState(models.TextChoices):
    DRAFT = "DRAFT", pgettext_lazy("scenario of sites", "not worked out yet")
    SOLVING = "SOLVING", pgettext_lazy("scenario of sites", "being worked out")
    SOLVED = "SOLVED", pgettext_lazy("scenario of sites", "worked out")
    STUCK = "STUCK", pgettext_lazy("scenario of sites", "no plan found")


class Fault(models.TextChoices):
    """Why there is no plan; each says what to do about it in `wording.REFUSALS`."""

    NO_NUMBERS = "NO_NUMBERS"
    NO_BORDERS = "NO_BORDERS"
    NO_CANDIDATES = "NO_CANDIDATES"
    NO_KEEPER = "NO_KEEPER"
    NOT_READY = "NOT_READY"
    TOO_DEAR = "TOO_DEAR"
    NOTHING_NEW = "NOTHING_NEW"
    MUST = "MUST"


@dataclass(frozen=True, slots=True)
class Site:
    """A candidate: ground on which a play space may be built. `is_default` says that nobody has looked at its figures."""

    code: str
    name: str
    kind: str  # of the place that stands there; "" is free ground
    lon: float
    lat: float
    kelurahan: str
    kelurahan_name: str
    cost_idr: int
    upkeep_idr: int
    partner_idr: int = 0
    partner: str = ""
    keeper: str = ""
    ready_year: int | None = None
    is_upgrade: bool = False
    is_left_out: bool = False
    is_default: bool = False
    place_code: str = ""


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """What a person says of a candidate."""

    name: str
    lon: float
    lat: float
    cost_idr: int
    upkeep_idr: int
    partner_idr: int = 0
    partner: str = ""
    keeper: str = ""
    ready_year: int | None = None
    is_upgrade: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a scenario asks. `budget_idr` and `sites` hold for each year; None is no limit. `weights` by code of the kelurahan."""

    first_year: int
    last_year: int
    budget_idr: int | None = None
    sites: int | None = None
    fairness: str = Fairness.EVERY_KELURAHAN.value
    limit_m: int = FAR_M
    certified: bool = False
    needs_keeper: bool = True
    must: tuple[str, ...] = ()
    network: str = ""  # code of the paths that distances run along; "" is a straight line with a detour
    weights: Mapping[str, float] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first_year, self.last_year + 1))


@dataclass(frozen=True, slots=True)
class AdoptedSite:
    """A site of the adopted plan, for the road map above."""

    key: str  # the same whenever the same candidate is adopted
    name: str
    kelurahan: str
    year: int
    own_idr: int
    upkeep_idr: int
    keeper: str
    children: int
    is_upgrade: bool


@dataclass(frozen=True, slots=True)
class AdoptedPlan:
    """The plan of sites that the city has adopted."""

    code: str
    title: str
    sites: tuple[AdoptedSite, ...]


Told = dict[str, Any]
"""What a search has found, as it is kept: plain numbers and words."""


class ScenarioBusy(PlaceError):
    """The scenario is being worked out, or was adopted."""


class BadQuestion(PlaceError):
    """What was asked does not fit."""


class BadSite(PlaceError):
    """What was said of a candidate does not fit."""
