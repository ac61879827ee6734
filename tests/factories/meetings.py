"""Meetings of the task force and what they decided: made by actions."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.meetings import actions
from paripurna.rooms.assessment.meetings.models import Meeting, MeetingDecision
from paripurna.rooms.assessment.meetings.types import DecisionDraft, MeetingDraft
from paripurna.rooms.network import queries as network
from tests.factories.assessment import NOW

DAY = date(2026, 11, 23)


def draft_meeting(city: City, **fields: Any) -> MeetingDraft:
    known = {
        "title": "Rapat koordinasi",
        "held_on": DAY,
        "begins_at": time(9),
        "place": "Aula Balai Kota",
        "agency_ids": (network.get_agency(city, "dinkes").ref.id,),
    }
    return MeetingDraft(**{**known, **fields})


def make_meeting(city: City, *, by: User, **fields: Any) -> Meeting:
    """This function will call a meeting for dinkes."""
    return actions.call_meeting(city=city, draft=draft_meeting(city, **fields), by=by, at=NOW)


def make_decision(meeting: Meeting, *, by: User, agency: str = "dinkes", **fields: Any) -> MeetingDecision:
    """This function will write down what dinkes does by the end of the month."""
    known = {
        "text": "Lengkapi SK puskesmas ramah anak",
        "agency_id": network.get_agency(meeting.city, agency).ref.id,
        "due_on": date(2026, 11, 30),
    }
    return actions.add_decision(meeting=meeting, draft=DecisionDraft(**{**known, **fields}), by=by, at=NOW)
