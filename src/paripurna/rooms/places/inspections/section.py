"""What the page of a place says of its inspections, findings and upkeep, and what begins from there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.places.inspections import policy, queries
from paripurna.rooms.places.inspections.actions.planning import find_standard
from paripurna.rooms.places.inspections.links import inspection_url
from paripurna.rooms.places.inspections.pages.findings import build_line
from paripurna.rooms.places.inspections.seeing import read_sight
from paripurna.rooms.places.inspections.types import InspectionState, Severity
from paripurna.rooms.places.pages.sections import PlaceSection
from paripurna.rooms.places.policy import may_keep
from paripurna.rooms.places.types import Phase

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Place

LATEST = 5


def describe_inspections(place: Place, user: User, on: date) -> Mapping[str, Any]:
    """This function will return the findings that stand, the latest inspections and what is to be done next."""
    inspections = [each for each in queries.list_inspections_of(place) if each.state != InspectionState.CANCELLED]
    at = {"city": place.city.slug, "code": place.code}
    findings, sight = queries.list_findings_of(place), read_sight(user, place.city, on=on)
    told = [each for each in findings if sight.sees(each, place)]
    return {
        "is_shut": any(each.severity == Severity.CLOSES for each in findings),
        "findings": [build_line(each, on=on) for each in told],
        "untold": len(findings) - len(told),
        "inspections": [
            (each.planned_on, str(InspectionState(each.state).label), str(each.inspector or "–"), inspection_url(each))
            for each in inspections[:LATEST]
        ],
        "upkeep": [(each.due_on, each.title) for each in queries.list_upkeep(place.city, place=place)],
        "begin_url": reverse("inspections:begin", kwargs=at) if _may_begin(place, user, on) else "",
        "report_url": reverse("inspections:report", kwargs=at) if policy.may_mend(user, place, on=on) else "",
        "upkeep_url": reverse("inspections:upkeep_plan", kwargs=at) if may_keep(user, place, on=on) else "",
        "plate_url": reverse("inspections:plate", kwargs=at),
    }


def _may_begin(place: Place, user: User, on: date) -> bool:
    is_there = Phase(place.phase).is_there and not place.is_withdrawn
    return is_there and policy.may_inspect(user, place, on=on) and find_standard(place.kind) is not None


SECTION = PlaceSection(
    "pemeriksaan", _("Inspections and findings"), "inspections/section.html", describe_inspections, order=40
)
