"""The page of an agency or a cluster: what it owns, what facts give beside it, what to win first, what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise

from paripurna.core.instrument.model import Question
from paripurna.core.scoring.result import Basis
from paripurna.rooms.assessment.breath.ranking import Chance, Progress, Standing, rank_chances
from paripurna.rooms.assessment.breath.wording import EASE_WORDS, NEARNESS_WORDS
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.meetings.page import DecisionLine
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.tasks import OPEN
from paripurna.rooms.evidence.queries import RequestLine
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerState

MOST_CHANCES = 10
MOST_FACTS = 5
PROGRESS = {
    AnswerState.EMPTY: Progress.EMPTY,
    AnswerState.DRAFT: Progress.DRAFT,
    AnswerState.RETURNED: Progress.RETURNED,
    AnswerState.SUBMITTED: Progress.SUBMITTED,
    AnswerState.ACCEPTED: Progress.SUBMITTED,
}


@dataclass(frozen=True)
class Part:
    """The questions of one agency, of one cluster, or of a person. `query` asks other lists for the same part."""

    label: str
    questions: tuple[Question, ...]
    query: str
    hue: int = 0
    agency: str = ""
    strand: str = ""

    @property
    def differing_query(self) -> str:
        """This property asks the list of facts for the differing ones of the same part."""
        return "?" + urlencode({"tampil": "berbeda", "bagian": self.strand, "pd": self.agency})

    @property
    def has_many_agencies(self) -> bool:
        return not self.agency


@dataclass(frozen=True)
class ChanceLine:
    """A question of the list, with its factors in words."""

    chance: Chance
    label: str
    url: str
    state: AnswerState

    @property
    def nearness_words(self) -> Promise:
        return NEARNESS_WORDS[self.chance.nearness_reason]

    @property
    def ease_words(self) -> Promise:
        return EASE_WORDS[self.chance.ease_reason]


@dataclass(frozen=True)
class FactLine:
    """A question of which the registers say something else than the recorded answer."""

    number: str
    label: str
    url: str
    recorded: Decimal
    by_facts: Decimal
    is_example: bool

    @property
    def difference(self) -> Decimal:
        return self.by_facts - self.recorded


@dataclass(frozen=True)
class FactSum:
    """What the registers know of the part today, beside what is recorded of the same questions."""

    count: int
    recorded: Decimal
    by_facts: Decimal
    differing: tuple[FactLine, ...]

    @property
    def shown(self) -> tuple[FactLine, ...]:
        return self.differing[:MOST_FACTS]


@dataclass(frozen=True)
class Breath:
    """Everything of one page. `deadline` is the last day of the city's own stage."""

    position: Position
    part: Part
    maximum: Decimal
    won: Decimal
    facts: FactSum
    chances: tuple[ChanceLine, ...]
    states: Mapping[str, AnswerState]
    deadline: date | None
    requests: tuple[RequestLine, ...]
    decisions: tuple[DecisionLine, ...]

    @property
    def question_count(self) -> int:
        return len(self.part.questions)

    @property
    def open_count(self) -> int:
        return sum(state in OPEN for state in self.states.values())

    @property
    def checking_count(self) -> int:
        return sum(state is AnswerState.SUBMITTED for state in self.states.values())

    @property
    def requests_query(self) -> str:
        return f"{self.part.query}&keadaan=terbuka" if self.part.query else "?keadaan=terbuka"

    @property
    def days(self) -> int | None:
        return (self.deadline - self.position.today).days if self.deadline else None

    @property
    def shown_chances(self) -> tuple[ChanceLine, ...]:
        return self.chances[:MOST_CHANCES]

    @cached_property
    def past(self) -> tuple[RequestLine, ...]:
        return tuple(line for line in self.requests if line.is_past)

    @cached_property
    def awaited(self) -> tuple[RequestLine, ...]:
        return tuple(line for line in self.requests if not line.is_past)

    @property
    def returned(self) -> tuple[tuple[str, str, str], ...]:
        """Answers to be mended: number, label, address."""
        wanted = (each for each in self.part.questions if self.states[each.number] is AnswerState.RETURNED)
        return tuple((each.number, _label(each), _question_url(self.position, each.number)) for each in wanted)


def find_agency_part(position: Position, code: str) -> Part:
    """This function will return what an agency answers for in the round. Raises `Http404` when that is nothing."""
    resolved = resolve_agencies(position)
    agency = next((each for found in resolved.values() for each in found if each.code == code), None)
    if agency is None:
        raise Http404
    own = (each for each in position.edition.questions if agency in resolved.get(each.number, ()))
    return Part(agency.name, tuple(own), f"?pd={code}", agency=code)


def find_strand_part(position: Position, code: str) -> Part:
    """This function will return a cluster of the round's edition. Raises `Http404`."""
    for hue, strand in enumerate(position.edition.strands, start=1):
        if strand.code == code:
            label = strand.label.in_language(language())
            return Part(label, tuple(strand.questions), f"?klaster={code}", hue=hue, strand=code)
    raise Http404


def build_breath(
    position: Position, part: Part, requests: Sequence[RequestLine], decisions: Sequence[DecisionLine] = ()
) -> Breath:
    """This function will put the page together; the registers are asked once, whatever the size of the part."""
    live = _read_live(position)
    numbers = {question.number for question in part.questions}
    scores = position.newest_score.questions
    states = {number: _state(position, number) for number in numbers}
    standings = [_standing(position, question, live, states[question.number]) for question in part.questions]
    return Breath(
        position=position,
        part=part,
        maximum=sum((scores[number].max_points for number in numbers), Decimal(0)),
        won=sum((scores[number].points for number in numbers), Decimal(0)),
        facts=_sum_facts(position, part, live),
        chances=tuple(_line(position, chance, states) for chance in rank_chances(standings)),
        states=states,
        deadline=position.own.dates.ends_on if position.own.dates else None,
        requests=tuple(requests),
        decisions=tuple(decisions),
    )


@dataclass(frozen=True)
class _Live:
    """Live answers with the points of recorded and live answers, by the rules and marks aside."""

    answers: Mapping[str, sheets.LiveAnswer]
    recorded: Mapping[str, Decimal]
    by_facts: Mapping[str, Decimal]
    differing: frozenset[str]

    def is_known(self, number: str) -> bool:
        return number in self.answers and self.answers[number].value is not None

    def gain(self, number: str) -> Decimal:
        return self.by_facts[number] - self.recorded[number] if self.is_known(number) else Decimal(0)


def _read_live(position: Position) -> _Live:
    sheet, edition = position.round.sheet, position.edition
    answers = sheets.read_live_answers(sheet, edition, on=position.today)
    values, subject = sheets.parse_answers(edition, position.contents), sheets.subject_of(sheet)
    known = {number: each.value for number, each in answers.items() if each.value is not None}
    return _Live(
        answers=answers,
        recorded=sheets.score_values(edition, values, subject),
        by_facts=sheets.score_values(edition, {**values, **known}, subject),
        differing=frozenset(number for number, value in known.items() if values.get(number) != value),
    )


def _standing(position: Position, question: Question, live: _Live, state: AnswerState) -> Standing:
    newest = position.newest_score.questions[question.number]
    own = position.own_score.questions[question.number]
    applies = newest.basis is not Basis.NOT_APPLICABLE
    return Standing(
        number=question.number,
        maximum=newest.max_points if applies else newest.points,
        won=newest.points,
        progress=PROGRESS[state],
        gain=live.gain(question.number),
        is_cut=own.points > newest.points,
        is_fed=question.number in live.answers,
        agency_count=len(resolve_agencies(position).get(question.number, ())),
    )


def _sum_facts(position: Position, part: Part, live: _Live) -> FactSum:
    known = [question for question in part.questions if live.is_known(question.number)]
    differing = [_fact_line(position, question, live) for question in known if question.number in live.differing]
    return FactSum(
        count=len(known),
        recorded=sum((live.recorded[question.number] for question in known), Decimal(0)),
        by_facts=sum((live.by_facts[question.number] for question in known), Decimal(0)),
        differing=tuple(sorted(differing, key=lambda line: -abs(line.difference))),
    )


def _fact_line(position: Position, question: Question, live: _Live) -> FactLine:
    number = question.number
    return FactLine(
        number=number,
        label=_label(question),
        url=_question_url(position, number),
        recorded=live.recorded[number],
        by_facts=live.by_facts[number],
        is_example=live.answers[number].is_example,
    )


def _line(position: Position, chance: Chance, states: Mapping[str, AnswerState]) -> ChanceLine:
    question = position.edition.question_by_number[chance.number]
    return ChanceLine(chance, _label(question), _question_url(position, chance.number), states[chance.number])


def _state(position: Position, number: str) -> AnswerState:
    answer = position.contents.answers.get(number)
    return answer.state if answer else AnswerState.EMPTY


def _label(question: Question) -> str:
    return question.label.in_language(language())


def _question_url(position: Position, number: str) -> str:
    place = {"city": position.round.city.slug, "code": position.round.sheet.code, "question": number}
    return reverse("sheets:question", kwargs=place)
