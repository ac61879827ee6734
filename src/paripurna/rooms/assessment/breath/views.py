"""*Satu tarikan napas*: the page of an agency, and of a cluster."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.breath.digest import find_digest
from paripurna.rooms.assessment.breath.page import Part, build_breath, find_agency_part, find_strand_part
from paripurna.rooms.assessment.meetings.page import build_lines
from paripurna.rooms.assessment.meetings.queries import list_open_decisions
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.views.home import show_no_round
from paripurna.rooms.evidence.queries import list_open_requests
from paripurna.rooms.network.queries import list_agencies_of


@requires(Permission.CITY_VIEW)
def show_agency(request: CityRequest, agency: str) -> HttpResponse:
    return _show(request, lambda position: find_agency_part(position, agency))


@requires(Permission.CITY_VIEW)
def show_strand(request: CityRequest, strand: str) -> HttpResponse:
    return _show(request, lambda position: find_strand_part(position, strand))


def _show(request: CityRequest, find_part: Callable[[Position], Part]) -> HttpResponse:
    found, today = find_current_round(request.city), timezone.localdate()
    if found is None:
        return show_no_round(request)
    position = read_position(found, today=today)
    part = find_part(position)
    requests = list_open_requests(
        request.user, request.city, sheet=found.sheet, agency=part.agency, strand=part.strand, on=today
    )
    decided = list_open_decisions(request.city, [part.agency]) if part.agency else []
    decisions = build_lines(decided, request.user, request.city, on=today)
    return render(request, "assessment/breath.html", {"b": build_breath(position, part, requests, decisions)})


@requires(Permission.CITY_VIEW)
def show_digest(request: CityRequest) -> HttpResponse:
    """This view will show the person's week, as it is sent by e-mail on Monday."""
    found, today = find_current_round(request.city), timezone.localdate()
    if found is None:
        return show_no_round(request)
    codes = frozenset(agency.code for agency in list_agencies_of(request.user, request.city, on=today))
    sees_city = may(request.user, Permission.ROUND_MANAGE, request.city, on=today)
    digest = find_digest(read_position(found, today=today), request.user, codes, sees_city=sees_city)
    if digest is None:
        return render(request, "assessment/tasks_empty.html", {"has_round": True})
    context = {"digest": digest, "b": digest.breath, "message": digest.say(language())}
    return render(request, "assessment/digest.html", context)
