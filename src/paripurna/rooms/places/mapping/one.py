"""The map of one place, on its page and in its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paripurna.rooms.places.kinds import Shape, find_kind
from paripurna.rooms.places.mapping.ground import read_ground
from paripurna.rooms.places.mapping.links import borders_url, feed_url
from paripurna.rooms.places.mapping.types import Box

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """What the component needs: where to look, and what to draw. `at` is empty for a place without a position."""

    borders: str
    at: tuple[float, float] | tuple[()] = ()
    feed: str = ""
    box: Box | tuple[()] = ()
    draws: str = "area"


def build_place_map(place: Place) -> PlaceMap:
    """This function will build the map that shows where a place is."""
    at = (place.lon, place.lat) if place.lon is not None and place.lat is not None else ()
    return PlaceMap(borders_url(place.city), at, feed_url(place))


def build_form_map(city: City, place: Place | None) -> PlaceMap:
    """This function will build the map on which a position is chosen: of all the city, or of where the place is."""
    kind = find_kind(place.kind) if place else None
    ground = read_ground(city)
    box = ground.drawing.frame.box if ground.drawing else ()
    return PlaceMap(
        borders_url(city, ground.level), box=box, draws="line" if kind and kind.shape is Shape.LINE else "area"
    )
