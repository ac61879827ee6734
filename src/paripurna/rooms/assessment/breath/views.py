"""*Satu tarikan napas*: the page of an agency, and of a cluster."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.breath.page import Part, build_breath, find_agency_part, find_strand_part
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.assessment.views.home import show_no_round
from paripurna.rooms.evidence.queries import list_open_requests


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
    return render(request, "assessment/breath.html", {"b": build_breath(position, part, requests)})
