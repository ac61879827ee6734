"""What the reckoning needs of the database, read once; and what came of it, kept for all processes under the state of the register."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.cache import cache

from paripurna.platform.facts.queries import read_state
from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
from paripurna.rooms.places.coverage.queries import find_network
from paripurna.rooms.places.coverage.types import FAR_M, NEAR_M, PLAY_SPACE, Asked, NoBorders, NoNumbers, Outcome
from paripurna.rooms.places.inspections.queries import list_shut
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.standing.queries import list_certified
from paripurna.rooms.places.types import FACT_GROUP, Phase

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

A_DAY = 24 * 60 * 60
DIGITS = 4  # of a degree, some ten meters: where people live near known places


@dataclass(frozen=True)
class Inputs:
    """A city's numbers, places of the kind that is asked for, and where its known places lie."""

    numbers: ChildrenNumbers
    network: WalkingNetwork | None
    places: tuple[Place, ...]
    settled: tuple[tuple[float, float], ...]
    certified: frozenset[int]
    shut: frozenset[int]  # by a finding, whatever their phase
    unlocated: tuple[int, ...] = ()
    limits: tuple[int, ...] = (NEAR_M, FAR_M)


def find_numbers(city: City) -> ChildrenNumbers | None:
    """This function will return the numbers of children that are in use, or None."""
    found = ChildrenNumbers.objects.of_city(city.pk).in_use().select_related("file").first()
    if found:
        found.city = city
    return found


def read_inputs(city: City, kind: str, *, on: date, network: WalkingNetwork | None) -> Inputs:
    """This function will read what a reckoning needs; without a network distances are straight. Raises `NoNumbers`.

    Hidden places stay out: the children around one whom nothing else reaches would draw a circle around it.
    """
    numbers = find_numbers(city)
    if numbers is None:
        raise NoNumbers
    standing = Place.objects.of_city(city.pk).standing().filter(is_hidden=False)
    of_kind = standing.filter(kind=kind).select_related("kelurahan").order_by("pk")
    spots = standing.located().exclude(kind=PLAY_SPACE).order_by("pk").values_list("lon", "lat")
    settled = sorted({(round(lon, DIGITS), round(lat, DIGITS)) for lon, lat in spots if lon is not None})  # type: ignore[arg-type]
    return Inputs(
        numbers,
        network,
        tuple(place for place in of_kind if place.lon is not None),
        tuple(settled),
        list_certified(city, on),
        list_shut(city),
        tuple(place.pk for place in of_kind if place.lon is None and place.phase == Phase.OPEN),
    )


def find_box(city: City, *, on: date) -> tuple[float, ...]:
    """This function will return west, south, east and north of the city, for a map; () where nothing can be measured."""
    try:
        return find_outcome(city, Asked(), on=on).box
    except (NoNumbers, NoBorders):
        return ()


def find_outcome(city: City, asked: Asked, *, on: date) -> Outcome:
    """This function will return how many children are reached, worked out anew only after a change. Raises `NoNumbers` and `NoBorders`."""
    state = read_state(city.pk, FACT_GROUP)
    certified = sorted(list_certified(city, on)) if asked.certified else ()
    told = repr((city.pk, str(state), astuple(asked), tuple(certified)))
    key = f"places.coverage.2:{hashlib.sha256(told.encode()).hexdigest()}"
    kept: Outcome | None = cache.get(key)
    if kept is not None:
        return kept
    from paripurna.rooms.places.coverage.reckoning import measure  # late: loads the geometry

    network = find_network(city) if asked.by_paths else None
    outcome = measure(read_inputs(city, asked.kind, on=on, network=network), asked)
    cache.set(key, outcome, A_DAY)
    return outcome
