"""One row for each question of a round: what every export writes, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from paripurna.core.instrument.model import Indicator, Question, Strand
from paripurna.core.instrument.spelling import spell_data
from paripurna.core.scoring.result import QuestionScore
from paripurna.rooms.assessment.gaps import resolve_agencies
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.types import AnswerState, MarkRow


@dataclass(frozen=True)
class QuestionRow:
    """A question with its answer and the points of each marked stage (`marks` by stage code)."""

    strand: Strand
    indicator: Indicator
    question: Question
    answer: str
    note: str
    state: AnswerState
    revision: int
    own: QuestionScore
    marks: dict[str, MarkRow]
    agencies: str


def list_rows(position: Position) -> Iterator[QuestionRow]:
    """This function will yield every question of the round, answered or not."""
    agencies = resolve_agencies(position)
    for strand in position.edition.strands:
        for indicator in strand.indicators:
            for question in indicator.questions:
                names = ", ".join(agency.abbreviation for agency in agencies.get(question.number, ()))
                yield _build_row(position, strand, indicator, question, agencies=names)


def _build_row(
    position: Position, strand: Strand, indicator: Indicator, question: Question, *, agencies: str
) -> QuestionRow:
    answer = position.contents.answers.get(question.number)
    return QuestionRow(
        strand=strand,
        indicator=indicator,
        question=question,
        answer=spell_data(question.rule, answer.data, language=language()) if answer else "",
        note=answer.note if answer else "",
        state=answer.state if answer else AnswerState.EMPTY,
        revision=answer.revision if answer else 0,
        own=position.own_score.questions[question.number],
        marks={
            stage: marks[question.number]
            for stage, marks in position.contents.marks.items()
            if question.number in marks
        },
        agencies=agencies,
    )
