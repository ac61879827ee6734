"""Who says that a decision is done, and whether a meeting may still be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.assessment.meetings import queries
from paripurna.rooms.assessment.meetings.types import BadMeeting, MeetingClosed, MeetingDraft, NotTheDay
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.meetings.models import Meeting, MeetingDecision


def check_may_finish(user: User, decision: MeetingDecision, *, on: date) -> None:
    """This function will raise `NotAllowed` or `Stranger` unless the person works for the owner or for the secretariat."""
    if may(user, Permission.ROUND_MANAGE, decision.city, on=on):
        return
    check_may(user, Permission.ANSWER_EDIT, decision.city, on=on)
    if decision.agency_id not in list_own_ids(user, decision.city, on=on):
        raise NotAllowed


def may_finish(user: User, decision: MeetingDecision, *, on: date) -> bool:
    try:
        check_may_finish(user, decision, on=on)
    except (NotAllowed, Stranger):
        return False
    return True


def list_own_ids(user: User, city: City, *, on: date) -> frozenset[int]:
    return frozenset(agency.id for agency in network.list_agencies_of(user, city, on=on))


def check_can_change(meeting: Meeting) -> None:
    """This function will raise `MeetingClosed` once the minutes are signed off."""
    if meeting.signed_at is not None:
        raise MeetingClosed(_("The minutes of this meeting are signed off. Nothing changes in them any more."))


def check_may_attend(user: User, meeting: Meeting, *, on: date) -> None:
    """This function will raise `NotAllowed`, or `Stranger` for a partner that the meeting was not called for.

    Whoever sees the pages of the city sees its meetings, and may be at any of them.
    """
    if may(user, Permission.CITY_VIEW, meeting.city, on=on):
        return
    check_may(user, Permission.MEETING_ATTEND, meeting.city, on=on)
    if not queries.list_guest_ids(meeting) & list_own_ids(user, meeting.city, on=on):
        raise Stranger


def check_may_open(user: User, meeting: Meeting, *, on: date) -> None:
    """This function will raise what attending raises, and `Stranger` for a partner whose invitation was not sent."""
    check_may_attend(user, meeting, on=on)
    if meeting.invited_at is None and not may(user, Permission.CITY_VIEW, meeting.city, on=on):
        raise Stranger


def check_can_attend(meeting: Meeting, *, on: date) -> None:
    """This function will raise `NotTheDay` before the day of the meeting, and `MeetingClosed` once its minutes are signed."""
    check_can_change(meeting)
    if on < meeting.held_on:
        day = format_date(meeting.held_on, language())
        raise NotTheDay(_("Attendance opens on %(day)s, the day of the meeting.") % {"day": day})


def check_can_call(draft: MeetingDraft) -> None:
    """This function will raise `BadMeeting` with the first thing that does not fit."""
    if not draft.title.strip():
        raise BadMeeting(_("Give the meeting a name."))
    if not draft.place.strip() and not draft.link.strip():
        raise BadMeeting(_("Say where the meeting is: a place, a link, or both."))
    if not draft.agency_ids:
        raise BadMeeting(_("Choose at least one agency that is invited."))
