"""Words of the map: what areas are colored by, the states of places and their signs, and what a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Box = tuple[float, float, float, float]
"""West, south, east, north."""


class Measure(models.TextChoices):
    """What the kelurahan are colored by."""

    COUNT = "jumlah", _("open places")
    CHILDREN = "anak", _("children per open place")
    COVERAGE = "jangkauan", _("children with a place within 300 m")
    STANDARD = "standar", _("share of places to standard")
    COMPLETE = "kelengkapan", _("completeness of the register")

    @property
    def is_share(self) -> bool:
        return self in {Measure.COVERAGE, Measure.STANDARD, Measure.COMPLETE}


class State(models.TextChoices):
    """How a place stands on a day, as the map tells it: by shape first, then by color."""

    STANDARD = "standar", pgettext_lazy("state of a place on the map", "open and to standard")
    OPEN = "terbuka", pgettext_lazy("state of a place on the map", "open, no valid certificate")
    UNSAFE = "temuan", pgettext_lazy("state of a place on the map", "open, with an unsolved safety finding")
    PLANNED = "rencana", pgettext_lazy("state of a place on the map", "planned or being built")
    CLOSED = "tutup", pgettext_lazy("state of a place on the map", "closed")

    @property
    def sign(self) -> Sign:
        return SIGNS[self]

    @property
    def is_open(self) -> bool:
        return self in {State.STANDARD, State.OPEN, State.UNSAFE}


@dataclass(frozen=True, slots=True)
class Sign:
    """Shape and tone of a state. The lower its `rank`, the sooner it is drawn where there is no room for all."""

    shape: str
    tone: str
    rank: int


SIGNS = {
    State.UNSAFE: Sign("triangle", "red", 1),
    State.STANDARD: Sign("circle", "green", 2),
    State.OPEN: Sign("square", "brand", 3),
    State.PLANNED: Sign("diamond", "amber", 4),
    State.CLOSED: Sign("cross", "quiet", 5),
}
OPEN_STATES = tuple(state for state in State if state.is_open)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose hidden places a person may see on the map: those of all the city, of parts of it, or of none."""

    is_whole: bool = False
    parts: frozenset[str] = frozenset()
    is_inside: bool = True

    def has(self, kelurahan: str) -> bool:
        return self.is_whole or any(kelurahan == part or kelurahan.startswith(f"{part}.") for part in self.parts)

    @property
    def key(self) -> str:
        return f"{self.is_inside}{self.is_whole}{sorted(self.parts)}"


PUBLIC = Reach(is_inside=False)
"""What everybody may see: no place whose kind is never public, none that was hidden, and no finding."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as it stood on a day."""

    code: str
    name: str
    kind: str
    state: State
    kelurahan: str
    kelurahan_name: str
    lon: float | None
    lat: float | None
    geometry: dict[str, Any] | None
    known: float  # share of what the register asks for
    is_since_known: bool
    is_shut: bool = False  # by a finding, whatever its phase

    @property
    def is_open(self) -> bool:
        return self.state.is_open and not self.is_shut

    @property
    def is_located(self) -> bool:
        return self.lon is not None

    @property
    def position(self) -> tuple[float, float]:
        return self.lon or 0.0, self.lat or 0.0

    def lies_in(self, box: Box) -> bool:
        west, south, east, north = box
        lon, lat = self.position
        return self.is_located and west <= lon <= east and south <= lat <= north


@dataclass(frozen=True, slots=True)
class Asked:
    """What the map is asked for. `on` is the last day of its month, today at most."""

    on: date
    measure: Measure = Measure.COUNT
    kinds: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    month: str = ""  # "" is now
    region: str = ""
    box: Box | None = None
    code: str = ""  # of one place, whatever its kind and state
    shows_places: bool = False

    def wants(self, spot: Spot) -> bool:
        """This function will say whether a place is among those that are shown."""
        if self.code:
            return spot.code == self.code
        return spot.kind in self.kinds and spot.state in self.states
