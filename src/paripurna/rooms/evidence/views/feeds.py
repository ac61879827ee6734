"""The calendar of a person: where its secret address is made and closed, and the address itself."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, Openness, open_to, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.evidence.actions import feeds as actions
from paripurna.rooms.evidence.requesting import feed


@requires(Permission.EVIDENCE_VIEW)
def show_feed(request: CityRequest) -> HttpResponse:
    """This view will say whether the person has a calendar address, and make one; it is shown this once."""
    address = ""
    if request.method == "POST":
        secret = actions.make_feed(city=request.city, by=request.user, at=timezone.now())
        address = urljoin(settings.PUBLIC_URL, reverse("feeds:calendar", kwargs={"secret": secret}))
    known = feed.find_own_feed(request.city, request.user)
    trail = [(_("Requests"), reverse("evidence:requests", kwargs={"city": request.city.slug}))]
    return render(request, "evidence/request_feed.html", {"address": address, "known": known, "trail": trail})


@require_POST
@requires(Permission.EVIDENCE_VIEW)
def revoke_feed(request: CityRequest) -> HttpResponse:
    """This view will close the person's calendar address."""
    actions.revoke_feed(city=request.city, by=request.user, at=timezone.now())
    messages.success(request, _("The address is closed. Calendars that used it get nothing any more."))
    return redirect("evidence:feed", city=request.city.slug)


@require_safe
@open_to(Openness.EVERYONE)
def send_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """This view will send the calendar behind a secret address; it reads rights anew each time."""
    found = feed.find_feed(secret)
    with translation.override(found.person.language):
        content = feed.build_calendar(found, at=timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="paripurna.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
