"""Planning inspections: who goes where on which day, and calling one off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.inspections import policy
from paripurna.rooms.places.inspections.queries import find_under_way
from paripurna.rooms.places.inspections.types import (
    SUBJECT_KIND,
    AlreadyPlanned,
    InspectionState,
    NoStandard,
    RouteChanged,
)
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.models import Inspection, Place
from paripurna.rooms.places.policy import check_can_change
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import find_newest_edition

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.sheets.queries import Sheet


@transaction.atomic
def plan_route(
    *, places: Sequence[Place], inspector: User, planned_on: date, by: User | None, at: datetime
) -> list[Inspection]:
    """This function will put places into a person's route of a day, each after the one it is nearest to: all or none.

    Raises what `plan_inspection` raises.
    """
    ordered = order_by_nearness(places)
    return [plan_inspection(place=place, inspector=inspector, planned_on=planned_on, by=by, at=at) for place in ordered]


@transaction.atomic
def plan_inspection(
    *, place: Place, inspector: User, planned_on: date, is_example: bool = False, by: User | None, at: datetime
) -> Inspection:
    """This function will put a place at the end of a person's route of a day, with the sheet of its newest standard.

    Raises `NotAllowed` (also when the inspector may not inspect there), `PlaceWithdrawn`, `NoStandard` or `AlreadyPlanned`.
    """
    on = day_in(place.city, at)
    policy.check_may_plan(by, inspector, place, on=on)
    policy.check_may_inspect(inspector, place, on=on)
    place = Place.objects.of_city(place.city_id).select_for_update(of=("self",)).select_related("city").get(pk=place.pk)
    check_can_change(place)
    _check_free(place)
    draft = Inspection(uuid=uuid4(), city=place.city, place=place, inspector=inspector, planned_on=planned_on)
    draft.is_example, draft.created_by, draft.created_at = is_example, by, at
    draft.stop = _next_stop(draft)
    draft.sheet = _open_sheet(draft, by=by, at=at)
    draft.save(force_insert=True)
    details: dict[str, audit.Detail] = {"place": str(place.uuid), "day": planned_on.isoformat()}
    _record("places.inspection_planned", draft, details, by=by, at=at)
    return draft


@transaction.atomic
def order_route(
    *, city: City, inspector: User, day: date, stops: Sequence[UUID], by: User, at: datetime
) -> list[Inspection]:
    """This function will put stops of a person's day into this order, among the places in it that they have; all others stay.

    Raises `NotAllowed`, and `RouteChanged` where one of them is no longer there.
    """
    if by != inspector and not policy.may_plan(by, city, on=day_in(city, at)):
        raise NotAllowed
    route = Inspection.objects.of_city(city.pk).filter(inspector=inspector, planned_on=day).select_for_update()
    known = {each.uuid: each for each in route.exclude(state=InspectionState.CANCELLED).order_by("pk")}
    if not stops or len(stops) != len(set(stops)) or not known.keys() >= set(stops):
        raise RouteChanged
    ordered = [known[uuid] for uuid in stops]
    for each, number in zip(ordered, sorted(each.stop for each in ordered), strict=True):
        each.stop = number
    Inspection.objects.bulk_update(ordered, ["stop"])
    details: dict[str, audit.Detail] = {"day": day.isoformat(), "stops": len(ordered)}
    audit.record(
        verb="places.route_ordered",
        city=city,
        subject=f"places.inspection:{ordered[0].uuid}",
        details=details,
        by=by,
        at=at,
    )
    return ordered


@transaction.atomic
def cancel_inspection(*, inspection: Inspection, by: User, at: datetime) -> None:
    """This function will call an inspection off; what was filled stays readable. Raises `NotAllowed` or `InspectionOver`."""
    if by != inspection.inspector and not policy.may_plan(by, inspection.city, on=day_in(inspection.city, at)):
        raise NotAllowed
    locked = Inspection.objects.of_city(inspection.city_id).select_for_update().get(pk=inspection.pk)
    policy.check_can_inspect(locked)
    locked.state = InspectionState.CANCELLED
    locked.save(update_fields=["state"])
    sheets.close_sheet(sheet=inspection.sheet, by=by, at=at)
    _record("places.inspection_cancelled", inspection, {"place": str(inspection.place.uuid)}, by=by, at=at)


def order_by_nearness(places: Sequence[Place]) -> list[Place]:
    """This function will begin with the first place and go on to the nearest that is left; those without a position come last."""
    left = [place for place in places if place.lon is not None]
    ordered: list[Place] = []
    while left:
        here = ordered[-1] if ordered else left[0]
        nearest = min(left, key=lambda place: _distance(here, place))
        left.remove(nearest)
        ordered.append(nearest)
    return ordered + [place for place in places if place.lon is None]


def _distance(one: Place, other: Place) -> float:
    """Near enough to compare within a city: degrees, longitude shortened by latitude."""
    lon, lat = ((getattr(one, name) or 0.0) - (getattr(other, name) or 0.0) for name in ("lon", "lat"))
    return math.hypot(lon * math.cos(math.radians(one.lat or 0.0)), lat)


def find_standard(kind: str) -> Edition | None:
    """This function will return the newest standard of a kind of place, or None where there is none."""
    try:
        return find_newest_edition(kind)
    except LookupError:
        return None


def _check_free(place: Place) -> None:
    under_way = find_under_way(place)
    if under_way is not None:
        words = {"place": place.name, "day": under_way.planned_on.strftime("%d.%m.%Y")}
        raise AlreadyPlanned(_("An inspection of %(place)s is under way, planned for %(day)s. Fill that one.") % words)


def _next_stop(draft: Inspection) -> int:
    route = Inspection.objects.of_city(draft.city_id).filter(inspector=draft.inspector, planned_on=draft.planned_on)
    return int(route.aggregate(last=Max("stop"))["last"] or 0) + 1


def _open_sheet(draft: Inspection, *, by: User | None, at: datetime) -> Sheet:
    place, standard = draft.place, find_standard(draft.place.kind)
    if standard is None:
        kind = list_kinds()[place.kind].name
        raise NoStandard(_("There is no standard yet by which %(kind)s could be inspected.") % {"kind": kind})
    return sheets.open_sheet(
        city=place.city,
        edition=sheets.take_edition(standard.reference, city=place.city, at=at),
        subject=(SUBJECT_KIND, str(draft.uuid)),
        title=place.name,
        period=(draft.planned_on, draft.planned_on),
        is_example=draft.is_example,
        by=by,
        at=at,
    )


def _record(
    verb: str, inspection: Inspection, details: dict[str, audit.Detail], *, by: User | None, at: datetime
) -> None:
    subject = f"places.inspection:{inspection.uuid}"
    audit.record(verb=verb, city=inspection.city, subject=subject, details=details, by=by, at=at)
