"""Decisions: written down at the meeting, followed until they are done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment.meetings import actions, queries
from paripurna.rooms.assessment.meetings.page import build_lines, build_trail
from paripurna.rooms.assessment.meetings.views.meetings import make_decision_form, show, to_meeting


@require_GET
@requires(Permission.CITY_VIEW)
def list_decisions(request: CityRequest) -> HttpResponse:
    """This view will list the decisions of every meeting: the open ones by date, or those that are done."""
    is_open, today = request.GET.get("keadaan") != "selesai", timezone.localdate()
    page = read_page(list(queries.list_city_decisions(request.city, is_open=is_open)), request.GET)
    context = {
        "page": page,
        "lines": build_lines(page.object_list, request.user, request.city, on=today),
        "tabs": [(_("Still open"), "?", None), (_("Done"), "?keadaan=selesai", None)],
        "current": "?" if is_open else "?keadaan=selesai",
        "trail": build_trail(request.city),
    }
    return render(request, "assessment/decisions.html", context)


@require_POST
@requires(Permission.ROUND_MANAGE)
def add_decision(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will write down a decision; what is typed survives every refusal."""
    meeting = queries.get_meeting(request.city, code)
    form = make_decision_form(request, meeting, request.POST)
    if form.is_valid():
        with complaining(form):
            actions.add_decision(meeting=meeting, draft=form.draft(), by=request.user, at=timezone.now())
            return to_meeting(meeting, "keputusan")
    return show(request, meeting, decision=form, status=422)


@require_POST
@requires(Permission.ROUND_MANAGE)
def remove_decision(request: CityRequest, code: UUID, decision: UUID) -> HttpResponse:
    """This view will take out a decision that was written by mistake."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request):
        actions.remove_decision(meeting=meeting, code=decision, by=request.user, at=timezone.now())
    return to_meeting(meeting, "keputusan")


@require_POST
@requires(Permission.CITY_VIEW)
def finish_decision(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note that a decision is done, or take that back, and go back to where it was pressed."""
    decision, is_done = queries.get_decision(request.city, code), request.POST.get("step") != "buka"
    actions.finish_decision(decision=decision, is_done=is_done, by=request.user, at=timezone.now())
    messages.success(request, _("The decision is done. Well done.") if is_done else _("The decision is open again."))
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return to_meeting(decision.meeting, "keputusan")
