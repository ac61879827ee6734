"""Every number answers why: total, strand, indicator, question, rule."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.sheets.pages.explaining import TOTAL, explain
from paripurna.rooms.sheets.pages.options import list_edition_options
from paripurna.rooms.sheets.pages.reading import read_sheet
from paripurna.rooms.sheets.typed import current_language


@require_GET
@requires(Permission.CITY_VIEW)
def show_why(request: CityRequest, code: UUID, level: str = TOTAL, number: str = "") -> HttpResponse:
    stage = request.GET.get("tahap", "")
    opened = read_sheet(request.city, code, user=request.user, on=timezone.localdate(), stage=stage, explain=True)
    try:
        why = explain(opened, level, number)
    except KeyError:
        raise Http404 from None
    stages = list_edition_options(opened.sheet.edition.hash, current_language())["stage"]
    context = {"opened": opened, "sheet": opened.sheet, "why": why, "stages": stages, "language": current_language()}
    return render(request, "sheets/why.html", context)
