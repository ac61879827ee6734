"""The short-lived link behind the QR code, and attendance."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.meetings import policy
from paripurna.rooms.assessment.meetings.models import Attendance, Meeting
from paripurna.rooms.assessment.meetings.telling import record
from paripurna.rooms.assessment.meetings.types import BadMeeting, LinkOver
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

LASTS = timedelta(minutes=15)
MOST = 500
SIGNER = Signer(salt="assessment.meeting_attendance")


def make_token(meeting: Meeting, *, at: datetime) -> str:
    """This function will sign a link of this meeting that lasts a quarter of an hour."""
    return SIGNER.sign_object([str(meeting.code), int((at + LASTS).timestamp())])


def check_token(meeting: Meeting, token: str, *, at: datetime) -> None:
    """This function will raise `LinkOver` for a link of another meeting, a changed one, and one that ran out."""
    try:
        code, until = SIGNER.unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        code, until = "", 0
    if code != str(meeting.code) or until < at.timestamp():
        raise LinkOver(_("This link has run out. Scan the code on the screen again."))


def check_can_attend(meeting: Meeting, token: str, *, at: datetime) -> None:
    """This function will raise `LinkOver`, `NotTheDay` or `MeetingClosed` unless this link lets people in now."""
    check_token(meeting, token, at=at)
    policy.check_can_attend(meeting, on=day_in(meeting.city, at))


@transaction.atomic
def attend(*, meeting: Meeting, token: str, by: User, at: datetime) -> Attendance:
    """This function will note that the person is here. Sent twice, it is noted once.

    Raises `LinkOver`, `NotTheDay`, `MeetingClosed`, `NotAllowed` and `Stranger`.
    """
    on = day_in(meeting.city, at)
    policy.check_may_attend(by, meeting, on=on)
    check_token(meeting, token, at=at)
    found = _lock_open(meeting, on=on)
    own = network.list_agencies_of(by, meeting.city, on=on)
    office = own[0].abbreviation if own else meeting.city.name
    known = {"city": meeting.city, "office": office, "noted_at": at}
    attendance, is_new = Attendance.objects.get_or_create(meeting=found, person=by, defaults=known)
    if is_new:
        record("assessment.meeting_attended", meeting, {}, by=by, at=at)
    return attendance


@transaction.atomic
def note_office(*, meeting: Meeting, office: str, count: int, by: User, at: datetime) -> Attendance:
    """This function will count people of an office who have no account; they are not named. Raises `BadMeeting` or `NotTheDay`."""
    on = day_in(meeting.city, at)
    check_may(by, Permission.ROUND_MANAGE, meeting.city, on=on)
    found, name = _lock_open(meeting, on=on), office.strip()[:200]
    if not name or not 1 <= count <= MOST:
        raise BadMeeting(_("Give the office and how many came, at least one."))
    noted = Attendance.objects.create(city=meeting.city, meeting=found, office=name, count=count, noted_at=at)
    record("assessment.office_attended", meeting, {"count": count}, by=by, at=at)
    return noted


@transaction.atomic
def remove_attendance(*, meeting: Meeting, code: UUID, by: User, at: datetime) -> None:
    """This function will take a line out of the attendance. Raises `Stranger` and `MeetingClosed`."""
    check_may(by, Permission.ROUND_MANAGE, meeting.city, on=day_in(meeting.city, at))
    gone, _rows = Attendance.objects.filter(city=meeting.city, meeting=_lock(meeting), code=code).delete()
    if not gone:
        raise Stranger
    record("assessment.office_removed", meeting, {}, by=by, at=at)


def _lock_open(meeting: Meeting, *, on: date) -> Meeting:
    found = _lock(meeting)
    policy.check_can_attend(found, on=on)
    return found


def _lock(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update().get(pk=meeting.pk, city=meeting.city_id)
    policy.check_can_change(found)
    return found
