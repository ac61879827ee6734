"""The agenda: proposed by the board, written and ordered by hand."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.assessment.meetings import agenda, queries
from paripurna.rooms.assessment.meetings.models import Meeting
from paripurna.rooms.assessment.meetings.views.meetings import to_meeting

STEPS = {"naik": -1, "turun": 1}


@require_POST
@requires(Permission.ROUND_MANAGE)
def propose_agenda(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will take what the board proposes onto the agenda."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request):
        agenda.propose_agenda(meeting=meeting, by=request.user, at=timezone.now())
    return to_meeting(meeting, "agenda")


@require_POST
@requires(Permission.ROUND_MANAGE)
def add_point(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will put a point at the end."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request):
        agenda.add_point(meeting=meeting, text=_read_text(request), by=request.user, at=timezone.now())
    return to_meeting(meeting, "agenda")


@require_POST
@requires(Permission.ROUND_MANAGE)
def change_point(request: CityRequest, code: UUID, point: UUID) -> HttpResponse:
    """This view will write a point anew, move it, or take it off."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request):
        _change(request, meeting, point)
    return to_meeting(meeting, "agenda")


def _change(request: CityRequest, meeting: Meeting, code: UUID) -> None:
    step, now = request.POST.get("step", ""), timezone.now()
    if step in STEPS:
        agenda.move_point(meeting=meeting, code=code, steps=STEPS[step], by=request.user, at=now)
    elif step == "hapus":
        agenda.remove_point(meeting=meeting, code=code, by=request.user, at=now)
    elif step == "tulis":
        agenda.change_point(meeting=meeting, code=code, text=_read_text(request), by=request.user, at=now)
    else:
        raise Http404


def _read_text(request: CityRequest) -> str:
    return request.POST.get("text", "")[:2000]
