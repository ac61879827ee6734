"""What the house says of meetings: the invitation, ready words to send, days of the calendar, lines of the audit."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_clock, format_date
from paripurna.rooms.assessment.meetings.models import Meeting
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.evidence.registry import CalendarSpan
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paripurna.platform.accounts.models import User
    from paripurna.platform.audit.actions import Detail
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.meetings.models import AgendaPoint, MeetingDecision

INVITED, DECIDED = "assessment.meeting_invited", "assessment.meeting_decided"
SENTENCES = {
    INVITED: _("You are invited: %(title)s, %(day)s at %(clock)s, %(place)s."),
    DECIDED: _("A meeting decided something for your agency, due %(day)s: %(text)s"),
}
VERBS = {
    "assessment.meeting_called": _("%(person)s called a meeting for %(day)s"),
    "assessment.meeting_changed": _("%(person)s changed day, place or guests of a meeting"),
    "assessment.meeting_invited": _("%(person)s sent the invitation of a meeting to %(people)s people"),
    "assessment.agenda_proposed": _("%(person)s took %(points)s points of the board onto the agenda"),
    "assessment.agenda_changed": _("%(person)s changed the agenda of a meeting"),
    "assessment.meeting_attended": _("%(person)s attended a meeting"),
    "assessment.office_attended": _("%(person)s noted %(count)s people of an office at a meeting"),
    "assessment.office_removed": _("%(person)s took a line out of the attendance of a meeting"),
    "assessment.decision_made": _("%(person)s wrote down a decision of a meeting, due %(day)s"),
    "assessment.decision_removed": _("%(person)s took out a decision of a meeting"),
    "assessment.decision_done": _("%(person)s said that a decision of a meeting is done"),
    "assessment.decision_reopened": _("%(person)s took back that a decision of a meeting is done"),
    "assessment.minutes_written": _("%(person)s wrote the minutes of a meeting"),
    "assessment.minutes_signed": _("%(person)s signed the minutes of a meeting off"),
}
OFFICIAL = "id"  # officers are written to in Indonesian, whoever sends it


def meeting_url(meeting: Meeting) -> str:
    return reverse("assessment:meeting", kwargs={"city": meeting.city.slug, "code": meeting.code})


def invitation_url(meeting: Meeting) -> str:
    """This function will return the page that everybody who is invited may open; it leads on who may see the meeting."""
    return reverse("assessment:meeting_invitation", kwargs={"city": meeting.city.slug, "code": meeting.code})


def say_where(meeting: Meeting) -> str:
    """This function will return place and link as one line."""
    return " · ".join(part for part in (meeting.place, meeting.link) if part)


def build_invitation(meeting: Meeting, guests: Sequence[str], points: Sequence[AgendaPoint]) -> str:
    """This function will write the invitation, ready for a message from one's own telephone."""
    with override(OFFICIAL):
        words = {
            "title": meeting.title,
            "city": meeting.city.name,
            "day": format_date(meeting.held_on, OFFICIAL),
            "clock": format_clock(meeting.begins_at, OFFICIAL),
            "place": say_where(meeting),
            "guests": ", ".join(guests),
            "url": urljoin(settings.PUBLIC_URL, invitation_url(meeting)),
        }
        head = gettext("Good day. The KLA secretariat of %(city)s invites %(guests)s to: %(title)s.") % words
        facts = gettext("Day: %(day)s\nTime: %(clock)s\nPlace: %(place)s") % words
        agenda = [gettext("Agenda:"), *(f"{number}. {point.text}" for number, point in enumerate(points, start=1))]
        end = gettext("Open: %(url)s Thank you.") % words
    return "\n\n".join(part for part in (head, facts, meeting.note, "\n".join(agenda) if points else "", end) if part)


def whatsapp_url(text: str) -> str:
    return f"https://wa.me/?text={quote(text)}"


def list_invited(meeting: Meeting, codes: Sequence[str], *, at: datetime) -> list[User]:
    """This function will return everybody who works for an agency that the meeting was called for."""
    workers = network.list_workers(meeting.city, codes, on=day_in(meeting.city, at))
    people = {person.pk: person for found in workers.values() for person in found}
    return [people[key] for key in sorted(people)]


def tell_invited(meeting: Meeting, people: Sequence[User], *, at: datetime) -> None:
    """This function will invite in the app, and by e-mail who wants it."""
    params = {
        "title": meeting.title,
        "day": format_date(meeting.held_on, OFFICIAL),
        "clock": format_clock(meeting.begins_at, OFFICIAL),
        "place": say_where(meeting),
    }
    key = f"meeting:{meeting.code}:{meeting.revision}"
    link = invitation_url(meeting)
    notify(people=people, code=INVITED, params=params, city=meeting.city, link=link, dedup_key=key, at=at)


def tell_decided(decision: MeetingDecision, agency_code: str, *, by: User, at: datetime) -> None:
    """This function will tell those who work for the owner what the meeting asks of them."""
    people = [person for person in list_invited(decision.meeting, [agency_code], at=at) if person != by]
    notify(
        people=people,
        code=DECIDED,
        params={"text": decision.text[:200], "day": format_date(decision.due_on, OFFICIAL)},
        city=decision.city,
        link=reverse("assessment:tasks", kwargs={"city": decision.city.slug}),
        dedup_key=f"decision:{decision.code}",
        at=at,
    )


def list_meeting_spans(city: City) -> list[CalendarSpan]:
    """This function will return the meetings for everybody's calendar; their titles stay in the house."""
    found = Meeting.objects.filter(city=city, invited_at__isnull=False).order_by("held_on", "pk")
    return [
        CalendarSpan(f"meeting-{row.code}", _title(row), row.held_on, row.held_on)
        for row in found.only("code", "held_on", "begins_at")
    ]


def _title(meeting: Meeting) -> str:
    return gettext("Task force meeting, %(clock)s") % {"clock": format_clock(meeting.begins_at, language())}


def record(verb: str, meeting: Meeting, details: dict[str, Detail], *, by: User, at: datetime) -> None:
    subject = f"assessment.meeting:{meeting.code}"
    audit.record(verb=verb, city=meeting.city, subject=subject, details=details, by=by, at=at)
