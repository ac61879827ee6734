"""*Prakiraan*: the stored forecast of a round, what other claims would do, and whether forecasts came true."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import send_table
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.assessment.forecasting import actions, queries
from paripurna.rooms.assessment.forecasting.calibration import build_calibration_page
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.page import build_forecast_page
from paripurna.rooms.assessment.forecasting.questions import build_questions_page, build_rows
from paripurna.rooms.assessment.forecasting.questions import list_questions as list_lines
from paripurna.rooms.assessment.forecasting.what_if import build_what_if, build_what_if_ruler
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.queries import find_chosen_round
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.assessment.views.home import show_no_round


@require_GET
@requires(Permission.CITY_VIEW)
def show_forecast(request: CityRequest) -> HttpResponse:
    found, stored = _find(request)
    if found is None or stored is None:
        return show_no_forecast(request, found)
    page = build_forecast_page(found, stored, today=timezone.localdate())
    context = {"page": page, "round": found, "may_make": _may_make(request, found)}
    return render(request, "assessment/forecast.html", context)


def show_no_forecast(request: CityRequest, found: Round | None) -> HttpResponse:
    """This function will say that nothing is foretold yet, and offer to do so to whoever may."""
    if found is None:
        return show_no_round(request)
    return render(request, "assessment/forecast_none.html", {"round": found, "may_make": _may_make(request, found)})


def _may_make(request: CityRequest, found: Round) -> bool:
    return found.state == RoundState.RUNNING and allows_for(request)(Permission.ROUND_MANAGE)


@require_POST
@requires(Permission.ROUND_MANAGE)
def make_forecast(request: CityRequest) -> HttpResponse:
    """This view will have the running round forecast as it stands now, and show how far that is."""
    found = find_chosen_round(request.city, request.POST.get("putaran", ""))
    if found is None:
        raise Http404
    with telling(request):
        progress = actions.begin_forecast(round=found, by=request.user, at=timezone.now())
        return redirect("jobs:progress_detail", city=request.city.slug, progress_id=progress.pk)
    return redirect("assessment:forecast", city=request.city.slug)


@require_GET
@requires(Permission.CITY_VIEW)
def list_questions(request: CityRequest) -> HttpResponse:
    found, stored = _find(request)
    if found is None or stored is None:
        return show_no_forecast(request, found)
    page = build_questions_page(found, stored, request.GET)
    context = {"page": page, "round": found, "may_export": allows_for(request)(Permission.EXPORT)}
    return render(request, "assessment/forecast_questions.html", context)


@require_GET
@requires(Permission.EXPORT)
def export_questions(request: CityRequest, form: str) -> HttpResponse:
    """This view will send the questions, filtered and sorted as on the page."""
    found, stored = _find(request)
    if found is None or stored is None:
        raise Http404
    rows = build_rows(list_lines(found, stored, request.GET), is_example=found.sheet.is_example)
    return send_table(rows, title=_("Forecast"), name=f"{request.city.slug}-prakiraan", ending=form)


@require_GET
@requires(Permission.CITY_VIEW)
def try_changes(request: CityRequest) -> HttpResponse:
    """This view will show what other claims would do; nothing is kept."""
    found, stored = _find(request)
    if found is None or stored is None:
        return show_no_forecast(request, found)
    page = build_what_if(found, stored, request.GET)
    context = {"page": page, "round": found, "ruler": build_what_if_ruler(page)}
    return render(request, "assessment/forecast_what_if.html", context)


@require_GET
@requires(Permission.CITY_VIEW)
def show_calibration(request: CityRequest) -> HttpResponse:
    found, stored = _find(request)
    if found is None or stored is None:
        return show_no_forecast(request, found)
    page = build_calibration_page(found, stored)
    return render(request, "assessment/forecast_calibration.html", {"page": page, "round": found})


def _find(request: CityRequest) -> tuple[Round | None, StoredForecast | None]:
    """The round that the address names, else the current one, with its newest forecast."""
    found = find_chosen_round(request.city, request.GET.get("putaran", ""))
    return found, queries.find_forecast(found) if found else None
