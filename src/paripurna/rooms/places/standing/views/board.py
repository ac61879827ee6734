"""The city's page of standards and certificates, and the same as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.writing import WRITERS
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.places.standing.pages.board import build_board, read_asked
from paripurna.rooms.places.standing.pages.table import build_table


@require_GET
@requires(Permission.CITY_VIEW)
def show_board(request: CityRequest) -> HttpResponse:
    """This view will show how far each kind of place has come, what is to be renewed, and the places themselves."""
    board = build_board(request.city, read_asked(request.GET), on=timezone.localdate())
    context = {"board": board, "page": read_page(board.shown, request.GET), "exports": _list_exports(request)}
    return render(request, "places/standing_board.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_board(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the places as they are filtered, as CSV or as a workbook."""
    if ending not in WRITERS:
        raise Http404
    write, content_type = WRITERS[ending]
    board = build_board(request.city, read_asked(request.GET), on=timezone.localdate())
    response = HttpResponse(write(build_table(board), _("Standards")), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="standar-{request.city.slug}.{ending}"'
    return response


def _list_exports(request: CityRequest) -> list[tuple[str, str]]:
    if not allows_for(request)(Permission.EXPORT):
        return []
    query = request.GET.urlencode()
    urls = {end: reverse("places:standing_export", args=[request.city.slug, end]) for end in ("csv", "xlsx")}
    return [(end.upper(), f"{url}?{query}") for end, url in urls.items()]
