"""One checklist: looked over, confirmed by who answers for the region, opened again by the secretariat."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.registers.checklists import actions, queries
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.overview import build_overview
from paripurna.rooms.registers.checklists.pages.places import checklist_url
from paripurna.rooms.registers.checklists.policy import read_reach


@require_GET
@requires(Permission.CITY_VIEW)
def show_checklist(request: CityRequest, code: UUID) -> HttpResponse:
    checklist, language = _get(request, code), get_language() or "id"
    page = build_overview(checklist, request.user, language=language[:2], on=timezone.localdate())
    return render(request, "checklists/checklist.html", {"page": page, "checklist": checklist})


@require_POST
@requires(Permission.CHECKLIST_CONFIRM)
def confirm(request: CityRequest, code: UUID) -> HttpResponse:
    return _step(request, code, actions.confirm_checklist, _("The checklist is confirmed and counts for the city now."))


@require_POST
@requires(Permission.ROUND_MANAGE)
def reopen(request: CityRequest, code: UUID) -> HttpResponse:
    return _step(request, code, actions.reopen_checklist, _("The checklist can be filled again."))


def _step(request: CityRequest, code: UUID, action: Callable[..., None], done: str) -> HttpResponse:
    checklist = _get(request, code)
    with telling(request, done):
        action(checklist=checklist, by=request.user, at=timezone.now())
    return redirect(checklist_url(checklist))


def _get(request: CityRequest, code: UUID) -> Checklist:
    reach = read_reach(request.user, request.city, on=timezone.localdate())
    return queries.get_checklist(request.city, reach, code)
