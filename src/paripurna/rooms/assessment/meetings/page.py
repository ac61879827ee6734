"""What the pages of a meeting show: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.meetings import policy, queries
from paripurna.rooms.assessment.meetings.models import AgendaPoint, Attendance, Meeting, MeetingDecision
from paripurna.rooms.assessment.meetings.telling import build_invitation, say_where, whatsapp_url
from paripurna.rooms.assessment.meetings.types import MeetingError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as a list shows it; `may_finish` says whether this person speaks for its owner."""

    decision: MeetingDecision
    is_late: bool
    may_finish: bool

    @property
    def tone(self) -> str:
        if self.decision.done_at:
            return "green"
        return "amber" if self.is_late else "quiet"

    @property
    def state(self) -> str:
        if self.decision.done_at:
            return _("done")
        return _("late") if self.is_late else _("open")


@dataclass(frozen=True)
class MeetingPage:
    """A meeting with all that belongs to it, as one person may see it."""

    meeting: Meeting
    guests: tuple[str, ...]
    points: tuple[AgendaPoint, ...]
    attendances: tuple[Attendance, ...]
    decisions: tuple[DecisionLine, ...]
    may_manage: bool
    not_yet: str  # why nobody can be noted as present now; empty while people can

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.meeting.city)

    @property
    def where(self) -> str:
        return say_where(self.meeting)

    @property
    def is_closed(self) -> bool:
        return self.meeting.signed_at is not None

    @property
    def may_change(self) -> bool:
        return self.may_manage and not self.is_closed

    @property
    def head_count(self) -> int:
        return sum(attendance.count for attendance in self.attendances)

    @property
    def invitation(self) -> str:
        return build_invitation(self.meeting, self.guests, self.points)

    @property
    def whatsapp_url(self) -> str:
        return whatsapp_url(self.invitation)


def build_trail(city: City) -> list[tuple[str, str]]:
    return [(_("Meetings"), reverse("assessment:meetings", kwargs={"city": city.slug}))]


def build_meeting_page(meeting: Meeting, user: User, *, on: date) -> MeetingPage:
    """This function will put a meeting together as the person may see it."""
    return MeetingPage(
        meeting=meeting,
        guests=tuple(queries.list_guests(meeting)),
        points=tuple(queries.list_points(meeting)),
        attendances=tuple(queries.list_attendances(meeting)),
        decisions=tuple(build_lines(queries.list_decisions(meeting), user, meeting.city, on=on)),
        may_manage=may(user, Permission.ROUND_MANAGE, meeting.city, on=on),
        not_yet=_say_not_yet(meeting, on=on),
    )


def _say_not_yet(meeting: Meeting, *, on: date) -> str:
    try:
        policy.check_can_attend(meeting, on=on)
    except MeetingError as refused:
        return str(refused.sentence)
    return ""


def build_lines(decisions: Iterable[MeetingDecision], user: User, city: City, *, on: date) -> list[DecisionLine]:
    """This function will say of each decision whether it is late and whether this person may say that it is done."""
    manages = may(user, Permission.ROUND_MANAGE, city, on=on)
    answers = may(user, Permission.ANSWER_EDIT, city, on=on)
    own: Collection[int] = policy.list_own_ids(user, city, on=on) if answers and not manages else ()
    return [DecisionLine(row, row.is_late(on), manages or row.agency_id in own) for row in decisions]
