"""Words of coverage: where numbers of children come from, what a page is asked for, and what it tells. Nothing here needs geometry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places.kinds import PLAY_SPACE as PLAY_SPACE
from paripurna.rooms.places.types import PlaceError

Ages = tuple[int, int]
"""The youngest and the oldest of a group, both counted."""

NEAR_M, FAR_M = 300, 1_000


class Origin(models.TextChoices):
    """Where the numbers of children come from."""

    TABLE = "TABLE", _("a table of kelurahan")
    POINTS = "POINTS", _("points with counts")
    KECAMATAN = "KECAMATAN", _("totals of kecamatan, parted among their kelurahan")


class Basis(models.TextChoices):
    """How a number of children is known, from the best to the worst."""

    MEASURED = "MEASURED", pgettext_lazy("number of children", "measured")
    ESTIMATED = "ESTIMATED", pgettext_lazy("number of children", "estimated")
    UNKNOWN = "UNKNOWN", pgettext_lazy("number of children", "unknown")


@dataclass(frozen=True, slots=True)
class NumbersDraft:
    """Numbers of children as they were read. `counts` by code of a region, a number for each age group; None is unknown."""

    origin: Origin
    groups: tuple[Ages, ...]
    counts: Mapping[str, tuple[int, ...] | None] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)  # of the kelurahan whose basis differs
    total: int = 0
    point_count: int = 0


@dataclass(frozen=True, slots=True)
class About:
    """What a person says of numbers: who counted, as of which day, and how."""

    source: str
    as_of: date
    basis: Basis = Basis.MEASURED


@dataclass(frozen=True, slots=True)
class Asked:
    """Which places count, and how far one walks. `detour` makes streets longer than the line through the air."""

    kind: str = PLAY_SPACE
    is_open: bool = True  # in use; otherwise what is planned counts too
    certified: bool = False
    fit_ages: bool = True
    accessible: bool = False
    free: bool = False
    minutes: int = 10
    detour: float = 1.3
    by_paths: bool = True  # where the city has uploaded any


@dataclass(frozen=True, slots=True)
class Line:
    """One kelurahan, or the whole city: children by age group, and how many of them are reached at each distance."""

    code: str
    children: tuple[int, ...]
    reached: tuple[tuple[int, ...], ...]  # by distance, then by age group
    area_m2: float | None
    basis: Basis

    @property
    def total(self) -> int:
        return sum(self.children)

    @property
    def is_known(self) -> bool:
        return self.basis != Basis.UNKNOWN

    def count_reached(self, distance: int) -> int:
        return sum(self.reached[distance])

    def share(self, distance: int) -> float | None:
        """This function will return the share of children reached, None where nobody knows how many there are."""
        return self.count_reached(distance) / self.total if self.is_known and self.total else None

    @property
    def area_per_child(self) -> float | None:
        return self.area_m2 / self.total if self.area_m2 is not None and self.is_known and self.total else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Children whom nothing reaches, at about one place; never fewer than ten."""

    lon: float
    lat: float
    children: int
    kelurahan: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: lines of all kelurahan, and the city as their sum. `counted` are the places that count, by id."""

    groups: tuple[Ages, ...]
    limits: tuple[int, ...]  # meters
    lines: tuple[Line, ...]
    city: Line
    counted: tuple[int, ...] = ()
    missed: tuple[Spot, ...] = ()  # by 1,000 m
    box: tuple[float, ...] = ()  # west, south, east, north of the city
    unlocated: tuple[int, ...] = ()  # of the kind and in use, without a position
    off_paths: tuple[tuple[str, int], ...] = ()  # children too far from every path, by kelurahan, the most first


class NoNumbers(PlaceError):
    """The city has no numbers of children yet."""

    def __init__(self) -> None:
        super().__init__(_("Nobody has said yet how many children live where."))


class NoBorders(PlaceError):
    """The borders of the kelurahan are not known."""

    def __init__(self) -> None:
        super().__init__(_("The borders of the kelurahan of this city are not loaded, so nothing can be measured."))


class BadPaths(PlaceError):
    """The file holds no paths that distances can be measured along."""


class NumbersUsed(PlaceError):
    """The numbers count already, or were thrown away."""

    def __init__(self) -> None:
        super().__init__(_("These numbers are in use already."))
