"""What the internal check has found, as a page and as tables."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.rooms.assessment.queries import find_chosen_round
from paripurna.rooms.assessment.verification.statistics import build_statistics
from paripurna.rooms.assessment.views.exports import attach, stream
from paripurna.rooms.assessment.views.home import show_no_round


@require_GET
@requires(Permission.CITY_VIEW)
def show_statistics(request: CityRequest) -> HttpResponse:
    found = find_chosen_round(request.city, request.GET.get("putaran", ""))
    if found is None:
        return show_no_round(request)
    context = {"page": build_statistics(found), "may_export": allows_for(request)(Permission.EXPORT)}
    return render(request, "assessment/verification_statistics.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_verdicts(request: CityRequest, form: str) -> HttpResponseBase:
    from paripurna.rooms.assessment.exports.verdicts import stream_verdicts, write_verdicts  # late: loads openpyxl

    found = find_chosen_round(request.city, request.GET.get("putaran", ""))
    if found is None or form not in {"csv", "xlsx"}:
        raise Http404
    name = f"{request.city.slug}-{slugify(found.label)}-pemeriksaan.{form}"
    if form == "csv":
        return stream(stream_verdicts(found), "text/csv; charset=utf-8", name)
    return attach(lambda file: write_verdicts(found, file), name)
