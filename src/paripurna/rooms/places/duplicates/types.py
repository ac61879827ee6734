"""What the search for duplicates knows of a place, and what it finds. No Django here."""

from __future__ import annotations

from dataclasses import dataclass

from paripurna.rooms.places.types import PlaceError

NEAR_M = 150


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as far as it can be told apart from others; `names` are its own and its other names."""

    pk: int
    names: tuple[str, ...]
    kelurahan: int | None = None
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places that may be one, the older first; no distance where a position is not known."""

    first: int
    second: int
    likeness: float
    distance_m: int | None = None


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, the most alike first; `is_cut` where so many places lie together that not all were compared."""

    pairs: list[Pair]
    is_cut: bool = False


class CannotMerge(PlaceError):
    """Something would be lost, or the merging was undone already."""
