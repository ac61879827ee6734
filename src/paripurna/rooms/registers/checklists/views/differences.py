"""Where kelurahan say otherwise than the agencies, as a page and as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_table
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.registers.checklists.pages.differences import Differences, build_differences
from paripurna.rooms.registers.checklists.pages.table import build_differences_table
from paripurna.rooms.registers.checklists.policy import read_reach


@require_GET
@requires(Permission.CITY_VIEW)
def list_differences(request: CityRequest) -> HttpResponse:
    """This view will show every difference of the year that the person may know of, of all agencies or of one."""
    found = _read(request)
    context = {
        "found": found,
        "page": read_page(found.rows, request.GET),
        "trail": [(_("Checklists"), reverse("checklists:checklists", kwargs={"city": request.city.slug}))],
        "exports": offer_files(request, "checklists:differences_export"),
    }
    return render(request, "checklists/differences.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_differences(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the page as it is filtered, as CSV or as a workbook."""
    rows = build_differences_table(_read(request).rows)
    return send_table(rows, title=_("Differences"), name=f"selisih-{request.city.slug}", ending=ending)


def _read(request: CityRequest) -> Differences:
    on, language = timezone.localdate(), (get_language() or "id")[:2]
    return build_differences(
        request.city, read_reach(request.user, request.city, on=on), request.GET, language=language, on=on
    )
