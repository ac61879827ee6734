"""The minutes: written, printed, set as PDF, signed off."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.meetings import actions, queries
from paripurna.rooms.assessment.meetings import minutes as papers
from paripurna.rooms.assessment.meetings.page import build_meeting_page
from paripurna.rooms.assessment.meetings.views.meetings import make_minutes_form, show, to_meeting


@require_GET
@requires(Permission.CITY_VIEW)
def print_minutes(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will lay the minutes out for paper; offices are counted, nobody is named."""
    page = build_meeting_page(queries.get_meeting(request.city, code), request.user, on=timezone.localdate())
    return render(request, "assessment/minutes.html", {"page": page, "offices": papers.count_offices(page)})


@require_GET
@requires(Permission.CITY_VIEW)
def show_pdf(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will hand out the minutes as a PDF, as they stand now."""
    page = build_meeting_page(queries.get_meeting(request.city, code), request.user, on=timezone.localdate())
    response = HttpResponse(papers.set_minutes(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="notula-{request.city.slug}-{page.meeting.held_on}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(Permission.ROUND_MANAGE)
def write_minutes(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will keep what was said; what is typed survives every refusal."""
    meeting = queries.get_meeting(request.city, code)
    form = make_minutes_form(request, meeting, request.POST)
    if form.is_valid():
        seen = form.cleaned_data["base_revision"]
        with complaining(form):
            actions.write_minutes(
                meeting=meeting, draft=form.draft(), base_revision=seen, by=request.user, at=timezone.now()
            )
            messages.success(request, _("Saved."))
            return to_meeting(meeting, "notula")
    return show(request, meeting, minutes=form, status=422)


@require_POST
@requires(Permission.ROUND_MANAGE)
def sign_minutes(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will sign the minutes off: they become a document of the library."""
    meeting, seen = queries.get_meeting(request.city, code), read_whole(request.POST.get("base_revision", ""))
    with telling(request, _("Signed off. The minutes are in the library.")):
        papers.sign_minutes(meeting=meeting, base_revision=seen, by=request.user, at=timezone.now())
    return to_meeting(meeting, "notula")
