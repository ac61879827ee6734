"""Editions: what they say, how far they may be trusted, and what the city makes of them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.sheets import local, queries
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.exporting import CONTENT_TYPES, FORMATS, export_edition
from paripurna.rooms.sheets.pages.edition_page import build_edition_page


@require_GET
@requires(Permission.CITY_VIEW)
def list_editions(request: CityRequest) -> HttpResponse:
    context = {
        "snapshots": queries.list_snapshots(request.city),
        "revisions": queries.list_revisions(request.city),
    }
    return render(request, "sheets/edition_list.html", context)


@require_GET
@requires(Permission.CITY_VIEW)
def show_edition(request: CityRequest, snapshot: int) -> HttpResponse:
    found = queries.get_snapshot(request.city, pk=snapshot)
    context = {
        "snapshot": found,
        "page": build_edition_page(get_edition(found.hash)),
        "revisions": queries.list_revisions(request.city, base=found),
        "may_revise": may(request.user, Permission.EDITION_REVISE, request.city, on=timezone.localdate()),
        "may_export": may(request.user, Permission.EXPORT, request.city, on=timezone.localdate()),
    }
    return render(request, "sheets/edition_detail.html", context)


@require_GET
@requires(Permission.EXPORT)
def export(request: CityRequest, snapshot: int, form: str) -> HttpResponse:
    found = queries.get_snapshot(request.city, pk=snapshot)
    if form not in FORMATS:
        raise Http404
    response = HttpResponse(export_edition(get_edition(found.hash), form), content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{found.edition}@{found.version}.{form}"'
    return response


@require_POST
@requires(Permission.EDITION_REVISE)
def begin_revision(request: CityRequest, snapshot: int) -> HttpResponse:
    base = queries.get_snapshot(request.city, pk=snapshot)
    title = request.POST.get("title", "").strip()[:200] or base.version
    draft = local.begin_revision(city=request.city, base=base, title=title, by=request.user, at=timezone.now())
    return redirect("sheets:revision", city=request.city.slug, number=draft.number)
