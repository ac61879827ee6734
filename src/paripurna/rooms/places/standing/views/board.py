"""The city's page of standards and certificates, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_table
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.places.standing.pages.board import build_board, read_asked
from paripurna.rooms.places.standing.pages.table import build_table


@require_GET
@requires(Permission.CITY_VIEW)
def show_board(request: CityRequest) -> HttpResponse:
    """This view will show how far each kind of place has come, what is to be renewed, and the places themselves."""
    board = build_board(request.city, read_asked(request.GET), on=timezone.localdate())
    context = {
        "board": board,
        "page": read_page(board.shown, request.GET),
        "exports": offer_files(request, "places:standing_export"),
    }
    return render(request, "places/standing_board.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_board(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the places as they are filtered, as CSV or as a workbook."""
    board = build_board(request.city, read_asked(request.GET), on=timezone.localdate())
    return send_table(build_table(board), title=_("Standards"), name=f"standar-{request.city.slug}", ending=ending)
