"""What stands in the way of a renewal: asked of other parts of the room, which register here at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from paripurna.rooms.places.standing.types import Blocker

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Place

FindBlockers = Callable[["Place"], Iterable[Blocker]]

_FINDERS: list[FindBlockers] = []


def register_blockers(find: FindBlockers) -> None:
    """This function will ask `find(place)` before each renewal of a certificate; called once at start."""
    if find not in _FINDERS:
        _FINDERS.append(find)


def list_blockers(place: Place) -> tuple[Blocker, ...]:
    """This function will return everything that stands in the way of renewing the place's certificate."""
    return tuple(blocker for find in _FINDERS for blocker in find(place))
