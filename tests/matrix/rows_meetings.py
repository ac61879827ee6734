"""Meetings of the task force: the secretariat calls and writes, everybody of the city reads."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from paripurna.rooms.assessment.meetings import agenda, attending
from paripurna.rooms.assessment.meetings.models import Meeting
from tests.factories.meetings import make_decision, make_meeting
from tests.factories.network import make_agency
from tests.matrix.table import CITY, EVERY_INSIDER, Kwargs, Row, Visitor, World, page

MANAGERS = "SECRETARIAT"


def a_meeting_of(world: World) -> Meeting:
    make_agency(world.city, "dinkes")
    return make_meeting(world.city, by=world.people[Visitor.SECRETARIAT], held_on=timezone.localdate())


def a_meeting(world: World) -> dict[str, Any]:
    return CITY | {"code": a_meeting_of(world).code}


def a_point(world: World) -> dict[str, Any]:
    meeting, secretary = a_meeting_of(world), world.people[Visitor.SECRETARIAT]
    point = agenda.add_point(meeting=meeting, text="Pembukaan", by=secretary, at=timezone.now())
    return CITY | {"code": meeting.code, "point": point.code}


def a_link(world: World) -> dict[str, Any]:
    meeting = a_meeting_of(world)
    return CITY | {"code": meeting.code, "token": attending.make_token(meeting, at=timezone.now())}


def a_line(world: World) -> dict[str, Any]:
    meeting, secretary = a_meeting_of(world), world.people[Visitor.SECRETARIAT]
    line = attending.note_office(meeting=meeting, office="PKK", count=2, by=secretary, at=timezone.now())
    return CITY | {"code": meeting.code, "line": line.code}


def a_decision(world: World) -> dict[str, Any]:
    """Of an agency that nobody of the world works for."""
    meeting = a_meeting_of(world)
    due = meeting.held_on + timedelta(days=7)
    decision = make_decision(meeting, by=world.people[Visitor.SECRETARIAT], due_on=due)
    return CITY | {"code": decision.code}


def a_decision_of_a_meeting(world: World) -> dict[str, Any]:
    return CITY | {"code": Meeting.objects.get(decisions__code=a_decision(world)["code"]).code, "decision": UUID(int=0)}


def for_guests(name: str, kwargs: Kwargs, *, ok: int = 200) -> Row:
    """Open to everybody who sees the city; a partner knows of no meeting that it is not invited to."""
    row = page(name, kwargs, EVERY_INSIDER, ok=ok)
    return replace(row, expected={**row.expected, Visitor.PARTNER: 404})


ROWS = [
    page("assessment:meetings", CITY, EVERY_INSIDER),
    page("assessment:meeting_call", CITY, MANAGERS),
    page("assessment:decisions", CITY, EVERY_INSIDER),
    page("assessment:decision_done", a_decision, MANAGERS, ok=302, method="post"),
    page("assessment:meeting", a_meeting, EVERY_INSIDER),
    page("assessment:meeting_edit", a_meeting, MANAGERS),
    page("assessment:meeting_invite", a_meeting, MANAGERS, ok=302, method="post"),
    page("assessment:agenda_add", a_meeting, MANAGERS, ok=302, method="post", data={"text": "Pembukaan"}),
    page("assessment:agenda_propose", a_meeting, MANAGERS, ok=302, method="post"),
    page("assessment:agenda_point", a_point, MANAGERS, ok=302, method="post", data={"step": "turun"}),
    page("assessment:meeting_screen", a_meeting, MANAGERS),
    for_guests("assessment:meeting_invitation", a_meeting, ok=302),
    for_guests("assessment:meeting_attend", a_link),
    page("assessment:meeting_office", a_meeting, MANAGERS, ok=302, method="post", data={"office": "PKK", "count": "2"}),
    page("assessment:meeting_office_remove", a_line, MANAGERS, ok=302, method="post"),
    page("assessment:decision_add", a_meeting, MANAGERS, ok=422, method="post"),
    page("assessment:decision_remove", a_decision_of_a_meeting, MANAGERS, ok=404, method="post"),
    page("assessment:minutes", a_meeting, EVERY_INSIDER),
    page("assessment:minutes_pdf", a_meeting, EVERY_INSIDER),
    page("assessment:minutes_write", a_meeting, MANAGERS, ok=422, method="post"),
    page("assessment:minutes_sign", a_meeting, MANAGERS, ok=302, method="post"),
]
