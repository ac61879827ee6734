"""The city's page of checklists, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_table
from paripurna.rooms.registers.checklists.pages.board import Board, build_board
from paripurna.rooms.registers.checklists.pages.table import build_table
from paripurna.rooms.registers.checklists.policy import may_manage, read_reach
from paripurna.rooms.registers.checklists.types import ChecklistKind


@require_GET
@requires(Permission.CITY_VIEW)
def list_checklists(request: CityRequest) -> HttpResponse:
    """This view will show every checklist that the person may know of; who has one only goes straight there."""
    board = _read_board(request)
    reach = read_reach(request.user, request.city, on=timezone.localdate())
    if len(board.lines) == 1 and not reach.is_whole and not request.GET:
        return redirect(board.lines[0].url)
    context = {
        "board": board,
        "tabs": [(str(kind.label), f"?jenis={kind.value}", None) for kind in ChecklistKind],
        "tab": f"?jenis={board.asked.kind.value}",
        "may_manage": may_manage(request.user, request.city, on=timezone.localdate()),
        "exports": offer_files(request, "checklists:export"),
        "drawing": board.drawing,
    }
    return render(request, "checklists/board.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_checklists(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the page as it is filtered, as CSV or as a workbook."""
    rows, name = build_table(_read_board(request)), f"daftar-periksa-{request.city.slug}"
    return send_table(rows, title=_("Checklists"), name=name, ending=ending)


def _read_board(request: CityRequest) -> Board:
    on = timezone.localdate()
    return build_board(request.city, read_reach(request.user, request.city, on=on), request.GET, on=on)
