"""The columns of exported tables: their headings, and how a row fills them. The import knows them again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from paripurna.rooms.assessment.exports.rows import QuestionRow
from paripurna.rooms.assessment.position import Position, StagePosition
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.sheets.queries import say_reason

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """`key` names the column for programs, `heading` for people; `width` in characters."""

    key: str
    heading: str
    width: int
    read: Callable[[QuestionRow], Cell]


def list_columns(position: Position) -> list[Column]:
    """This function will return the columns of a round: the question, its answer, and two for each marked stage."""
    own = position.own.stage.label.in_language(language())
    fixed = [
        Column("number", _("Number"), 9, lambda row: row.question.number),
        Column("question", _("Question"), 60, lambda row: row.question.label.in_language(language())),
        Column("maximum", _("Maximum"), 11, lambda row: row.question.max_points),
        Column("answer", _("Answer"), 34, lambda row: row.answer),
        Column("note", _("Note"), 34, lambda row: row.note),
        Column("state", _("State"), 18, lambda row: str(row.state.label)),
        Column("points", _("Points: %(stage)s") % {"stage": own}, 16, lambda row: row.own.points),
    ]
    stages = [column for found in position.stages if found.mark_count for column in _mark_columns(found)]
    agencies = Column("agencies", _("Agencies"), 34, lambda row: row.agencies)
    standing = Column("standing", _("Standing of the rule"), 20, lambda row: row.question.rule.standing.value)
    return [*fixed, *stages, agencies, standing]


def _mark_columns(found: StagePosition) -> tuple[Column, Column]:
    code, label = found.stage.code, found.stage.label.in_language(language())
    return (
        Column(f"mark:{code}", _("Mark: %(stage)s") % {"stage": label}, 16, lambda row: _points(row, code)),
        Column(f"reason:{code}", _("Reason: %(stage)s") % {"stage": label}, 34, lambda row: _reason(row, code)),
    )


def _points(row: QuestionRow, stage: str) -> Decimal | None:
    return row.marks[stage].points if stage in row.marks else None


def _reason(row: QuestionRow, stage: str) -> str:
    mark = row.marks.get(stage)
    return say_reason(LOSS_LABELS, mark.reason_code, mark.reason) if mark else ""
