"""An edition made ready to score: looked up, ordered and turned into whole hundredths once per subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.gates import CompiledGate, compile_gates
from paripurna.core.scoring.hundredths import ceil_hundredths, floor_hundredths
from paripurna.core.scoring.kinds import KINDS, Telling, Worth
from paripurna.core.scoring.maxima import find_maxima_contradictions
from paripurna.core.scoring.result import ZERO, Basis, Contradiction, QuestionScore, Step
from paripurna.core.scoring.standings import build_standing_step
from paripurna.core.scoring.subject import ANY_SUBJECT, Subject


class Earned(NamedTuple):
    """What a question brings: the score to show, and its hundredths to add up."""

    score: QuestionScore
    won: int
    unanswered: int = 0
    answered: int = 1  # or 0


@dataclass(frozen=True, slots=True)
class CompiledQuestion:
    """A question with all that its scoring asks. It keeps the scores it has `seen`: there are few different ones."""

    number: str
    question: Question
    answer: type[AnswerValue]
    worth: Worth
    telling: Telling
    max_points: Decimal
    max_hundredths: int
    is_asked: bool
    mandatory: int | None  # fewer hundredths than this fail the edition
    absent: Earned
    rule_standing: Standing
    standing: Step  # what says so
    seen_marks: dict[Decimal, Earned] = field(default_factory=dict)
    seen_answers: dict[int, Earned] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """An indicator (children: questions) or a strand (children: indicators), as positions `start` … `stop`."""

    number: str
    max_points: Decimal
    max_hundredths: int
    start: int
    stop: int
    asked_count: int
    asked_hundredths: int  # the maxima of its questions that are put to the subject, together
    mandatory: int | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class CompiledEdition:
    """One edition for one kind of subject."""

    edition: Edition
    subject: Subject
    questions: tuple[CompiledQuestion, ...]
    numbers: tuple[str, ...]
    indicators: tuple[CompiledPart, ...]
    strands: tuple[CompiledPart, ...]
    gates: tuple[CompiledGate, ...]
    maxima: tuple[Contradiction, ...]
    positions: dict[str, int]
    askable: frozenset[str]  # numbers of the questions put to the subject
    asked_count: int
    mandatory_questions: tuple[tuple[int, int], ...]  # position, hundredths demanded
    mandatory_indicators: tuple[tuple[int, int], ...]


_KEPT_AT_MOST = 64
_compiled: dict[tuple[int, Subject], CompiledEdition] = {}


def compile_edition(edition: Edition, subject: Subject = ANY_SUBJECT) -> CompiledEdition:
    """This function will return the edition made ready for the subject, compiled once for each edition in memory."""
    found = _compiled.get((id(edition), subject))
    if found is not None:  # it holds the edition, so the id cannot have passed to another
        return found
    if len(_compiled) >= _KEPT_AT_MOST:
        _compiled.clear()
    return _compiled.setdefault((id(edition), subject), _compile(edition, subject))


def _compile(edition: Edition, subject: Subject) -> CompiledEdition:
    questions = tuple(_compile_question(question, subject) for question in edition.questions)
    indicators = tuple(_compile_indicators(edition.indicators, questions))
    positions = {question.number: position for position, question in enumerate(questions)}
    return CompiledEdition(
        edition=edition,
        subject=subject,
        questions=questions,
        numbers=tuple(question.number for question in questions),
        indicators=indicators,
        strands=tuple(_compile_strands(edition.strands, indicators)),
        gates=compile_gates(edition, subject, positions),
        maxima=find_maxima_contradictions(edition, subject),
        positions=positions,
        askable=frozenset(question.number for question in questions if question.is_asked),
        asked_count=sum(question.is_asked for question in questions),
        mandatory_questions=_place(question.mandatory for question in questions),
        mandatory_indicators=_place(indicator.mandatory for indicator in indicators),
    )


def _place(demands: Iterable[int | None]) -> tuple[tuple[int, int], ...]:
    """The demands that are made, each with its position."""
    return tuple((position, least) for position, least in enumerate(demands) if least is not None)


def _compile_question(question: Question, subject: Subject) -> CompiledQuestion:
    is_asked = subject.is_asked(question.applies_to)
    basis = Basis.UNANSWERED if is_asked else Basis.NOT_APPLICABLE
    score = QuestionScore(question.number, ZERO, question.max_points, basis, question.rule.standing)
    kind, maximum = KINDS[type(question.rule)], floor_hundredths(question.max_points)
    return CompiledQuestion(
        number=question.number,
        question=question,
        answer=kind.answer,
        worth=kind.prepare_worth(question.rule, question),
        telling=kind.prepare_telling(question.rule, question),
        max_points=question.max_points,
        max_hundredths=maximum,
        is_asked=is_asked,
        mandatory=_get_demand(question) if is_asked else None,
        absent=Earned(score, 0, maximum if is_asked else 0, 0),
        rule_standing=question.rule.standing,
        standing=build_standing_step(question.rule),
    )


def _get_demand(question: Question) -> int | None:
    if question.mandatory_points is not None:
        return max(ceil_hundredths(question.mandatory_points), int(question.mandatory))
    return 1 if question.mandatory else None


def _compile_indicators(
    indicators: Iterable[Indicator], questions: tuple[CompiledQuestion, ...]
) -> Iterable[CompiledPart]:
    start = 0
    for indicator in indicators:
        stop = start + len(indicator.questions)
        children = questions[start:stop]
        asked = [child for child in children if child.is_asked]
        max_points = indicator.max_points
        if len(asked) < len(children):
            max_points = min(max_points, sum((child.question.max_points for child in asked), ZERO))
        yield CompiledPart(
            number=indicator.number,
            max_points=max_points,
            max_hundredths=floor_hundredths(max_points),
            start=start,
            stop=stop,
            asked_count=len(asked),
            asked_hundredths=sum(child.max_hundredths for child in asked),
            mandatory=_lower(indicator.mandatory_points, max_points),
        )
        start = stop


def _lower(demand: Decimal | None, reachable: Decimal) -> int | None:
    """A demand cannot be more than what the subject can win."""
    return None if demand is None else min(ceil_hundredths(demand), floor_hundredths(reachable))


def _compile_strands(strands: Iterable[Strand], indicators: tuple[CompiledPart, ...]) -> Iterable[CompiledPart]:
    start = 0
    for strand in strands:
        stop = start + len(strand.indicators)
        children = indicators[start:stop]
        asked_count = sum(child.asked_count for child in children)
        max_points = strand.max_points
        if asked_count < len(strand.questions):
            max_points = min(max_points, sum((child.max_points for child in children), ZERO))
        yield CompiledPart(
            number=strand.code,
            max_points=max_points,
            max_hundredths=floor_hundredths(max_points),
            start=start,
            stop=stop,
            asked_count=asked_count,
            asked_hundredths=sum(child.asked_hundredths for child in children),
            weight=None if strand.weight is None else floor_hundredths(strand.weight),
        )
        start = stop
