"""Who verifies: to whom each submitted answer can go, what verifiers are meant to look at, one verifier or two."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.queries import Round, find_current_round
from paripurna.rooms.assessment.verification import actions
from paripurna.rooms.assessment.verification.takers import build_takers_page
from paripurna.rooms.assessment.verification.types import DutyDraft
from paripurna.rooms.assessment.views.home import show_no_round


@require_GET
@requires(Permission.ROUND_MANAGE)
def list_verifiers(request: CityRequest) -> HttpResponse:
    found = find_current_round(request.city)
    if found is None:
        return show_no_round(request)
    page = build_takers_page(found, on=timezone.localdate())
    return render(request, "assessment/verification_people.html", {"page": page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def set_two(request: CityRequest) -> HttpResponse:
    needed = request.POST.get("needed") == "1"
    told = _("From now on two verifiers must accept an answer.") if needed else _("From now on one verifier is enough.")
    return _do(
        request,
        lambda found: actions.set_two_verifiers(round=found, needed=needed, by=request.user, at=timezone.now()),
        told,
    )


@require_POST
@requires(Permission.ROUND_MANAGE)
def give_duty(request: CityRequest) -> HttpResponse:
    draft = DutyDraft(
        read_whole(request.POST.get("verifier", "")), request.POST.get("strand", ""), request.POST.get("agency", "")
    )
    return _do(
        request,
        lambda found: actions.give_duty(round=found, draft=draft, by=request.user, at=timezone.now()),
        _("The part is given. Everybody else may still look at it."),
    )


@require_POST
@requires(Permission.ROUND_MANAGE)
def end_duty(request: CityRequest, duty: int) -> HttpResponse:
    return _do(
        request,
        lambda found: actions.end_duty(round=found, duty_id=duty, by=request.user, at=timezone.now()),
        _("The part is taken back."),
    )


def _do(request: CityRequest, deed: Callable[[Round], None], told: str) -> HttpResponse:
    found = find_current_round(request.city)
    if found is None:
        raise Http404
    with telling(request, told):
        deed(found)
    return redirect("assessment:verification_people", city=request.city.slug)
