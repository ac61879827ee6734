"""Reads of the meetings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.audit.types import Label
from paripurna.rooms.assessment.meetings.models import (
    AgendaPoint,
    Attendance,
    Meeting,
    MeetingDecision,
    MeetingDecisionQuerySet,
)

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

DUE_FIRST = ("due_on", "agency__abbreviation", "pk")


def list_meetings(city: City, *, text: str = "") -> QuerySet[Meeting]:
    """This function will return the meetings that say these words, the newest first, with how much was decided."""
    found = Meeting.objects.filter(city=city)
    for word in text.split():
        said = Q(title__icontains=word) | Q(place__icontains=word) | Q(minutes__icontains=word)
        found = found.filter(said | Q(pk__in=_list_meeting_ids(city, word)))
    counted = found.annotate(
        decision_count=Count("decisions", distinct=True),
        open_count=Count("decisions", distinct=True, filter=Q(decisions__done_at=None)),
    )
    return counted.order_by("-held_on", "-begins_at", "-pk")


def _list_meeting_ids(city: City, word: str) -> QuerySet[MeetingDecision, int]:
    return MeetingDecision.objects.filter(city=city, text__icontains=word).values_list("meeting_id", flat=True)


def find_newest(city: City) -> Meeting | None:
    """This function will return the meeting that was called for the latest day, or None."""
    return Meeting.objects.filter(city=city).order_by("-held_on", "-pk").first()


def get_meeting(city: City, code: UUID) -> Meeting:
    """This function will return a meeting of the city. Raises `Stranger`."""
    found = get_or_stranger(Meeting.objects.filter(city=city, code=code).select_related("document", "signed_by"))
    found.city = city
    return found


def list_guest_ids(meeting: Meeting) -> frozenset[int]:
    return frozenset(meeting.guests.order_by("pk").values_list("agency_id", flat=True))


def list_guests(meeting: Meeting) -> list[str]:
    """This function will return the short names of the agencies that the meeting was called for."""
    named = meeting.guests.order_by("agency__abbreviation", "pk")
    return list(named.values_list("agency__abbreviation", flat=True))


def list_guest_codes(meeting: Meeting) -> list[str]:
    return list(meeting.guests.order_by("pk").values_list("agency__code", flat=True))


def list_points(meeting: Meeting) -> list[AgendaPoint]:
    return list(AgendaPoint.objects.filter(city=meeting.city_id, meeting=meeting).order_by("position"))


def list_attendances(meeting: Meeting) -> list[Attendance]:
    """This function will return who was there, by office."""
    found = Attendance.objects.filter(city=meeting.city_id, meeting=meeting).select_related("person")
    return list(found.order_by("office", "person__name", "pk"))


def has_attended(meeting: Meeting, person_id: int) -> bool:
    return Attendance.objects.filter(city=meeting.city_id, meeting=meeting, person=person_id).exists()


def list_decisions(meeting: Meeting) -> list[MeetingDecision]:
    """This function will return what the meeting decided, in the order in which it was written."""
    return list(_decisions(meeting.city).filter(meeting=meeting).order_by("pk"))


def list_city_decisions(city: City, *, is_open: bool) -> QuerySet[MeetingDecision]:
    """This function will return the decisions of every meeting: those that are open by date, or the done ones."""
    found = _decisions(city)
    return found.open().order_by(*DUE_FIRST) if is_open else found.exclude(done_at=None).order_by("-done_at", "-pk")


def list_open_decisions(city: City, codes: Collection[str]) -> list[MeetingDecision]:
    """This function will return what the agencies with these codes still have to do, the earliest date first."""
    return list(_decisions(city).open().filter(agency__code__in=codes).order_by(*DUE_FIRST))


def list_every_open_decision(city: City) -> list[MeetingDecision]:
    """This function will return what every agency still has to do, the earliest date first."""
    return list(_decisions(city).open().order_by(*DUE_FIRST))


def get_decision(city: City, code: UUID) -> MeetingDecision:
    """This function will return a decision of a meeting of the city. Raises `Stranger`."""
    found = get_or_stranger(_decisions(city), code=code)
    found.city = found.meeting.city = city
    return found


def _decisions(city: City) -> MeetingDecisionQuerySet:
    return MeetingDecision.objects.filter(city=city).select_related("agency", "meeting")


def list_by_codes(codes: Collection[str]) -> Mapping[str, Label]:
    """This function will return how each meeting is named in the audit, and its page."""
    from paripurna.rooms.assessment.meetings.telling import meeting_url

    rows = Meeting.objects.filter(code__in=[code for code in codes if _is_code(code)]).select_related("city")
    return {str(row.code): Label(row.title, meeting_url(row)) for row in rows}


def _is_code(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
