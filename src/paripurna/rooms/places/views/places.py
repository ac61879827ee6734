"""One place: its page, its history, and every step with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.places import actions, policy, queries
from paripurna.rooms.places.forms import PhaseForm
from paripurna.rooms.places.mapping.policy import may_locate
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.pages.history import build_history
from paripurna.rooms.places.pages.links import list_url, place_url
from paripurna.rooms.places.pages.place_page import build_place_page
from paripurna.rooms.places.types import Phase


@requires(Permission.CITY_VIEW)
def place(request: CityRequest, code: str) -> HttpResponse:
    """This view will show a place: what it is, its life, its papers, and what other parts of the room know of it."""
    found = queries.get_place(request.city, code)
    return _show(request, found, PhaseForm(found))


def _show(request: CityRequest, found: Place, form: PhaseForm) -> HttpResponse:
    words = request.GET.get("dokumen", "").strip()
    page = build_place_page(found, user=request.user, words=words, on=timezone.localdate())
    context = {"page": page, "form": form}
    return render(request, "places/place_detail.html", context, status=422 if form.errors else 200)


@requires(Permission.CITY_VIEW)
def place_history(request: CityRequest, code: str) -> HttpResponse:
    """This view will tell everything that happened to a place."""
    found = queries.get_place(request.city, code)
    context = {
        "place": found,
        "trail": [(_("Register of places"), list_url(request.city)), (found.name, place_url(found, request.city))],
        "versions": build_history(found, is_located=may_locate(request.user, found, on=timezone.localdate())),
        "may_restore": policy.may_keep(request.user, found, on=timezone.localdate()) and not found.is_withdrawn,
    }
    return render(request, "places/place_history.html", context)


@require_POST
@requires(Permission.PLACE_EDIT)
def place_phase(request: CityRequest, code: str) -> HttpResponse:
    """This view will lead a place into another phase of its life; what is typed survives a refusal."""
    found = queries.get_place(request.city, code)
    form = PhaseForm(found, request.POST)
    if form.is_valid():
        step = {"phase": Phase(form.cleaned_data["phase"]), "since": form.cleaned_data["since"]}
        with complaining(form):
            actions.move_phase(place=found, **step, note=form.cleaned_data["note"], by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect(place_url(found, request.city))
    policy.check_may_keep(request.user, found, on=timezone.localdate())
    return _show(request, found, form)


@require_POST
@requires(Permission.PLACE_EDIT)
def place_restore(request: CityRequest, code: str) -> HttpResponse:
    """This view will set a place back to what it held at an earlier revision."""
    revision = read_whole(request.POST.get("revision", ""))
    return _do(request, code, actions.restore_place, _("Set back. The history keeps both."), revision=revision)


@require_POST
@requires(Permission.PLACE_EDIT)
def place_withdraw(request: CityRequest, code: str) -> HttpResponse:
    """This view will take a place out of everything that is counted."""
    return _do(request, code, actions.withdraw_place, _("Withdrawn: it counts for nothing now."))


@require_POST
@requires(Permission.PLACE_EDIT)
def place_return(request: CityRequest, code: str) -> HttpResponse:
    """This view will let a withdrawn place count again."""
    return _do(request, code, actions.return_place, _("It counts again."))


def _do(request: CityRequest, code: str, action: Callable[..., Any], done: str, **said: Any) -> HttpResponse:
    found = queries.get_place(request.city, code)
    with telling(request, done):
        action(place=found, **said, by=request.user, at=timezone.now())
    return redirect(place_url(found, request.city))
