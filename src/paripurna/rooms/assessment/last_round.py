"""What was answered to a question in the last round, which marks it got and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.spelling import spell_data
from paripurna.rooms.assessment.carrying import index_links
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.types import AnswerData


@dataclass(frozen=True, slots=True)
class LastMark:
    """What a stage of the last round gave, and why."""

    stage: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The answer of the last round to the question that this one comes from. `fits` when it can be taken as it is."""

    round: Round
    number: str
    text: str
    note: str
    data: AnswerData
    marks: tuple[LastMark, ...]
    max_points: Decimal
    fits: bool


def find_last_answer(found: Round, number: str) -> LastAnswer | None:
    """This function will return the last round's answer to a question, or None where it has neither answer nor mark."""
    previous = found.previous
    if previous is None:
        return None
    old, new = queries.edition_of(previous.sheet), queries.edition_of(found.sheet)
    link = index_links(previous.sheet.edition.hash, found.sheet.edition.hash).get(number)
    if link is None or len(link.old) != 1:
        return None
    question = old.question_by_number[link.old[0]]
    row = queries.get_answer(previous.sheet, question.number)
    marks = _read_marks(previous, question.number)
    if not row.data and not marks:
        return None
    return LastAnswer(
        round=previous,
        number=question.number,
        text=spell_data(question.rule, row.data, language=language()) if row.data else "",
        note=row.note,
        data=row.data,
        marks=marks,
        max_points=question.max_points,
        fits=bool(row.data) and _fits(new.question_by_number[number].rule, row.data),
    )


def _read_marks(previous: Round, number: str) -> tuple[LastMark, ...]:
    in_force = {m.stage: m for m in queries.list_mark_history(previous.sheet, number) if m.replaced_at is None}
    stages = queries.edition_of(previous.sheet).stages
    found = ((stage.label.in_language(language()), in_force.get(stage.code)) for stage in stages)
    return tuple(LastMark(label, mark.points, mark.reason) for label, mark in found if mark and mark.points is not None)


def _fits(rule: Any, data: AnswerData) -> bool:
    try:
        parse_value(rule, data)
    except BadValue:
        return False
    return True
