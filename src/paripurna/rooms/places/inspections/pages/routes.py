"""The route of a day, and the plan of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from paripurna.core.instrument.shelf import list_subject_kinds
from paripurna.rooms.places.inspections import queries
from paripurna.rooms.places.inspections.links import fill_url, inspection_url
from paripurna.rooms.places.inspections.types import InspectionState
from paripurna.rooms.places.kinds import PLAY_SPACE, list_kinds
from paripurna.rooms.places.models import Inspection
from paripurna.rooms.places.queries import Asked
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the route: where it is, how far it is filled, and where it goes on."""

    inspection: Inspection
    where: str
    answered: int
    asked: int
    url: str
    order_up: str = ""  # of all stops, with this one before its neighbor; "" where it is the first
    order_down: str = ""

    @property
    def is_open(self) -> bool:
        return self.inspection.state == InspectionState.PLANNED

    @property
    def state(self) -> str:
        return str(InspectionState(self.inspection.state).label)


@dataclass(frozen=True, slots=True)
class RoutePage:
    day: date
    stops: tuple[Stop, ...]
    other_days: tuple[date, ...]

    @property
    def order(self) -> str:
        return ",".join(str(stop.inspection.uuid) for stop in self.stops)

    @property
    def open_count(self) -> int:
        return sum(stop.is_open for stop in self.stops)


@dataclass(frozen=True, slots=True)
class PlannedRoute:
    """What one person goes to on one day."""

    day: date
    inspector: str
    stops: tuple[tuple[str, str], ...]  # name of the place, page of the inspection


def build_route(city: City, inspector: User, day: date) -> RoutePage:
    """This function will read the stops of a person on a day with how far each is filled: a handful of statements."""
    route = queries.list_route(city, inspector, day)
    answers = sheets.read_stored([each.sheet_id for each in route])
    stops = [_build_stop(each, answers.get(each.sheet_id, {})) for each in route]
    return RoutePage(day, tuple(_let_move(stops)), tuple(queries.list_next_days(city, inspector, after=day)))


def _let_move(stops: list[Stop]) -> Iterator[Stop]:
    codes = [str(stop.inspection.uuid) for stop in stops]
    swapped = [
        "",
        *(",".join([*codes[:i], codes[i + 1], codes[i], *codes[i + 2 :]]) for i in range(len(codes) - 1)),
        "",
    ]
    for stop, (up, down) in zip(stops, pairwise(swapped), strict=False):
        yield replace(stop, order_up=up, order_down=down)


def list_planned_routes(city: City) -> list[PlannedRoute]:
    """This function will return every route that is under way, the earliest first."""
    groups = groupby(queries.list_planned(city), key=lambda each: (each.planned_on, each.inspector))
    return [
        PlannedRoute(day, str(inspector or "–"), tuple((each.place.name, inspection_url(each)) for each in stops))
        for (day, inspector), stops in groups
    ]


def _build_stop(inspection: Inspection, answers: Mapping[str, object]) -> Stop:
    place = inspection.place
    kelurahan = place.kelurahan.name if place.kelurahan else ""
    is_open = inspection.state == InspectionState.PLANNED
    return Stop(
        inspection=inspection,
        where=" · ".join(text for text in (place.address, kelurahan) if text),
        answered=sum(bool(data) for data in answers.values()),
        asked=len(sheets.edition_of(inspection.sheet).question_by_number),
        url=fill_url(inspection) if is_open else inspection_url(inspection),
    )


def read_wanted(query: Mapping[str, str]) -> Asked:
    """This function will read which places are offered for a route: of one kind, play spaces unless said otherwise."""
    kinds = dict(list_standard_kinds())
    kind = query.get("jenis", PLAY_SPACE)
    return Asked(kind=kind if kind in kinds else PLAY_SPACE, region=query.get("wilayah", ""))


def list_standard_kinds() -> list[tuple[str, str]]:
    """This function will return the kinds of places that there is a standard to inspect by."""
    known = list_subject_kinds()
    return [(code, kind.full_name) for code, kind in list_kinds().items() if code in known]
