"""The calendar of a round, and freezing its stages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment import actions, queries
from paripurna.rooms.assessment.forms import CalendarForm
from paripurna.rooms.assessment.round_page import list_labelled_stages
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.types import RoundError


@requires(Permission.ROUND_MANAGE)
def edit_calendar(request: CityRequest, code: UUID) -> HttpResponse:
    found = queries.get_round(request.city, code=str(code))
    form = CalendarForm(request.POST or None, stages=list_labelled_stages(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_calendar(round=found, dates=form.dates, by=request.user, at=timezone.now())
        except RoundError as error:
            form.add_error(None, str(error.sentence))
        else:
            messages.success(request, _("The calendar is saved."))
            return redirect("assessment:round", city=request.city.slug, code=code)
    context = {"form": form, "round": found, "trail": build_trail(request.city, found)}
    return render(request, "assessment/calendar.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(Permission.ROUND_MANAGE)
def set_stage_frozen(request: CityRequest, code: UUID, stage: str) -> HttpResponse:
    found = queries.get_round(request.city, code=str(code))
    if stage not in {known.code for known in queries.list_stages(found)}:
        raise Http404
    change = actions.freeze_stage if request.POST.get("frozen") == "1" else actions.unfreeze_stage
    try:
        change(round=found, stage=stage, by=request.user, at=timezone.now())
    except RoundError as error:
        messages.error(request, str(error.sentence))
    return redirect("assessment:round", city=request.city.slug, code=code)
