"""Where kelurahan say otherwise than the agencies, as a page and as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.writing import WRITERS
from paripurna.platform.ui.context import allows_for
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
        "exports": _list_exports(request) if allows_for(request)(Permission.EXPORT) else [],
    }
    return render(request, "checklists/differences.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_differences(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the page as it is filtered, as CSV or as a workbook."""
    if ending not in WRITERS:
        raise Http404
    write, content_type = WRITERS[ending]
    response = HttpResponse(write(build_differences_table(_read(request).rows), _("Differences")), content_type)
    response["Content-Disposition"] = f'attachment; filename="selisih-{request.city.slug}.{ending}"'
    return response


def _read(request: CityRequest) -> Differences:
    on, language = timezone.localdate(), (get_language() or "id")[:2]
    return build_differences(
        request.city, read_reach(request.user, request.city, on=on), request.GET, language=language, on=on
    )


def _list_exports(request: CityRequest) -> list[tuple[str, str]]:
    place = {"city": request.city.slug}
    urls = {end: reverse("checklists:differences_export", kwargs={**place, "ending": end}) for end in ("csv", "xlsx")}
    return [(end.upper(), f"{url}?{request.GET.urlencode()}") for end, url in urls.items()]
