"""Attendance: the code on the screen, the page behind it, and offices that are counted."""

from __future__ import annotations

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.qr import qr_data_uri
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.meetings import attending, policy, queries
from paripurna.rooms.assessment.meetings.page import build_meeting_page, build_trail
from paripurna.rooms.assessment.meetings.views.meetings import to_meeting
from paripurna.rooms.assessment.types import RoundError

RENEWED_AFTER = "300"  # seconds: well before the link runs out


@require_GET
@requires(Permission.ROUND_MANAGE)
def show_screen(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show the code for the wall; it makes a fresh one every five minutes."""
    meeting, now = queries.get_meeting(request.city, code), timezone.now()
    place = {"city": request.city.slug, "code": code, "token": attending.make_token(meeting, at=now)}
    address = urljoin(settings.PUBLIC_URL, reverse("assessment:meeting_attend", kwargs=place))
    page = build_meeting_page(meeting, request.user, on=timezone.localdate())
    context = {"page": page, "qr": qr_data_uri(address, scale=8), "address": address, "until": now + attending.LASTS}
    response = render(request, "assessment/meeting_screen.html", context)
    response["Refresh"] = RENEWED_AFTER
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@requires(Permission.MEETING_ATTEND)
def show_invitation(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a partner when and where it is invited, and lead everybody who sees the city to the meeting."""
    meeting = queries.get_meeting(request.city, code)
    policy.check_may_open(request.user, meeting, on=timezone.localdate())
    if allows_for(request)(Permission.CITY_VIEW):
        return to_meeting(meeting)
    is_here = queries.has_attended(meeting, request.user.pk)
    return render(request, "assessment/meeting_guest.html", {"meeting": meeting, "is_here": is_here})


@requires(Permission.MEETING_ATTEND)
def attend(request: CityRequest, code: UUID, token: str) -> HttpResponse:
    """This view will ask the person to confirm with one press, and note that they are here."""
    meeting, on, now = queries.get_meeting(request.city, code), timezone.localdate(), timezone.now()
    policy.check_may_attend(request.user, meeting, on=on)  # who stands before the screen was invited somehow
    refusal = ""
    try:
        if request.method == "POST":
            attending.attend(meeting=meeting, token=token, by=request.user, at=now)
        else:
            attending.check_can_attend(meeting, token, at=now)
    except RoundError as error:
        policy.check_may_open(request.user, meeting, on=on)
        refusal = str(error.sentence)
    sees_city = allows_for(request)(Permission.CITY_VIEW)
    context = {
        "meeting": meeting,
        "refusal": refusal,
        "is_here": queries.has_attended(meeting, request.user.pk),
        "sees_city": sees_city,
        "trail": build_trail(request.city) if sees_city else (),
    }
    return render(request, "assessment/meeting_attend.html", context, status=422 if refusal else 200)


@require_POST
@requires(Permission.ROUND_MANAGE)
def note_office(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will count people without an account by their office."""
    meeting = queries.get_meeting(request.city, code)
    office, count = request.POST.get("office", ""), read_whole(request.POST.get("count", ""))
    with telling(request):
        attending.note_office(meeting=meeting, office=office, count=count, by=request.user, at=timezone.now())
    return to_meeting(meeting, "kehadiran")


@require_POST
@requires(Permission.ROUND_MANAGE)
def remove_attendance(request: CityRequest, code: UUID, line: UUID) -> HttpResponse:
    """This view will take a line out of the attendance."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request, _("Removed.")):
        attending.remove_attendance(meeting=meeting, code=line, by=request.user, at=timezone.now())
    return to_meeting(meeting, "kehadiran")
