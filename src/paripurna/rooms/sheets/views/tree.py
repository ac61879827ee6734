"""The tree of an instrument: every question of a sheet, found, filtered and sorted."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.filters import TreeFilters, read_filters
from paripurna.rooms.sheets.pages.fragments import trees
from paripurna.rooms.sheets.pages.reading import read_opened
from paripurna.rooms.sheets.pages.tree_page import build_beside, build_tree_page
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import UnknownQuestion
from paripurna.rooms.sheets.views.opening import get_sheet


@require_GET
@requires(Permission.CITY_VIEW)
def show_sheet(request: CityRequest, code: UUID) -> HttpResponse:
    """The page of a sheet; what does not depend on the person comes from memory while nothing in the city changes."""
    sheet = get_sheet(request, code)
    filters = read_filters(request.GET)
    responsible = network.get_fingerprint(request.user, request.city, on=timezone.localdate())
    key = (sheet.pk, sheet.revision, sheet.edition.hash, responsible, filters, current_language())
    body = trees.get_or_draw(key, lambda: _draw(request, sheet, filters))
    if request.htmx:
        return HttpResponse(body)
    return render(request, "sheets/sheet_page.html", {"sheet": sheet, "body": body})


@require_GET
@requires(Permission.CITY_VIEW)
def show_beside(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """What a tree asks for after a question beside it was saved: its row, the sums above it, the totals."""
    sheet, filters = get_sheet(request, code), read_filters(request.GET)
    opened = read_opened(sheet, user=request.user, on=timezone.localdate(), stage=filters.stage)
    try:
        beside = build_beside(opened, filters, question)
    except UnknownQuestion:
        raise Http404 from None
    context = {"sheet": sheet, "page": beside.page, "beside": beside, "tree": beside.page.tree}
    return render(request, "sheets/tree_beside.html", context)


def _draw(request: CityRequest, sheet: Sheet, filters: TreeFilters) -> str:
    opened = read_opened(sheet, user=request.user, on=timezone.localdate(), stage=filters.stage)
    page = build_tree_page(opened, filters)
    return render_to_string("sheets/sheet_body.html", {"page": page, "sheet": sheet, "request": request})
