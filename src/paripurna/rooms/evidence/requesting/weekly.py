"""*Lembar rapat gugus tugas*: what came in this week, what is open, what is due next, and what to decide, on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.models import ProofRequest, RequestEvent
from paripurna.rooms.evidence.proofs import read_proofs
from paripurna.rooms.evidence.requesting.board import Board, build_board
from paripurna.rooms.evidence.requesting.listing import WEEK, RequestLine, build_lines
from paripurna.rooms.evidence.types import OPEN_REQUESTS, ProofScore, RequestState, RequestStep
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.requesting.scope import RequestScope
    from paripurna.rooms.network.responsibility import Responsible
    from paripurna.rooms.sheets.queries import Sheet

LONG_PAST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ProofLine:
    """How well one cluster is proved: how many questions stand at each state."""

    hue: int
    label: str
    counts: Mapping[ProofScore, int]

    @property
    def cells(self) -> tuple[int, ...]:
        return tuple(self.counts.get(score, 0) for score in ProofScore)

    @property
    def total(self) -> int:
        return sum(self.cells)


@dataclass(frozen=True, slots=True)
class ReturnedAnswer:
    question: str
    label: str
    agencies: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that the meeting can settle: a sentence, and the requests that it is about."""

    sentence: Promise
    lines: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True)
class Weekly:
    first: date
    last: date
    came_in: tuple[RequestLine, ...]
    board: Board
    due_next: tuple[RequestLine, ...]
    returned: tuple[ReturnedAnswer, ...]
    proofs: tuple[ProofLine, ...]
    decisions: tuple[Decision, ...]


def build_weekly(city: City, sheet: Sheet, scope: RequestScope, *, on: date) -> Weekly:
    """This function will gather the page for a meeting on the day `on`; the week is the seven days that end with it."""
    first = on - WEEK + timedelta(days=1)
    contents = sheets.read_contents(sheet)
    edition = sheets.edition_of(sheet)
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(city, roles, key=str(sheet.code), on=on)
    proofs = read_proofs(sheet, on=on, contents=contents, responsible=responsible)
    language = get_language() or "id"
    states = {number: row.state for number, row in contents.answers.items()}
    lines = build_lines(_list_standing(city, sheet), on=on)
    return Weekly(
        first=first,
        last=on,
        came_in=tuple(build_lines(_list_came_in(city, sheet, first, on), on=on)),
        board=build_board(city, scope, sheet=sheet),
        due_next=tuple(line for line in lines if line.days is not None and 0 <= line.days <= WEEK.days),
        returned=tuple(
            ReturnedAnswer(question.number, question.label.in_language(language), _names(responsible[question.number]))
            for question in edition.questions
            if states.get(question.number) == AnswerState.RETURNED
        ),
        proofs=tuple(
            ProofLine(
                hue,
                strand.label.in_language(language),
                Counter(proofs[question.number].score for question in strand.questions),
            )
            for hue, strand in enumerate(edition.strands, start=1)
        ),
        decisions=tuple(_list_decisions(lines, on=on)),
    )


def _list_standing(city: City, sheet: Sheet) -> list[ProofRequest]:
    wanted = OPEN_REQUESTS | {RequestState.DECLINED}
    found = ProofRequest.objects.of_city(city).filter(sheet=sheet, state__in=wanted)
    return list(found.select_related("agency", "delegate", "city", "sheet__edition").order_by("due_on", "pk"))


def _list_came_in(city: City, sheet: Sheet, first: date, last: date) -> list[ProofRequest]:
    """Answered between the morning of the first day and the end of the last, in the city's own zone."""
    zone = ZoneInfo(city.time_zone)
    span = (datetime.combine(first, time.min, zone), datetime.combine(last + timedelta(days=1), time.min, zone))
    answered = RequestEvent.objects.filter(city=city, step=RequestStep.ANSWER, at__gte=span[0], at__lt=span[1])
    found = ProofRequest.objects.of_city(city).filter(sheet=sheet, pk__in=answered.values("request"))
    rows = found.select_related("agency", "delegate", "city", "sheet__edition")
    return list(rows.order_by("agency__abbreviation", "question", "pk"))


def _list_decisions(lines: Iterable[RequestLine], *, on: date) -> Iterable[Decision]:
    known = list(lines)
    declined = tuple(line for line in known if line.state is RequestState.DECLINED)
    past = tuple(line for line in known if line.days is not None and line.request.due_on <= on - LONG_PAST)
    returned = tuple(line for line in known if line.state is RequestState.RETURNED)
    for sentence, found in (
        (_("The agency says that it cannot be brought: accept it, or ask another agency?"), declined),
        (_("The date passed a week ago or more: a new date, help, or word to the head of the agency?"), past),
        (_("Returned to be mended: who helps?"), returned),
    ):
        if found:
            yield Decision(sentence, found)


def _names(agencies: Responsible) -> str:
    return ", ".join(agency.abbreviation for agency in agencies)
