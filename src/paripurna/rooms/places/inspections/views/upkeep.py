"""The calendar of upkeep: what is due, what was done and at what cost."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.places import policy
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.forms import UpkeepDoneForm, UpkeepForm
from paripurna.rooms.places.inspections.links import list_url
from paripurna.rooms.places.inspections.pages.upkeep import build_calendar


@require_GET
@requires(Permission.CITY_VIEW)
def show_calendar(request: CityRequest) -> HttpResponse:
    page = build_calendar(request.city, request.user, on=timezone.localdate())
    return render(request, "inspections/upkeep.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Permission.PLACE_EDIT)
def plan(request: CityRequest, code: str) -> HttpResponse:
    """This view will put something to be done into the calendar of a place."""
    place = places.get_place(request.city, code)
    policy.check_may_keep(request.user, place, on=timezone.localdate())
    form = UpkeepForm(request.POST or None)
    if form.is_valid() and _plan(request, place, form):
        messages.success(request, _("It is in the calendar."))
        return redirect(list_url(request.city, "upkeep"))
    context = {"form": form, "place": place}
    return render(request, "inspections/upkeep_plan.html", context, status=422 if form.errors else 200)


def _plan(request: CityRequest, place: places.Place, form: UpkeepForm) -> bool:
    with complaining(form):
        actions.plan_upkeep(place=place, **form.cleaned_data, by=request.user, at=timezone.now())
    return not form.errors


@require_http_methods(["GET", "POST"])
@requires(Permission.PLACE_EDIT)
def finish(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will keep that something was done, and what it cost."""
    upkeep, on = queries.get_upkeep(request.city, uuid), timezone.localdate()
    policy.check_may_keep(request.user, upkeep.place, on=on)
    form = UpkeepDoneForm(request.POST or None, on=on)
    if form.is_valid() and _finish(request, upkeep, form):
        messages.success(request, _("It is done."))
        return redirect(list_url(request.city, "upkeep"))
    context = {"form": form, "upkeep": upkeep}
    return render(request, "inspections/upkeep_done.html", context, status=422 if form.errors else 200)


def _finish(request: CityRequest, upkeep: queries.Upkeep, form: UpkeepDoneForm) -> bool:
    with complaining(form):
        actions.finish_upkeep(upkeep=upkeep, done=form.done, by=request.user, at=timezone.now())
    return not form.errors
