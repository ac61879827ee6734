"""Writes to a meeting: calling it, inviting, its agenda, decisions, minutes. One function = one transaction = one audit line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.meetings import policy, queries
from paripurna.rooms.assessment.meetings.models import Meeting, MeetingDecision, MeetingGuest
from paripurna.rooms.assessment.meetings.telling import list_invited, record, tell_decided, tell_invited
from paripurna.rooms.assessment.meetings.types import (
    BadMeeting,
    DecisionDraft,
    MeetingChanged,
    MeetingDraft,
    MinutesDraft,
)
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.network.types import AgencyRef

TEXTS = ("title", "place", "link", "note")


@transaction.atomic
def call_meeting(*, city: City, draft: MeetingDraft, is_example: bool = False, by: User, at: datetime) -> Meeting:
    """This function will call a meeting; the invitation goes out by itself later. Raises `BadMeeting` and `NotAllowed`."""
    check_may(by, Permission.ROUND_MANAGE, city, on=day_in(city, at))
    policy.check_can_call(draft)
    meeting = Meeting(city=city, called_by=by, called_at=at, is_example=is_example, **_columns(draft))
    meeting.save()
    _set_guests(meeting, draft.agency_ids, at=at)
    record("assessment.meeting_called", meeting, {"day": str(draft.held_on)}, by=by, at=at)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, draft: MeetingDraft, base_revision: int, by: User, at: datetime) -> Meeting:
    """This function will change day, place or guests. Raises `MeetingChanged`, `MeetingClosed` and `BadMeeting`."""
    policy.check_can_call(draft)
    found = lock(meeting, by=by, at=at, base_revision=base_revision)
    for name, value in _columns(draft).items():
        setattr(found, name, value)
    touch(found)
    found.guests.exclude(agency__in=draft.agency_ids).delete()
    _set_guests(found, draft.agency_ids, at=at)
    record("assessment.meeting_changed", found, {}, by=by, at=at)
    return found


@transaction.atomic
def send_invitation(*, meeting: Meeting, by: User, at: datetime) -> int:
    """This function will invite everybody who works for the invited agencies, in the app and by e-mail; returns how many."""
    found = lock(meeting, by=by, at=at)
    people = list_invited(found, queries.list_guest_codes(found), at=at)
    Meeting.objects.filter(pk=found.pk).update(invited_at=at)
    tell_invited(found, people, at=at)
    record("assessment.meeting_invited", found, {"people": len(people)}, by=by, at=at)
    return len(people)


@transaction.atomic
def add_decision(*, meeting: Meeting, draft: DecisionDraft, by: User, at: datetime) -> MeetingDecision:
    """This function will write down a decision and tell its owner. Raises `BadMeeting` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    owner = _list_agencies(found.city, at=at).get(draft.agency_id)
    if not draft.text.strip() or owner is None:
        raise BadMeeting(_("Say what was decided and which agency sees to it."))
    if draft.due_on < found.held_on:
        raise BadMeeting(_("The due date lies before the meeting."))
    decision = MeetingDecision.objects.create(
        city=found.city,
        meeting=found,
        text=draft.text.strip(),
        agency_id=owner.id,
        due_on=draft.due_on,
        noted_by=by,
        noted_at=at,
    )
    tell_decided(decision, owner.code, by=by, at=at)
    record("assessment.decision_made", found, {"day": str(draft.due_on)}, by=by, at=at)
    return decision


@transaction.atomic
def remove_decision(*, meeting: Meeting, code: UUID, by: User, at: datetime) -> None:
    """This function will take out a decision that was written by mistake. Raises `Stranger` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    gone, _rows = MeetingDecision.objects.filter(city=found.city, meeting=found, code=code).delete()
    if not gone:
        raise Stranger
    record("assessment.decision_removed", found, {}, by=by, at=at)


@transaction.atomic
def finish_decision(*, decision: MeetingDecision, is_done: bool, by: User, at: datetime) -> MeetingDecision:
    """This function will note that a decision is done, or take that back. Sent twice, the first instant stands.

    Signed minutes forbid nothing here: work goes on after the meeting.
    """
    policy.check_may_finish(by, decision, on=day_in(decision.city, at))
    found = MeetingDecision.objects.select_for_update().get(pk=decision.pk, city=decision.city_id)
    if bool(found.done_at) == is_done:
        return found
    found.done_at, found.done_by = (at, by) if is_done else (None, None)
    found.save(update_fields=["done_at", "done_by"])
    verb = "assessment.decision_done" if is_done else "assessment.decision_reopened"
    record(verb, decision.meeting, {}, by=by, at=at)
    return found


@transaction.atomic
def write_minutes(*, meeting: Meeting, draft: MinutesDraft, base_revision: int, by: User, at: datetime) -> Meeting:
    """This function will keep what was said, and when the next meeting is. Raises `MeetingChanged` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at, base_revision=base_revision)
    if draft.next_on and draft.next_on <= found.held_on:
        raise BadMeeting(_("The next meeting lies before this one."))
    found.minutes, found.next_on = draft.minutes.strip(), draft.next_on
    touch(found)
    record("assessment.minutes_written", found, {}, by=by, at=at)
    return found


def lock(meeting: Meeting, *, by: User, at: datetime, base_revision: int | None = None) -> Meeting:
    """This function will return the meeting, locked, where the person may change it and it is the one that was looked at."""
    check_may(by, Permission.ROUND_MANAGE, meeting.city, on=day_in(meeting.city, at))
    found = Meeting.objects.select_for_update().get(pk=meeting.pk, city=meeting.city_id)
    policy.check_can_change(found)
    if base_revision is not None and found.revision != base_revision:
        raise MeetingChanged(_("Somebody else changed this meeting meanwhile. Look at theirs, then save yours again."))
    found.city = meeting.city
    return found


def touch(meeting: Meeting) -> None:
    meeting.revision += 1
    meeting.save()


def _columns(draft: MeetingDraft) -> dict[str, Any]:
    texts = {name: getattr(draft, name).strip() for name in TEXTS}
    return {**texts, "held_on": draft.held_on, "begins_at": draft.begins_at}


def _set_guests(meeting: Meeting, agency_ids: Iterable[int], *, at: datetime) -> None:
    known = _list_agencies(meeting.city, at=at)
    wanted = [agency_id for agency_id in dict.fromkeys(agency_ids) if agency_id in known]
    guests = [MeetingGuest(city=meeting.city, meeting=meeting, agency_id=agency_id) for agency_id in wanted]
    MeetingGuest.objects.bulk_create(guests, ignore_conflicts=True)


def _list_agencies(city: City, *, at: datetime) -> dict[int, AgencyRef]:
    return {agency.id: agency for agency in network.list_agencies(city, on=day_in(city, at))}


def propose_next(held_on: date) -> date:
    """This function will propose the same weekday four weeks later."""
    return date.fromordinal(held_on.toordinal() + 28)
