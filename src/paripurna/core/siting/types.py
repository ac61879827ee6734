"""Where children live, what is there for them, and what may be built: the words of siting.

Positions are WGS 84 degrees, distances meters, money whole rupiah, times minutes after midnight.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # the words say what is in it; numpy's own types do not survive its functions
Ints = NDArray[Any]
Bools = NDArray[Any]

ADULT = 18  # children are 0–17


class Basis(StrEnum):
    """How a number of children is known. The order is from the best to the worst."""

    MEASURED = "MEASURED"
    ESTIMATED = "ESTIMATED"
    UNKNOWN = "UNKNOWN"


class Origin(StrEnum):
    """Where the numbers of children come from."""

    TABLE = "TABLE"  # a count for each kelurahan, spread over a grid within its border
    POINTS = "POINTS"  # points with their own counts
    KECAMATAN = "KECAMATAN"  # totals of kecamatan, parted among their kelurahan


@dataclass(frozen=True, slots=True)
class Position:
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """Children from `first` to `last` years of age, both counted."""

    first: int = 0
    last: int = ADULT - 1

    def fits(self, ages: AgeGroup) -> bool:
        """This function will say whether a place for `ages` serves the whole group."""
        return ages.first <= self.first and self.last <= ages.last


ALL_AGES = AgeGroup()


@dataclass(frozen=True)
class Demand:
    """Children at points. Row i of `children` has a column for each age group; `area[i]` is an index in `kelurahan`."""

    lon: Floats
    lat: Floats
    children: Floats
    area: Ints
    kelurahan: tuple[str, ...]
    groups: tuple[AgeGroup, ...]
    basis: tuple[Basis, ...]  # of each kelurahan
    origin: Origin

    def __len__(self) -> int:
        return len(self.lon)

    def sum_by_kelurahan(self) -> Floats:
        """This function will return the children of each kelurahan and age group."""
        sums = np.zeros((len(self.kelurahan), len(self.groups)))
        np.add.at(sums, self.area, self.children)
        return sums


@dataclass(frozen=True, slots=True)
class Place:
    """Something there for children. `area_m2` None: nobody has measured it."""

    code: str
    position: Position
    kind: str = ""
    kelurahan: str = ""
    ages: AgeGroup = ALL_AGES
    opens: int | None = None
    closes: int | None = None
    is_open: bool = True  # in use; a place that is built or closed is not
    is_certified: bool = False  # today
    is_accessible: bool = False  # to children with disabilities
    area_m2: float | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which places count, and within which distance."""

    limit_m: float
    certified_only: bool = False
    accessible_only: bool = False
    fit_ages: bool = True
    open_at: int | None = None  # a time of day; None: any
    kinds: frozenset[str] = frozenset()  # empty: any

    def counts(self, place: Place) -> bool:
        """This function will say whether the place counts at all."""
        return (
            place.is_open
            and (place.is_certified or not self.certified_only)
            and (place.is_accessible or not self.accessible_only)
            and (not self.kinds or place.kind in self.kinds)
            and (self.open_at is None or _is_open_at(place, self.open_at))
        )

    def serves(self, ages: AgeGroup, groups: Iterable[AgeGroup]) -> Bools:
        """This function will say of each age group whether a place for `ages` serves it."""
        return np.array([not self.fit_ages or group.fits(ages) for group in groups], dtype=bool)


def _is_open_at(place: Place, minute: int) -> bool:
    """A place whose hours nobody knows is not said to be open; one that closes after midnight is open across it."""
    if place.opens is None or place.closes is None:
        return False
    if place.opens <= place.closes:
        return place.opens <= minute < place.closes
    return minute >= place.opens or minute < place.closes


WALKING_KMH = 4.0  # a child with a grown-up


def walk_meters(minutes: float, kmh: float = WALKING_KMH) -> float:
    """This function will return how far one walks in that time."""
    return minutes * kmh * 1000 / 60


class Fault(StrEnum):
    """What is wrong with what was given; each says what to do about it in `REMEDIES`."""

    SWAPPED = "SWAPPED"
    OUTSIDE = "OUTSIDE"
    NOT_A_POSITION = "NOT_A_POSITION"
    CROSSES_ITSELF = "CROSSES_ITSELF"
    NOT_A_POLYGON = "NOT_A_POLYGON"
    NOT_A_SHAPE = "NOT_A_SHAPE"
    UNKNOWN_KELURAHAN = "UNKNOWN_KELURAHAN"
    REPEATED = "REPEATED"
    BAD_NUMBER = "BAD_NUMBER"
    BAD_AGES = "BAD_AGES"
    NOT_A_NETWORK = "NOT_A_NETWORK"
    NO_PATHS = "NO_PATHS"
    PROJECTED = "PROJECTED"
    BAD_NODE = "BAD_NODE"
    BAD_EDGE = "BAD_EDGE"
    MISSING_COLUMN = "MISSING_COLUMN"
    UNKNOWN_CODE = "UNKNOWN_CODE"
    NOTHING_FITS = "NOTHING_FITS"


REMEDIES = {
    Fault.SWAPPED: "longitude and latitude are swapped: write longitude first",
    Fault.OUTSIDE: "it lies outside the city: check its coordinates",
    Fault.NOT_A_POSITION: "longitude must be a number between -180 and 180, latitude between -90 and 90",
    Fault.CROSSES_ITSELF: "its border crosses itself: draw it again at the point named, or let `mend_polygon` part it there",
    Fault.NOT_A_POLYGON: "a Polygon or MultiPolygon with at least three corners is needed",
    Fault.NOT_A_SHAPE: "a point, a line or a polygon in GeoJSON is needed",
    Fault.UNKNOWN_KELURAHAN: "no border with this code was given",
    Fault.REPEATED: "it stands there more than once: keep one",
    Fault.BAD_NUMBER: "a number that is not negative is needed",
    Fault.BAD_AGES: "ages run from the youngest to the oldest, within 0 to 17",
    Fault.NOT_A_NETWORK: "a network of paths in GeoJSON or GraphML is needed",
    Fault.NO_PATHS: "there is no path in it: lines (LineString) or edges are needed",
    Fault.PROJECTED: "positions are in meters: export degrees (WGS 84, EPSG:4326)",
    Fault.BAD_NODE: "a node has no position: x and y are needed",
    Fault.BAD_EDGE: "an edge joins nodes that the file holds, and its length is a number that is not negative",
    Fault.MISSING_COLUMN: "the file needs this column",
    Fault.UNKNOWN_CODE: "no place or candidate has this code",
    Fault.NOTHING_FITS: "what must be built does not fit into the money, years and keepers there are",
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, where, and what to do."""

    fault: Fault
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {REMEDIES[self.fault]}" + (f" ({self.detail})" if self.detail else "")


@dataclass
class BadInput(ValueError):
    """What was given cannot be used; `mistakes` names every fault found."""

    mistakes: tuple[Mistake, ...] = field(default_factory=tuple)

    def __str__(self) -> str:
        return "; ".join(str(mistake) for mistake in self.mistakes)


def refuse(fault: Fault, where: str, detail: str = "") -> BadInput:
    """This function will return the error of a single fault, to be raised."""
    return BadInput((Mistake(fault, where, detail),))
