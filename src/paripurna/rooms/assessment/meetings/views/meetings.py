"""The list of meetings, calling one, its page, and the invitation."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment.meetings import actions, queries
from paripurna.rooms.assessment.meetings.forms import DecisionForm, MeetingForm, MinutesForm
from paripurna.rooms.assessment.meetings.models import Meeting
from paripurna.rooms.assessment.meetings.page import build_meeting_page, build_trail
from paripurna.rooms.network import queries as network


@require_GET
@requires(Permission.CITY_VIEW)
def list_meetings(request: CityRequest) -> HttpResponse:
    """This view will list the meetings, the newest first, with a search through titles, minutes and decisions."""
    text = request.GET.get("cari", "").strip()
    page = read_page(list(queries.list_meetings(request.city, text=text)), request.GET)
    context = {"page": page, "text": text, "may_manage": allows_for(request)(Permission.ROUND_MANAGE)}
    return render(request, "assessment/meetings.html", context)


@requires(Permission.ROUND_MANAGE)
def call_meeting(request: CityRequest) -> HttpResponse:
    """This view will call a meeting; the day is proposed from the last one, the guests are the task force."""
    form = MeetingForm(_list_agencies(request), request.POST or None, initial=_propose(request))
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            made = actions.call_meeting(city=request.city, draft=form.draft(), by=request.user, at=timezone.now())
            messages.success(request, _("The meeting is called. Prepare the agenda, then send the invitation."))
            return to_meeting(made)
    context = {"form": form, "meeting": None, "trail": build_trail(request.city)}
    return render(request, "assessment/meeting_form.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Permission.CITY_VIEW)
def show_meeting(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a meeting with its agenda, attendance, decisions and minutes."""
    return show(request, queries.get_meeting(request.city, code))


@requires(Permission.ROUND_MANAGE)
def edit_meeting(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will change day, place and guests; what is typed survives every refusal."""
    meeting = queries.get_meeting(request.city, code)
    initial = MeetingForm.initial_of(meeting, queries.list_guest_ids(meeting))
    form = MeetingForm(_list_agencies(request), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"draft": form.draft(), "base_revision": form.cleaned_data["base_revision"] or 0}
        with complaining(form):
            actions.change_meeting(meeting=meeting, **said, by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return to_meeting(meeting)
    context = {"form": form, "meeting": meeting, "trail": build_trail(request.city)}
    return render(request, "assessment/meeting_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.ROUND_MANAGE)
def send_invitation(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will send the invitation in the app and by e-mail."""
    meeting = queries.get_meeting(request.city, code)
    with telling(request):
        count = actions.send_invitation(meeting=meeting, by=request.user, at=timezone.now())
        sent = ngettext("%(count)s person is invited.", "%(count)s people are invited.", count)
        messages.success(request, sent % {"count": count})
    return to_meeting(meeting)


def show(
    request: CityRequest,
    meeting: Meeting,
    *,
    decision: DecisionForm | None = None,
    minutes: MinutesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """This function will show the page of a meeting, with a form as it was typed."""
    page = build_meeting_page(meeting, request.user, on=timezone.localdate())
    context: dict[str, Any] = {"page": page, "decision_form": None, "minutes_form": None}
    if page.may_change:
        context["decision_form"] = decision or make_decision_form(request, meeting)
        context["minutes_form"] = minutes or make_minutes_form(request, meeting)
    return render(request, "assessment/meeting.html", context, status=status)


def make_decision_form(request: CityRequest, meeting: Meeting, data: Any = None) -> DecisionForm:
    due = meeting.next_on or actions.propose_next(meeting.held_on)
    return DecisionForm(_list_agencies(request), data, initial={"due_on": due})


def make_minutes_form(request: CityRequest, meeting: Meeting, data: Any = None) -> MinutesForm:
    following = meeting.next_on or actions.propose_next(meeting.held_on)
    initial = {"minutes": meeting.minutes, "next_on": following, "base_revision": meeting.revision}
    return MinutesForm(data, initial=initial)


def to_meeting(meeting: Meeting, part: str = "") -> HttpResponse:
    response = redirect("assessment:meeting", city=meeting.city.slug, code=meeting.code)
    if part:
        response["Location"] += f"#{part}"
    return response


def _propose(request: CityRequest) -> dict[str, Any]:
    today, last = timezone.localdate(), queries.find_newest(request.city)
    wished = (last.next_on or actions.propose_next(last.held_on)) if last else today
    guests = network.list_task_force_agencies(request.city, on=today)
    return {
        "title": _("Coordination meeting of the KLA task force"),
        "held_on": max(wished, today),
        "begins_at": last.begins_at if last else time(9),
        "place": last.place if last else "",
        "link": last.link if last else "",
        "agencies": [str(agency.id) for agency in guests],
    }


def _list_agencies(request: CityRequest) -> list[Any]:
    return network.list_agencies(request.city, on=timezone.localdate())
