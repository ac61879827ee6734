"""The tree of an instrument: every question of a sheet, found, filtered and sorted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.audit.queries import read_position
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.filters import TreeFilters, read_filters
from paripurna.rooms.sheets.pages.fragments import trees
from paripurna.rooms.sheets.pages.tree_page import build_tree_page
from paripurna.rooms.sheets.responsible import list_own
from paripurna.rooms.sheets.typed import current_language


@require_GET
@requires(Permission.CITY_VIEW)
def show_sheet(request: CityRequest, code: str) -> HttpResponse:
    """The page of a sheet; what does not depend on the person comes from memory while nothing in the city changes."""
    sheet = queries.get_sheet(request.city, code=code)
    filters = read_filters(request.GET)
    body = trees.get_or_draw(_key(request, sheet, filters), lambda: _draw(request, sheet, filters))
    return render(request, "sheets/sheet_page.html", {"sheet": sheet, "body": body})


def _key(request: CityRequest, sheet: Sheet, filters: TreeFilters) -> tuple[object, ...]:
    own = list_own(sheet, request.user, on=timezone.localdate())
    position = read_position(city=sheet.city)
    return (
        sheet.pk,
        sheet.revision,
        sheet.edition.hash,
        position,
        own,
        filters,
        current_language(),
        timezone.localdate(),
    )


def _draw(request: HttpRequest, sheet: Sheet, filters: TreeFilters) -> str:
    page = build_tree_page(sheet, filters, user=request.user, on=timezone.localdate())
    return render_to_string("sheets/sheet_body.html", {"page": page, "sheet": sheet, "request": request})
