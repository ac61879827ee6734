"""The minutes as a paper, and signing them off into the library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from paripurna.platform.files import actions as files
from paripurna.platform.regions.clock import day_in
from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_clock, format_date
from paripurna.rooms.assessment.meetings.actions import lock, touch
from paripurna.rooms.assessment.meetings.page import DecisionLine, MeetingPage, build_meeting_page
from paripurna.rooms.assessment.meetings.telling import OFFICIAL, record
from paripurna.rooms.assessment.meetings.types import BadMeeting, MeetingChanged
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.evidence.types import DocumentDraft, DocumentKind
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.assessment.meetings.models import Meeting
    from paripurna.rooms.evidence.queries import Document

TEMPLATE = Path(__file__).parent / "minutes.typ"


def set_minutes(page: MeetingPage) -> bytes:
    """This function will return the minutes as a PDF that a screen reader can read. Minutes are Indonesian, and name no person."""
    with override(OFFICIAL):
        return typeset(TEMPLATE, build_content(page))


def build_content(page: MeetingPage) -> dict[str, Any]:
    """This function will return everything that stands in the minutes, as text."""
    meeting = page.meeting
    return {
        "language": OFFICIAL,
        "words": _words(),
        "title": meeting.title,
        "city": meeting.city.name,
        "day": format_date(meeting.held_on, OFFICIAL),
        "clock": format_clock(meeting.begins_at, OFFICIAL),
        "place": page.where,
        "guests": ", ".join(page.guests),
        "example": _("Example") if meeting.is_example else "",
        "points": [point.text for point in page.points],
        "minutes": meeting.minutes,
        "decisions": [_decision(line) for line in page.decisions],
        "offices": [{"office": office, "count": count} for office, count in count_offices(page)],
        "head_count": page.head_count,
        "next": format_date(meeting.next_on, OFFICIAL) if meeting.next_on else "",
    }


def count_offices(page: MeetingPage) -> list[tuple[str, int]]:
    """This function will count who was there by office: the paper names nobody."""
    counts: dict[str, int] = {}
    for attendance in page.attendances:
        counts[attendance.office] = counts.get(attendance.office, 0) + attendance.count
    return sorted(counts.items())


def _words() -> dict[str, str]:
    return {
        "minutes": _("Minutes of the meeting"),
        "day": _("Day"),
        "clock": _("Time"),
        "place": _("Place"),
        "guests": _("Invited"),
        "agenda": _("Agenda"),
        "said": _("What was said"),
        "decisions": _("Decisions"),
        "decision": _("Decision"),
        "owner": _("Owner"),
        "due": _("Due"),
        "attendance": _("Attendance"),
        "office": _("Office"),
        "people": _("People"),
        "total": _("Total"),
        "next": _("Next meeting"),
        "none": _("No decision was written down."),
        "secretary": _("Secretary"),
        "chair": _("Chair of the meeting"),
    }


def _decision(line: DecisionLine) -> dict[str, str]:
    decision = line.decision
    return {
        "text": decision.text,
        "owner": decision.agency.abbreviation,
        "due": format_date(decision.due_on, OFFICIAL),
    }


@transaction.atomic
def sign_minutes(*, meeting: Meeting, base_revision: int, by: User, at: datetime) -> Document:
    """This function will keep the minutes in the library and close the meeting; decisions go on in everybody's tasks.

    Raises `MeetingChanged`, `MeetingClosed`, `BadMeeting`, and what the library refuses.
    """
    found = lock(meeting, by=by, at=at, base_revision=base_revision)
    on = day_in(found.city, at)
    if found.held_on > on:
        raise BadMeeting(gettext_lazy("This meeting was not held yet."))
    page = build_meeting_page(found, by, on=on)
    if not page.decisions and not found.minutes:
        raise BadMeeting(gettext_lazy("The minutes are empty. Write what was said, or a decision."))
    name = f"notula-{found.city.slug}-{found.held_on}.pdf"
    file = files.keep(chunks=[set_minutes(page)], filename=name, at=at)
    document = evidence.add_document(
        city=found.city,
        draft=_describe(found, by=by, at=at),
        file=file,
        filename=name,
        is_example=found.is_example,
        by=by,
        at=at,
    )
    found.document, found.signed_by, found.signed_at = document, by, at
    touch(found)
    record("assessment.minutes_signed", found, {"document": str(document.code)}, by=by, at=at)
    return document


def _describe(meeting: Meeting, *, by: User, at: datetime) -> DocumentDraft:
    with override(OFFICIAL):
        day = format_date(meeting.held_on, OFFICIAL)
        title = _("Minutes: %(title)s, %(day)s") % {"title": meeting.title, "day": day}
    return DocumentDraft(
        kind=DocumentKind.MINUTES,
        title=title[:300],
        agency_id=_choose_agency(meeting, by=by, at=at),
        signed_on=meeting.held_on,
        period_start=meeting.held_on,
        period_end=meeting.held_on,
    )


def _choose_agency(meeting: Meeting, *, by: User, at: datetime) -> int:
    """The agency of who signs off, else the first that was invited."""
    own = network.list_agencies_of(by, meeting.city, on=day_in(meeting.city, at))
    if own:
        return own[0].id
    guest = meeting.guests.order_by("agency__abbreviation", "pk").first()
    if guest is None:
        raise MeetingChanged(gettext_lazy("Nobody is invited any more. Choose an agency first."))
    return guest.agency_id
