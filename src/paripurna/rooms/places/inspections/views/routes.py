"""The route of a day on the phone of who goes, and planning the routes of everybody."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.network.queries import list_holders
from paripurna.rooms.places.inspections import actions, policy, queries
from paripurna.rooms.places.inspections.forms import PlanForm
from paripurna.rooms.places.inspections.pages.routes import (
    build_route,
    list_planned_routes,
    list_standard_kinds,
    read_wanted,
)
from paripurna.rooms.places.pages.listing import group_regions
from paripurna.rooms.places.queries import Asked
from paripurna.rooms.places.types import PlaceError


@require_GET
@requires(Permission.PLACE_INSPECT)
def show_route(request: CityRequest) -> HttpResponse:
    """This view will show where the person goes today; the device keeps the whole of it."""
    day = _read_day(request.GET.get("hari", ""))
    return render(request, "inspections/route.html", {"route": build_route(request.city, request.user, day)})


@require_POST
@requires(Permission.PLACE_INSPECT)
def order_stops(request: CityRequest) -> HttpResponse:
    """This view will put the stops of the person's own day, or of somebody they plan for, into the order that was sent."""
    day, code = _read_day(request.POST.get("day", "")), request.POST.get("person", "")
    inspector = queries.get_inspector(request.city, code, day) if code else request.user
    try:
        stops = [UUID(text) for text in request.POST.get("order", "").split(",") if text]
        said = {"inspector": inspector, "day": day, "stops": stops}
        actions.order_route(city=request.city, **said, by=request.user, at=timezone.now())
    except ValueError:
        raise Http404 from None
    except PlaceError as refused:
        messages.error(request, str(refused.sentence))
    if code:
        return redirect("inspections:plan", city=request.city.slug)
    address = reverse("inspections:route", kwargs={"city": request.city.slug})  # today's is the one a device keeps
    return redirect(address if day == timezone.localdate() else f"{address}?hari={day.isoformat()}")


@require_http_methods(["GET", "POST"])
@requires(Permission.PLACE_INSPECT)
def plan(request: CityRequest) -> HttpResponse:
    """This view will show the routes that are planned, and plan another: for anybody, or for oneself."""
    asked = read_wanted(request.GET)
    form = _build_form(request, asked)
    if form.is_valid() and _plan(request, form):
        return redirect("inspections:plan", city=request.city.slug)
    context = {
        "form": form,
        "routes": list_planned_routes(request.city),
        "may_plan": policy.may_plan(request.user, request.city, on=timezone.localdate()),
        "asked": asked,
        "kinds": list_standard_kinds(),
        "regions": group_regions(request.city),
    }
    return render(request, "inspections/plan.html", context, status=422 if form.errors else 200)


def _build_form(request: CityRequest, asked: Asked) -> PlanForm:
    on = timezone.localdate()
    may_plan = policy.may_plan(request.user, request.city, on=on)
    holders = list_holders(request.city, Permission.PLACE_INSPECT, on=on) if may_plan else []
    scopes = list_scopes(request.user, request.city, Permission.PLACE_INSPECT, on=on)
    return PlanForm(
        request.POST or None,
        inspectors=[person for person, _agencies in holders] or [request.user],
        places=queries.list_inspectable(request.city, scopes, asked),
        initial={"planned_on": on, "inspector": str(request.user.code)},
    )


def _plan(request: CityRequest, form: PlanForm) -> bool:
    day = form.cleaned_data["planned_on"]
    with complaining(form):
        planned = actions.plan_route(
            places=form.chosen, inspector=form.person, planned_on=day, by=request.user, at=timezone.now()
        )
        told = ngettext("%(count)s place is in the route.", "%(count)s places are in the route.", len(planned))
        messages.success(request, told % {"count": len(planned)})
        return True
    return False


def _read_day(text: str) -> date:
    try:
        return parse_date(text) or timezone.localdate()
    except ValueError:
        return timezone.localdate()
