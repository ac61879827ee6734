"""One inspection: read, or called off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.links import fill_url, inspection_url
from paripurna.rooms.places.inspections.pages.inspection import build_inspection
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.types import PlaceError


@require_GET
@requires(Permission.CITY_VIEW)
def show(request: CityRequest, uuid: UUID) -> HttpResponse:
    found = queries.get_inspection(request.city, uuid)
    page = build_inspection(found, request.user, on=timezone.localdate())
    return render(request, "inspections/inspection.html", {"page": page, "inspection": found})


@require_POST
@requires(Permission.PLACE_INSPECT)
def begin(request: CityRequest, code: str) -> HttpResponse:
    """This view will open the inspection of a place that is under way, or put it into the person's route of today."""
    place, at = places.get_place(request.city, code), timezone.now()
    found = queries.find_under_way(place)
    try:
        found = found or actions.plan_inspection(
            place=place, inspector=request.user, planned_on=timezone.localdate(), by=request.user, at=at
        )
    except PlaceError as refused:
        found = queries.find_under_way(place)  # somebody else, or a second press, began it at the same moment
        if found is None:
            messages.error(request, str(refused.sentence))
            return redirect(place_url(place, request.city))
    return redirect(fill_url(found))


@require_POST
@requires(Permission.PLACE_INSPECT)
def cancel(request: CityRequest, uuid: UUID) -> HttpResponse:
    found = queries.get_inspection(request.city, uuid)
    with telling(request, _("The inspection is called off.")):
        actions.cancel_inspection(inspection=found, by=request.user, at=timezone.now())
    return redirect(inspection_url(found))
