"""*Tugas saya*: what the person's own agencies have to do."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.meetings.page import build_lines
from paripurna.rooms.assessment.meetings.queries import list_open_decisions
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.assessment.tasks import build_task_list
from paripurna.rooms.evidence.queries import list_awaited
from paripurna.rooms.network.queries import list_agencies_of


@requires(Permission.CITY_VIEW)
def list_my_tasks(request: CityRequest) -> HttpResponse:
    """This view will show the questions of the person's agencies, and above them what meetings decided and is awaited."""
    found, today = find_current_round(request.city), timezone.localdate()
    agencies = list_agencies_of(request.user, request.city, on=today)
    codes = [agency.code for agency in agencies]
    decided = build_lines(list_open_decisions(request.city, codes), request.user, request.city, on=today)
    if found is None or not agencies:
        context = {"has_round": found is not None, "decided": decided}
        return render(request, "assessment/tasks_empty.html", context)
    context = {
        "tasks": build_task_list(read_position(found, today=today), agencies, request.GET),
        "decided": decided,
        "awaited": list_awaited(request.user, request.city, on=today),
    }
    return render(request, "assessment/tasks.html", context)
