"""The calendar of a round."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.assessment import actions, queries
from paripurna.rooms.assessment.forms import CalendarForm
from paripurna.rooms.assessment.round_page import list_labelled_stages
from paripurna.rooms.assessment.rulers import build_trail


@requires(Permission.ROUND_MANAGE)
def edit_calendar(request: CityRequest, code: UUID) -> HttpResponse:
    found = queries.get_round(request.city, code=str(code))
    form = CalendarForm(request.POST or None, stages=list_labelled_stages(found))
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            actions.set_calendar(round=found, dates=form.dates, by=request.user, at=timezone.now())
            messages.success(request, _("The calendar is saved."))
            return redirect("assessment:round", city=request.city.slug, code=code)
    context = {"form": form, "round": found, "trail": build_trail(request.city, found)}
    return render(request, "assessment/calendar.html", context, status=422 if form.is_bound else 200)
