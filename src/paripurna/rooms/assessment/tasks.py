"""What one agency has to do in a round: its questions, most urgent and most valuable first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page
from django.utils.translation import gettext

from paripurna.core.instrument.model import Question, Strand
from paripurna.core.scoring.result import QuestionScore
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.types import AnswerState

ORDER = {
    AnswerState.RETURNED: 0,
    AnswerState.EMPTY: 1,
    AnswerState.DRAFT: 2,
    AnswerState.SUBMITTED: 3,
    AnswerState.ACCEPTED: 4,
}
OPEN = frozenset({AnswerState.RETURNED, AnswerState.EMPTY, AnswerState.DRAFT})


@dataclass(frozen=True)
class Task:
    """One question of an agency. `is_lead` when the agency is the first to answer for it."""

    question: Question
    strand: Strand
    state: AnswerState
    score: QuestionScore
    is_lead: bool
    reason: str

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


@dataclass(frozen=True)
class AgencyLoad:
    """How much of a round one agency carries. `open_points` counts shared questions whole."""

    agency: AgencyRef
    question_count: int
    open_count: int
    open_points: Decimal


def list_tasks(position: Position, agencies: Iterable[AgencyRef]) -> list[Task]:
    """This function will return the questions of `agencies`: what needs mending first, then empty, drafts, and the rest."""
    own = {agency.code for agency in agencies}
    resolved = resolve_agencies(position)
    tasks = [
        _build_task(position, strand, question, resolved[question.number])
        for strand in position.edition.strands
        for question in strand.questions
        if own & {agency.code for agency in resolved.get(question.number, ())}
    ]
    return sorted(tasks, key=lambda task: (ORDER[task.state], -task.question.max_points))


def _build_task(position: Position, strand: Strand, question: Question, agencies: tuple[AgencyRef, ...]) -> Task:
    answer = position.contents.answers.get(question.number)
    return Task(
        question=question,
        strand=strand,
        state=answer.state if answer else AnswerState.EMPTY,
        score=position.own_score.questions[question.number],
        is_lead=bool(agencies) and len(agencies) == 1,
        reason=answer.reason if answer else "",
    )


def list_loads(position: Position) -> list[AgencyLoad]:
    """This function will return the agencies of a round, the one with most open questions first."""
    questions: Counter[AgencyRef] = Counter()
    open_questions: Counter[AgencyRef] = Counter()
    open_points: dict[AgencyRef, Decimal] = {}
    resolved = resolve_agencies(position)
    for question in position.edition.questions:
        answer = position.contents.answers.get(question.number)
        is_open = (answer.state if answer else AnswerState.EMPTY) in OPEN
        for agency in resolved.get(question.number, ()):
            questions[agency] += 1
            open_questions[agency] += is_open
            open_points[agency] = open_points.get(agency, Decimal(0)) + (question.max_points if is_open else 0)
    loads = [AgencyLoad(agency, questions[agency], open_questions[agency], open_points[agency]) for agency in questions]
    return sorted(loads, key=lambda load: (-load.open_count, -load.question_count, load.agency.abbreviation))


@dataclass(frozen=True)
class TaskList:
    """*Tugas saya* of a person: a page of the tasks of the wished state, and how many there are of each."""

    position: Position
    agencies: tuple[AgencyRef, ...]
    page: Page[Task]
    counts: Mapping[AnswerState, int]
    state: str
    open_count: int
    open_points: Decimal

    @property
    def current(self) -> str:
        return f"?keadaan={self.state}" if self.state else "?"

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        """All, and each state that occurs: (label, address, count)."""
        states = [(str(s.label), f"?keadaan={s.value}", self.counts[s]) for s in ORDER if self.counts.get(s)]
        return [(gettext("All"), "?", sum(self.counts.values())), *states]


def build_task_list(position: Position, agencies: Sequence[AgencyRef], query: Mapping[str, str]) -> TaskList:
    """This function will list the tasks of `agencies`, of the state that `?keadaan=` names, else all."""
    tasks = list_tasks(position, agencies)
    state = query.get("keadaan", "")
    counts = Counter(task.state for task in tasks)
    open_tasks = [task for task in tasks if task.is_open]
    return TaskList(
        position=position,
        agencies=tuple(agencies),
        page=read_page([task for task in tasks if state not in AnswerState.values or task.state == state], query),
        counts=counts,
        state=state,
        open_count=len(open_tasks),
        open_points=sum((task.question.max_points for task in open_tasks), Decimal(0)),
    )
