"""Rounds of a city: the list, one round, opening and finishing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment import actions, queries
from paripurna.rooms.assessment.forms import RoundForm
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.round_page import build_round_list, build_round_page
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.types import SUBJECT_KIND
from paripurna.rooms.assessment.views.home import show_no_round
from paripurna.rooms.sheets.actions import take_edition
from paripurna.rooms.sheets.queries import list_edition_choices


@requires(Permission.CITY_VIEW)
def list_rounds(request: CityRequest) -> HttpResponse:
    context = {"page": build_round_list(request.city), "may_manage": _may_manage(request)}
    return render(request, "assessment/round_list.html", context)


@requires(Permission.CITY_VIEW)
def go_to_instrument(request: CityRequest) -> HttpResponse:
    return _go_to_sheet(request, "sheets:sheet")


@requires(Permission.CITY_VIEW)
def go_to_facts(request: CityRequest) -> HttpResponse:
    return _go_to_sheet(request, "sheets:facts")


def _go_to_sheet(request: CityRequest, name: str) -> HttpResponse:
    found = queries.find_current_round(request.city)
    if found is None:
        return show_no_round(request)
    return redirect(name, city=request.city.slug, code=found.sheet.code)


@requires(Permission.CITY_VIEW)
def show_round(request: CityRequest, code: UUID) -> HttpResponse:
    found = queries.get_round(request.city, code=str(code))
    page = build_round_page(found, today=timezone.localdate())
    return render(request, "assessment/round_detail.html", {"page": page, "rights": _read_rights(request)})


def _may_manage(request: CityRequest) -> bool:
    return allows_for(request)(Permission.ROUND_MANAGE)


def _read_rights(request: CityRequest) -> dict[str, bool]:
    allows = allows_for(request)
    wished = {
        "manage": Permission.ROUND_MANAGE,
        "import": Permission.SHEET_IMPORT,
        "export": Permission.EXPORT,
        "packs": Permission.EVIDENCE_PACK,
        "mark": Permission.MARK_OFFICIAL,
    }
    return {name: allows(permission) for name, permission in wished.items()}


@requires(Permission.ROUND_MANAGE)
def open_round(request: CityRequest) -> HttpResponse:
    rounds = queries.list_rounds(request.city)
    form = RoundForm(
        request.POST or None, editions=list_edition_choices(request.city, subject_kind=SUBJECT_KIND), rounds=rounds
    )
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            opened = _open(request, form)
            messages.success(request, _("The round is open."))
            door = "assessment:carry" if opened.previous_id else "assessment:calendar"
            return redirect(door, city=request.city.slug, code=opened.code)
    context = {"form": form, "trail": build_trail(request.city)}
    return render(request, "assessment/round_open.html", context, status=422 if form.is_bound else 200)


def _open(request: CityRequest, form: RoundForm) -> Round:
    data, now = form.cleaned_data, timezone.now()
    previous = data["previous"]
    return actions.open_round(
        city=request.city,
        edition=take_edition(data["edition"], city=request.city, at=now),
        label=data["label"],
        period=(data["period_start"], data["period_end"]),
        previous=queries.get_round(request.city, code=previous) if previous else None,
        by=request.user,
        at=now,
    )


@require_POST
@requires(Permission.ROUND_MANAGE)
def finish_round(request: CityRequest, code: UUID) -> HttpResponse:
    found = queries.get_round(request.city, code=str(code))
    if request.POST.get("typed_word", "").strip() != _("FINISH"):
        messages.error(request, _("Type the word that the page asks for. Nothing was finished."))
        return redirect("assessment:round", city=request.city.slug, code=code)
    with telling(request, _("The round is finished. Nothing on it changes any more.")):
        actions.finish_round(round=found, by=request.user, at=timezone.now())
    return redirect("assessment:round", city=request.city.slug, code=code)
