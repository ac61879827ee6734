"""The agenda: what the board proposes, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.assessment.gaps import list_gaps
from paripurna.rooms.assessment.meetings import queries
from paripurna.rooms.assessment.meetings.actions import lock
from paripurna.rooms.assessment.meetings.models import AgendaPoint, Meeting
from paripurna.rooms.assessment.meetings.telling import OFFICIAL, record
from paripurna.rooms.assessment.meetings.types import BadMeeting, PointSource
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.sheets.types import AnswerState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

NAMED, LARGEST = 8, 5
Proposal = tuple[PointSource, str]


def list_proposals(city: City, *, on: date) -> list[Proposal]:
    """This function will return the points that the work proposes today, in the words of the minutes."""
    with override(OFFICIAL):
        return [*_propose_decisions(city, on=on), *_propose_requests(city, on=on), *_propose_answers(city, on=on)]


def _propose_decisions(city: City, *, on: date) -> Iterator[Proposal]:
    found = list(queries.list_city_decisions(city, is_open=True))
    if found:
        late = sum(decision.is_late(on) for decision in found)
        words = {"count": len(found), "late": late, "agencies": _join({row.agency.abbreviation for row in found})}
        yield (
            PointSource.DECISIONS,
            ngettext(
                "Follow-up of earlier meetings: %(count)s decision is open, %(late)s late (%(agencies)s).",
                "Follow-up of earlier meetings: %(count)s decisions are open, %(late)s late (%(agencies)s).",
                len(found),
            )
            % words,
        )


def _propose_requests(city: City, *, on: date) -> Iterator[Proposal]:
    counts = evidence.count_open_requests(city, on=on)
    late = [(agency, count.late) for agency, count in counts.items() if count.late]
    coming = [(agency, count.open - count.late) for agency, count in counts.items() if count.open > count.late]
    if late:
        count = sum(owed for _agency, owed in late)
        yield (
            PointSource.LATE,
            ngettext(
                "%(count)s requested document is late: %(agencies)s.",
                "%(count)s requested documents are late: %(agencies)s.",
                count,
            )
            % {"count": count, "agencies": _rank(late)},
        )
    if coming:
        count = sum(owed for _agency, owed in coming)
        yield (
            PointSource.OPEN,
            ngettext(
                "%(count)s requested document is awaited: %(agencies)s.",
                "%(count)s requested documents are awaited: %(agencies)s.",
                count,
            )
            % {"count": count, "agencies": _rank(coming)},
        )


def _propose_answers(city: City, *, on: date) -> Iterator[Proposal]:
    found = find_current_round(city)
    if found is None:
        return
    position = read_position(found, today=on)
    answers = position.contents.answers.items()
    returned = [number for number, row in answers if row.state is AnswerState.RETURNED]
    if returned:
        yield (
            PointSource.RETURNED,
            ngettext(
                "%(count)s answer came back to be mended: question %(questions)s.",
                "%(count)s answers came back to be mended: questions %(questions)s.",
                len(returned),
            )
            % {"count": len(returned), "questions": _join(returned)},
        )
    if gaps := _tell_gaps(position):
        yield PointSource.GAPS, _("Largest gaps: %(gaps)s.") % {"gaps": gaps}


def _tell_gaps(position: Position) -> str:
    named = [
        _("%(question)s (%(points)s points, %(agencies)s)")
        % {
            "question": gap.question.number,
            "points": format_points(gap.points, OFFICIAL),
            "agencies": ", ".join(agency.abbreviation for agency in gap.agencies) or "–",
        }
        for gap in list_gaps(position)[:LARGEST]
    ]
    return "; ".join(named)


def _rank(counts: Sequence[tuple[str, int]]) -> str:
    ranked = sorted(counts, key=lambda one: (-one[1], one[0]))
    return _join([f"{agency} {count}" for agency, count in ranked], is_sorted=True)


def _join(names: Sequence[str] | set[str], *, is_sorted: bool = False) -> str:
    ordered = list(names) if is_sorted else sorted(names)
    return ", ".join(ordered[:NAMED]) + (", …" if len(ordered) > NAMED else "")


@transaction.atomic
def propose_agenda(*, meeting: Meeting, by: User, at: datetime) -> int:
    """This function will put what the board proposes onto the agenda; a point that stands there is written anew.

    Returns how many points were proposed. Raises `MeetingClosed`.
    """
    found = lock(meeting, by=by, at=at)
    known = {point.source: point for point in queries.list_points(found)}
    proposals = list_proposals(found.city, on=day_in(found.city, at))
    for source, text in proposals:
        point = known.get(source) or AgendaPoint(
            city=found.city, meeting=found, source=source, position=_next_place(found)
        )
        point.text = text
        point.save()
    record("assessment.agenda_proposed", found, {"points": len(proposals)}, by=by, at=at)
    return len(proposals)


@transaction.atomic
def add_point(*, meeting: Meeting, text: str, by: User, at: datetime) -> AgendaPoint:
    """This function will put a point at the end of the agenda. Raises `BadMeeting` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    point = AgendaPoint(city=found.city, meeting=found, position=_next_place(found), text=_read(text))
    point.save()
    record("assessment.agenda_changed", found, {}, by=by, at=at)
    return point


@transaction.atomic
def change_point(*, meeting: Meeting, code: UUID, text: str, by: User, at: datetime) -> None:
    """This function will write a point anew; from then on it is a person's. Raises `BadMeeting`, `Stranger` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    point = _get_point(found, code)
    point.text, point.source = _read(text), PointSource.HAND
    point.save(update_fields=["text", "source"])
    record("assessment.agenda_changed", found, {}, by=by, at=at)


@transaction.atomic
def remove_point(*, meeting: Meeting, code: UUID, by: User, at: datetime) -> None:
    """This function will take a point off the agenda. Raises `Stranger` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    _get_point(found, code).delete()
    _renumber(queries.list_points(found))
    record("assessment.agenda_changed", found, {}, by=by, at=at)


@transaction.atomic
def move_point(*, meeting: Meeting, code: UUID, steps: int, by: User, at: datetime) -> None:
    """This function will move a point up (-1) or down (1); at the end it stays. Raises `Stranger` and `MeetingClosed`."""
    found = lock(meeting, by=by, at=at)
    points = queries.list_points(found)
    place = next((number for number, point in enumerate(points) if point.code == code), None)
    if place is None:
        raise Stranger
    moved = points.pop(place)
    points.insert(max(place + steps, 0), moved)
    _renumber(points)
    record("assessment.agenda_changed", found, {}, by=by, at=at)


def _read(text: str) -> str:
    if not text.strip():
        raise BadMeeting(gettext_lazy("Say what the point is about."))
    return text.strip()


def _get_point(meeting: Meeting, code: UUID) -> AgendaPoint:
    return get_or_stranger(AgendaPoint.objects, city=meeting.city, meeting=meeting, code=code)


def _next_place(meeting: Meeting) -> int:
    last: int | None = AgendaPoint.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _renumber(points: Sequence[AgendaPoint]) -> None:
    """Places are checked when the transaction ends, so that they may be taken twice on the way."""
    for place, point in enumerate(points, start=1):
        if point.position != place:
            AgendaPoint.objects.filter(pk=point.pk).update(position=place)
