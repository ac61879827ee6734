"""*Impor katalog*: the exported workbook with the city's own figures; shown first, then taken whole."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.roadmap import actions
from paripurna.rooms.roadmap.fields import TableForm
from paripurna.rooms.roadmap.importing import read_changes, read_token
from paripurna.rooms.roadmap.pages.import_page import build_import_page
from paripurna.rooms.roadmap.views.catalog import build_trail, get_round
from paripurna.rooms.sheets.queries import edition_of


@requires(Permission.ROADMAP_MANAGE)
def import_catalog(request: CityRequest) -> HttpResponse:
    """This view will read a workbook and show what it would change; the confirmed preview is taken whole."""
    edition = edition_of(get_round(request).sheet)
    if token := request.POST.get("token"):
        return _take(request, token)
    form, page = TableForm(request.POST or None, request.FILES or None), None
    if form.is_valid():
        preview = read_changes(form.cleaned_data["file"].read(), city=request.city, edition=edition)
        page = build_import_page(preview, request.city, request.user)
    context = {"form": form, "page": page, "trail": build_trail(request)}
    is_refused = form.errors or (page and page.preview.problems)
    return render(request, "roadmap/catalog_import.html", context, status=422 if is_refused else 200)


def _take(request: CityRequest, token: str) -> HttpResponse:
    with telling(request):
        changes = read_token(token, request.city, request.user)
        actions.change_moves(round=get_round(request), changes=changes, by=request.user, at=timezone.now())
        said = ngettext("%(count)s move was changed.", "%(count)s moves were changed.", len(changes))
        messages.success(request, said % {"count": len(changes)})
        return redirect("roadmap:catalog", city=request.city.slug)
    return redirect("roadmap:catalog_import", city=request.city.slug)
