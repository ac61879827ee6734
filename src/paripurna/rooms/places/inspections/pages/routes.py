"""The route of a day, and the plan of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    order_up: str  # of all stops, with this one before its neighbor; "" where it is the first
    order_down: str

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
class PlannedStop:
    name: str
    url: str
    order_up: str
    order_down: str


@dataclass(frozen=True, slots=True)
class PlannedRoute:
    """What one person goes to on one day."""

    day: date
    inspector: str
    code: str  # of the inspector
    stops: tuple[PlannedStop, ...]


def build_route(city: City, inspector: User, day: date) -> RoutePage:
    """This function will read the stops of a person on a day with how far each is filled: a handful of statements."""
    route = queries.list_route(city, inspector, day)
    answers = sheets.read_stored([each.sheet_id for each in route])
    swaps = zip(route, list_swaps(route), strict=True)
    stops = tuple(_build_stop(each, answers.get(each.sheet_id, {}), swap) for each, swap in swaps)
    return RoutePage(day, stops, tuple(queries.list_next_days(city, inspector, after=day)))


def list_swaps(inspections: Sequence[Inspection]) -> list[tuple[str, str]]:
    """This function will return for each stop the order of all with it one up, and one down; "" where there is no neighbor."""
    codes = [str(each.uuid) for each in inspections]
    swapped = [",".join([*codes[:i], codes[i + 1], codes[i], *codes[i + 2 :]]) for i in range(len(codes) - 1)]
    return list(pairwise(["", *swapped, ""])) if codes else []


def list_planned_routes(city: City) -> list[PlannedRoute]:
    """This function will return every route that is under way, the earliest first."""
    groups = groupby(queries.list_planned(city), key=lambda each: (each.planned_on, each.inspector))
    return [_build_planned(day, inspector, list(stops)) for (day, inspector), stops in groups]


def _build_planned(day: date, inspector: User | None, route: list[Inspection]) -> PlannedRoute:
    swaps = zip(route, list_swaps(route), strict=True)
    stops = tuple(PlannedStop(each.place.name, inspection_url(each), *swap) for each, swap in swaps)
    return PlannedRoute(day, str(inspector or "–"), str(inspector.code) if inspector else "", stops)


def _build_stop(inspection: Inspection, answers: Mapping[str, object], swap: tuple[str, str]) -> Stop:
    place = inspection.place
    kelurahan = place.kelurahan.name if place.kelurahan else ""
    is_open = inspection.state == InspectionState.PLANNED
    return Stop(
        inspection=inspection,
        where=" · ".join(text for text in (place.address, kelurahan) if text),
        answered=sum(bool(data) for data in answers.values()),
        asked=len(sheets.edition_of(inspection.sheet).question_by_number),
        url=fill_url(inspection) if is_open else inspection_url(inspection),
        order_up=swap[0],
        order_down=swap[1],
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
