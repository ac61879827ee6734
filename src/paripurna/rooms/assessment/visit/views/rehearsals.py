"""Rehearsals: begin, tick and time each site, compare with the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.assessment.visit import queries, rehearsing
from paripurna.rooms.assessment.visit.models import Rehearsal
from paripurna.rooms.assessment.visit.rehearsal_page import build_rehearsal_page, build_rehearsals_page
from paripurna.rooms.assessment.visit.types import StepNote
from paripurna.rooms.assessment.visit.views.plan import read_plan

LONGEST = 4000
DAYS_TO_BRING = timedelta(days=7)


@require_GET
@requires(Permission.ROUND_MANAGE)
def list_rehearsals(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will list the rehearsals of the visit."""
    page = build_rehearsals_page(read_plan(request, code), request.user, on=timezone.localdate())
    return render(request, "assessment/visit_rehearsals.html", {"page": page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def begin_rehearsal(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will begin a rehearsal and lead to it."""
    plan = read_plan(request, code)
    with telling(request):
        begun = rehearsing.begin_rehearsal(plan=plan, by=request.user, at=timezone.now())
        return redirect("assessment:visit_rehearsal", city=request.city.slug, code=code, rehearsal=begun.code)
    return redirect("assessment:visit_rehearsals", city=request.city.slug, code=code)


@require_GET
@requires(Permission.ROUND_MANAGE)
def show_rehearsal(request: CityRequest, code: UUID, rehearsal: UUID) -> HttpResponse:
    """This view will show a rehearsal with its clocks."""
    page = build_rehearsal_page(_get(request, code, rehearsal), request.user, on=timezone.localdate())
    return render(request, "assessment/visit_rehearsal.html", {"page": page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def time_step(request: CityRequest, code: UUID, rehearsal: UUID, position: int) -> HttpResponse:
    """This view will start or stop the clock of a site. Sent twice, the first instant stands."""
    ends = request.POST.get("ends") == "1"
    return _do(request, code, rehearsal, rehearsing.time_step, position=position, ends=ends)


@require_POST
@requires(Permission.ROUND_MANAGE)
def note_step(request: CityRequest, code: UUID, rehearsal: UUID, position: int) -> HttpResponse:
    """This view will keep what was noted at a site."""
    said = StepNote(request.POST.get("note", "")[:LONGEST], request.POST.get("missing", "")[:LONGEST])
    return _do(request, code, rehearsal, rehearsing.note_step, position=position, said=said)


@require_POST
@requires(Permission.ROUND_MANAGE)
def request_missing(request: CityRequest, code: UUID, rehearsal: UUID, position: int) -> HttpResponse:
    """This view will ask the agency of a site for what was missing there, within a week."""
    due_on = timezone.localdate() + DAYS_TO_BRING
    return _do(request, code, rehearsal, rehearsing.request_missing, position=position, due_on=due_on)


@require_POST
@requires(Permission.ROUND_MANAGE)
def end_rehearsal(request: CityRequest, code: UUID, rehearsal: UUID) -> HttpResponse:
    """This view will end a rehearsal."""
    return _do(request, code, rehearsal, rehearsing.end_rehearsal, note=request.POST.get("note", "")[:LONGEST])


def _do(request: CityRequest, code: UUID, rehearsal: UUID, action: Callable[..., object], **said: Any) -> HttpResponse:
    found = _get(request, code, rehearsal)
    with telling(request, _("Noted.")):
        action(rehearsal=found, **said, by=request.user, at=timezone.now())
    response = redirect("assessment:visit_rehearsal", city=request.city.slug, code=code, rehearsal=rehearsal)
    if "position" in said:
        response["Location"] += f"#gladi-{said['position']}"
    return response


def _get(request: CityRequest, code: UUID, rehearsal: UUID) -> Rehearsal:
    return queries.get_rehearsal(read_plan(request, code), rehearsal)
