"""The board of agencies and clusters, and the sheet for the meeting of the task force."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.evidence.registry import find_current_sheet
from paripurna.rooms.evidence.requesting.board import build_board
from paripurna.rooms.evidence.requesting.scope import read_scope
from paripurna.rooms.evidence.requesting.weekly import build_weekly
from paripurna.rooms.evidence.types import ProofScore


@requires(Permission.EVIDENCE_VIEW)
def show_board(request: CityRequest) -> HttpResponse:
    """This view will show which agency is awaited with how many documents in which cluster; officers see their own."""
    sheet = find_current_sheet(request.city)
    if sheet is None:
        return render(request, "evidence/request_no_round.html", {"trail": ()})
    scope = read_scope(request.user, request.city, on=timezone.localdate())
    context = {"board": build_board(request.city, scope, sheet=sheet), "sheet": sheet, "scope": scope}
    return render(request, "evidence/request_board.html", context)


@requires(Permission.EVIDENCE_VIEW_ALL)
def show_weekly(request: CityRequest) -> HttpResponse:
    """This view will show the page for the meeting, of the week that ends today or on `?sampai=`."""
    sheet = find_current_sheet(request.city)
    if sheet is None:
        return render(request, "evidence/request_no_round.html", {"trail": ()})
    on = _read_day(request)
    scope = read_scope(request.user, request.city, on=on)
    context = {
        "weekly": build_weekly(request.city, sheet, scope, on=on),
        "sheet": sheet,
        "scores": [score.label for score in ProofScore],
    }
    return render(request, "evidence/request_weekly.html", context)


def _read_day(request: CityRequest) -> date:
    try:
        wish = parse_date(request.GET.get("sampai", ""))
    except ValueError:
        wish = None
    return min(wish or timezone.localdate(), timezone.localdate())
