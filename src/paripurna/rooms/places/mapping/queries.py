"""Reads of the map: every place of the city as it stood on a day, in four statements at most, and what they are kept under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from paripurna.platform.facts.queries import read_state
from paripurna.rooms.places.coverage.reading import find_outcome
from paripurna.rooms.places.coverage.types import PLAY_SPACE, NoBorders, NoNumbers
from paripurna.rooms.places.coverage.types import Asked as CoverageAsked
from paripurna.rooms.places.inspections.queries import list_shut, list_unsafe
from paripurna.rooms.places.kinds import list_kinds, list_public_kinds
from paripurna.rooms.places.life import phase_on
from paripurna.rooms.places.mapping.measuring import Children
from paripurna.rooms.places.mapping.types import Asked, Measure, Reach, Spot, State
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.standing.queries import list_certified
from paripurna.rooms.places.types import FACT_GROUP, Access, Land, LandStatus, Phase

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

COLUMNS = (
    *("id", "code", "name", "kind", "phase", "phase_since", "kelurahan__code", "kelurahan__name", "lon", "lat"),
    *("geometry", "is_hidden", "land_owner", "land_status", "manager", "hours_note", "opens_at", "is_free"),
    *("age_from", "access", "capacity"),
)


def list_spots(city: City, asked: Asked, *, reach: Reach) -> list[Spot]:
    """This function will return the places that the reach lets see, as they stood on the day asked for, in order of name.

    A place whose opening day nobody knows is taken to have been there always.
    """
    certified = list_certified(city, asked.on)
    unsafe = list_unsafe(city) if reach.is_inside and not asked.month else frozenset()
    shut = frozenset() if asked.month else list_shut(city)
    places = Place.objects.of_city(city.pk).standing().annotate(stood=phase_on(asked.on)).order_by("folded", "pk")
    found = []
    for row in (row for row in places.values(*COLUMNS, "stood") if _may_be_seen(row, reach)):
        pk, phase = row["id"], Phase(row["stood"]) if row["stood"] else None
        if phase is Phase.OPEN and pk in shut and not reach.is_inside:
            phase = Phase.CLOSED  # everybody may know that it is closed, not why
        if phase:
            state = tell_state(phase, is_certified=pk in certified, is_unsafe=pk in unsafe)
            found.append(_build_spot(row, state, is_shut=pk in shut))
    return found


def list_children(city: City, asked: Asked) -> Mapping[str, Children]:
    """This function will return what is known of the children of each kelurahan, by its code; how many have a place near, for one kind, now."""
    if asked.measure not in {Measure.CHILDREN, Measure.COVERAGE}:
        return {}
    is_one = len(asked.kinds) == 1 and asked.kinds[0] in list_public_kinds()
    kind = asked.kinds[0] if is_one else PLAY_SPACE
    try:
        outcome = find_outcome(city, CoverageAsked(kind=kind), on=asked.on)
    except (NoNumbers, NoBorders):
        return {}
    has_share = is_one and not asked.month
    return {
        line.code: Children(line.total, line.share(0) if has_share else None) for line in outcome.lines if line.is_known
    }


def read_version(city: City) -> str:
    """This function will return another word after every change of the register."""
    return read_state(city.pk, FACT_GROUP).hex


def _may_be_seen(row: Mapping[str, Any], reach: Reach) -> bool:
    kind = list_kinds().get(row["kind"])
    is_public = kind is not None and kind.is_public and not row["is_hidden"]
    return is_public or reach.has(row["kelurahan__code"] or "")


def _build_spot(row: Mapping[str, Any], state: State, *, is_shut: bool) -> Spot:
    return Spot(
        code=row["code"],
        name=row["name"],
        kind=row["kind"],
        state=state,
        kelurahan=row["kelurahan__code"] or "",
        kelurahan_name=row["kelurahan__name"] or "",
        lon=row["lon"],
        lat=row["lat"],
        geometry=row["geometry"],
        known=measure_known(row),
        is_since_known=row["phase_since"] is not None,
        is_shut=is_shut,
    )


def tell_state(phase: Phase, *, is_certified: bool = False, is_unsafe: bool = False) -> State:
    """This function will tell how the map shows a place in a phase of its life."""
    if phase is not Phase.OPEN:
        return State.CLOSED if phase is Phase.CLOSED else State.PLANNED
    if is_unsafe:
        return State.UNSAFE
    return State.STANDARD if is_certified else State.OPEN


def measure_known(row: Mapping[str, Any]) -> float:
    """This function will return the share of ten things worth knowing of a place that the register knows."""
    known = (
        row["lon"] is not None,
        row["phase_since"] is not None,
        row["land_owner"] != Land.UNKNOWN,
        row["land_status"] != LandStatus.UNKNOWN,
        bool(row["manager"]),
        row["opens_at"] is not None or bool(row["hours_note"]),
        row["is_free"] is not None,
        row["age_from"] is not None,
        row["access"] != Access.UNKNOWN,
        row["capacity"] is not None,
    )
    return sum(map(bool, known)) / len(known)
