"""What a small map of one place needs: the borders around it, what it shows of them, and where the place is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paripurna.rooms.places.kinds import Shape, list_kinds
from paripurna.rooms.places.mapping.ground import read_ground
from paripurna.rooms.places.mapping.links import borders_url, feed_url
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.policy import code_of

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """`borders` is the address of the kelurahan as GeoJSON; `box` what is seen at first; `at` the place, () where nobody knows."""

    borders: str
    box: Numbers
    at: Numbers
    draws: str  # what a person may draw: "line" or "area"
    shape: str  # the address of the place's line or ground as GeoJSON, "" for a mere point


def find_spot(city: City, place: Place | None, kind: str = "") -> Spot | None:
    """This function will return the map of a place, within its kelurahan where one is known; None where no border is loaded."""
    ground = read_ground(city)
    if ground.drawing is None:
        return None
    at = () if place is None or place.lon is None or place.lat is None else (place.lon, place.lat)
    known = list_kinds().get(place.kind if place else kind)
    return Spot(
        borders=borders_url(city, ground.level),
        box=ground.boxes.get(code_of(place) if place else "", ground.drawing.frame.box),
        at=at,
        draws="line" if known and known.shape is Shape.LINE else "area",
        shape=feed_url(city, place.code) if place and place.geometry else "",
    )
