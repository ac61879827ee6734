"""*Lembar pimpinan*: one page for the mayor and heads of agency, on screen and on paper."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.roadmap.briefing.page import build_briefing
from paripurna.rooms.roadmap.briefing.paper import say_change, set_briefing


@require_safe
@requires(Permission.CITY_VIEW)
def show_briefing(request: CityRequest) -> HttpResponse:
    """This view will show forecast, chance, three decisions, and what waits for whom."""
    page = build_briefing(request.user, request.city, on=timezone.localdate())
    if page is None:
        return render(request, "roadmap/no_round.html", {"may_manage": False})
    context = {"page": page, "change": say_change(page.outlook) if page.outlook else ""}
    return render(request, "roadmap/briefing.html", context)


@require_safe
@requires(Permission.EXPORT)
def print_briefing(request: CityRequest) -> HttpResponse:
    """This view will send the sheet as a PDF of one page."""
    page = build_briefing(request.user, request.city, on=timezone.localdate())
    if page is None:
        raise Http404
    response = HttpResponse(set_briefing(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lembar-pimpinan-{request.city.slug}-{page.on}.pdf"'
    return response
