"""Adding a place and changing it: nothing that is typed is lost, and two people see each other's versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission, Refused
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.places import actions, policy, queries
from paripurna.rooms.places.forms import PlaceForm
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.offering import list_choices
from paripurna.rooms.places.pages.history import Clash, build_clash
from paripurna.rooms.places.pages.links import list_url, place_url
from paripurna.rooms.places.pages.positions import read_typed
from paripurna.rooms.places.pages.spot import find_spot
from paripurna.rooms.places.types import PlaceChanged


@requires(Permission.PLACE_EDIT)
def place_add(request: CityRequest) -> HttpResponse:
    """This view will add a place; sent twice it is added once."""
    form = _build_form(request, None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"values": form.values(), "uuid": form.cleaned_data["uuid"]}
        with complaining(form), _within_reach():
            added = actions.add_place(city=request.city, **said, by=request.user, at=timezone.now())
            messages.success(request, _("Added."))
            return redirect(place_url(added, request.city))
    return _show(request, form, None)


@requires(Permission.PLACE_EDIT)
def place_change(request: CityRequest, code: str) -> HttpResponse:
    """This view will change a place; when somebody else did meanwhile, both versions are shown and the person decides."""
    place = queries.get_place(request.city, code)
    policy.check_may_keep(request.user, place, on=timezone.localdate())
    form = _build_form(request, place)
    clash = None
    if request.method == "POST" and form.is_valid():
        change: dict[str, Any] = {"values": form.values(), "base_revision": form.cleaned_data["revision"]}
        with complaining(form), _within_reach():
            try:
                actions.change_place(place=place, **change, by=request.user, at=timezone.now())
            except PlaceChanged:
                clash = build_clash(place, change["values"])
                form.renew(place.revision)
                raise
            messages.success(request, _("Saved."))
            return redirect(place_url(place, request.city))
    return _show(request, form, place, clash)


@requires(Permission.PLACE_EDIT)
def position_read(request: CityRequest) -> HttpResponse:
    """This view will say how a typed position is read, and which kelurahan it lies in."""
    context = {"reading": read_typed(request.GET.get("position", ""), request.city)}
    return render(request, "places/position_reading.html", context)


def _build_form(request: CityRequest, place: Place | None) -> PlaceForm:
    choices = list_choices(request.city, request.user, place, on=timezone.localdate())
    return PlaceForm(choices, request.POST or None, place=place)


@contextmanager
def _within_reach() -> Iterator[None]:
    """Who may add a place at all is told where, and not turned away at the door."""
    try:
        yield
    except NotAllowed as error:
        told = _("You keep the places of your own kelurahan. This one lies elsewhere, or its kelurahan is not known.")
        raise Refused(told, "kelurahan") from error


def _show(request: CityRequest, form: PlaceForm, place: Place | None, clash: Clash | None = None) -> HttpResponse:
    back = place_url(place, request.city) if place else list_url(request.city)
    trail = [(_("Register of places"), list_url(request.city))]
    typed = "" if form["position"].errors else str(form["position"].value() or "")
    context = {
        "form": form,
        "groups": form.list_groups(),
        "heading": _("Change %(name)s") % {"name": place.name} if place else _("Add a place"),
        "trail": [*trail, (place.name, back)] if place else trail,
        "reading": read_typed(typed, request.city),
        "spot": find_spot(request.city, place, str(form["kind"].value() or "")),
        "clash": clash,
        "back": back,
    }
    return render(request, "places/place_form.html", context, status=422 if form.errors else 200)
