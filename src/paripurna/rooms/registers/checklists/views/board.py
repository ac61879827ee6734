"""The city's page of checklists, and the same as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.writing import WRITERS
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
        "exports": _list_exports(request),
        "drawing": board.drawing,
    }
    return render(request, "checklists/board.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_checklists(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the page as it is filtered, as CSV or as a workbook."""
    if ending not in WRITERS:
        raise Http404
    write, content_type = WRITERS[ending]
    response = HttpResponse(write(build_table(_read_board(request)), _("Checklists")), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="daftar-periksa-{request.city.slug}.{ending}"'
    return response


def _read_board(request: CityRequest) -> Board:
    on = timezone.localdate()
    return build_board(request.city, read_reach(request.user, request.city, on=on), request.GET, on=on)


def _list_exports(request: CityRequest) -> list[tuple[str, str]]:
    if not may(request.user, Permission.EXPORT, request.city, on=timezone.localdate()):
        return []
    query = request.GET.urlencode()
    urls = {end: reverse("checklists:export", args=[request.city.slug, end]) for end in ("csv", "xlsx")}
    return [(end.upper(), f"{url}?{query}") for end, url in urls.items()]
