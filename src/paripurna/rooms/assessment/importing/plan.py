"""From rows and a mapping to a plan: what would be written, and everything that stands in the way. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Question, Stage
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.spelling import read_spelled, spell_data
from paripurna.platform.tables import RowProblem
from paripurna.platform.ui.formats import format_number
from paripurna.rooms.assessment.importing.cells import as_decimal, as_number, as_text
from paripurna.rooms.assessment.importing.reasons import find_reason, read_reason
from paripurna.rooms.assessment.importing.recorded import Recorder, list_misfits
from paripurna.rooms.assessment.importing.types import (
    Cell,
    Change,
    ImportPlan,
    Mapping_,
    SourceRow,
    Target,
)
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.types import LOSS_LABELS
from paripurna.rooms.sheets.queries import say_reason
from paripurna.rooms.sheets.types import TRANSITIONS, AnswerDraft, AnswerRow, AnswerState, MarkDraft, MarkRow, Step

MOST_PROBLEMS = 500
NUMBER_LENGTH = 20


@dataclass
class Builder:
    """Collects a plan row by row."""

    position: Position
    mapping: Mapping_
    headings: Sequence[str]
    answers: list[AnswerDraft] = field(default_factory=list)
    marks: dict[str, list[MarkDraft]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    row_count: int = 0
    skipped: int = 0
    unchanged: int = 0

    @cached_property
    def recorder(self) -> Recorder:
        return Recorder(self.position.edition, self.mapping)

    @cached_property
    def stage_labels(self) -> dict[str, str]:
        return {stage.code: stage.label.in_language(language()) for stage in self.position.edition.stages}

    def column_of(self, target: str) -> int | None:
        return next((column for column, known in self.mapping.items() if known == target), None)

    def complain(self, row: SourceRow, column: int | None, sentence: str, remedy: str) -> None:
        heading = self.headings[column] if column is not None and column < len(self.headings) else ""
        self.problems.append(RowProblem(row.row, heading, sentence, remedy, row.named_sheet))


def build_plan(position: Position, rows: Iterable[SourceRow], headings: Sequence[str], mapping: Mapping_) -> ImportPlan:
    """This function will work out what importing `rows` would do to the round, without doing it."""
    builder = Builder(position, mapping, headings)
    for row in rows:
        _read_row(builder, row)
        if len(builder.problems) >= MOST_PROBLEMS:
            break
    return ImportPlan(
        row_count=builder.row_count,
        answers=tuple(builder.answers),
        marks={stage: tuple(found) for stage, found in builder.marks.items()},
        changes=tuple(builder.changes),
        problems=tuple(builder.problems),
        skipped=builder.skipped,
        unchanged=builder.unchanged,
        sheet_revision=position.contents.revision,
        recorded_count=builder.recorder.count,
        misfits=tuple(list_misfits(position, builder.recorder, builder.answers, builder.marks)),
        notes=tuple(builder.recorder.notes),
    )


def _read_row(builder: Builder, row: SourceRow) -> None:
    builder.row_count += 1
    column = builder.column_of(Target.NUMBER)
    number = as_number(row.cells[column] if column is not None and column < len(row.cells) else None)
    if number not in builder.position.edition.question_by_number and builder.recorder.read_total_row(row, number):
        return
    others = [cell for at, cell in enumerate(row.cells) if at in builder.mapping and at != column]
    if not number or not _has_content(builder, row):
        builder.skipped += not others or not number
        builder.unchanged += bool(number)
        return
    question = builder.position.edition.question_by_number.get(number)
    if question is None:
        _complain_unknown(builder, row, column, number)
    elif number in builder.seen:
        _complain_twice(builder, row, column, number)
    else:
        builder.seen[number] = row.place
        _read_question(builder, row, question)


def _has_content(builder: Builder, row: SourceRow) -> bool:
    wanted = [at for at, target in builder.mapping.items() if target not in {Target.NUMBER, Target.IGNORE, Target.ASK}]
    return any(at < len(row.cells) and row.cells[at] not in (None, "") for at in wanted)


def _complain_unknown(builder: Builder, row: SourceRow, column: int | None, number: str) -> None:
    builder.complain(
        row,
        column,
        _("There is no question “%(number)s” in this edition.") % {"number": number[:NUMBER_LENGTH]},
        _("Write the number as on the form, for example 1.2a, or remove the row."),
    )


def _complain_twice(builder: Builder, row: SourceRow, column: int | None, number: str) -> None:
    longer = f"{number}0"
    if longer in builder.position.edition.question_by_number and longer not in builder.seen:
        remedy = _("A spreadsheet turns %(longer)s into %(number)s. Write it as text: '%(longer)s.") % {
            "longer": longer,
            "number": number,
        }
    else:
        remedy = _("Keep one of the two rows; the first is %(place)s.") % {"place": builder.seen[number]}
    builder.complain(row, column, _("Question %(number)s stands here twice.") % {"number": number}, remedy)


def _read_question(builder: Builder, row: SourceRow, question: Question) -> None:
    before = len(builder.changes), len(builder.problems)
    builder.recorder.read_columns(row, question)
    _read_answer(builder, row, question)
    for stage in builder.position.edition.stages:
        column = builder.column_of(f"{Target.MARK}:{stage.code}")
        if column is not None:
            _read_mark(builder, row, question, stage=stage, column=column)
    builder.unchanged += (len(builder.changes), len(builder.problems)) == before


def _cell(row: SourceRow, column: int | None) -> Cell:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _read_answer(builder: Builder, row: SourceRow, question: Question) -> None:
    column, note_column = builder.column_of(Target.ANSWER), builder.column_of(Target.NOTE)
    text, note = as_text(_cell(row, column)), as_text(_cell(row, note_column))
    if not text and not note:
        return
    now = builder.position.contents.answers.get(question.number) or _empty(question)
    try:
        data = read_spelled(question.rule, text) if text else dict(now.data)
        if data:
            parse_value(question.rule, data)
    except BadValue as error:
        builder.complain(row, column, error.sentence.in_language(language()), error.remedy.in_language(language()))
        return
    if data == now.data and (note or now.note) == now.note:
        return
    if now.state not in TRANSITIONS[Step.IMPORT]:
        _complain_state(builder, row, column, now)
        return
    builder.answers.append(AnswerDraft(question.number, data, note or now.note, now.revision))
    before = spell_data(question.rule, now.data, language=language())
    builder.changes.append(_change(row, question, _("answer"), before=before, after=text or before))


def _empty(question: Question) -> AnswerRow:
    return AnswerRow(question.number, {}, "", AnswerState.EMPTY, 0)


def _complain_state(builder: Builder, row: SourceRow, column: int | None, now: AnswerRow) -> None:
    builder.complain(
        row,
        column,
        _("The answer to %(number)s is %(state)s and is not overwritten.")
        % {"number": now.question, "state": now.state.label},
        _("Withdraw or reopen it first, or leave the cell empty."),
    )


def _complain_internal(builder: Builder, row: SourceRow, column: int) -> None:
    builder.complain(
        row,
        column,
        _("Marks of the internal check are given by verifiers, question by question."),
        _("Leave this column out, or ask a verifier to give the mark."),
    )


def _read_mark(builder: Builder, row: SourceRow, question: Question, *, stage: Stage, column: int) -> None:
    cell = _cell(row, column)
    if cell is None or cell == "":
        return
    points = _as_points(builder, row, question, column)
    if points is None:
        return
    now = builder.position.contents.marks.get(stage.code, {}).get(question.number)
    said = _read_reason(builder, row, stage, now)
    if said is None or (now and (now.points, now.reason_code, now.reason) == (points, *said)):
        return
    if stage.internal:
        _complain_internal(builder, row, column)
        return
    code, reason = said
    builder.marks.setdefault(stage.code, []).append(MarkDraft(question.number, points, reason, code))
    before = _tell_points(now.points) if now else ""
    what = builder.stage_labels[stage.code]
    after = " · ".join(filter(None, (_tell_points(points), say_reason(LOSS_LABELS, code, reason))))
    builder.changes.append(_change(row, question, what, before=before, after=after))


def _read_reason(builder: Builder, row: SourceRow, stage: Stage, now: MarkRow | None) -> tuple[str, str] | None:
    """The list's code and the own words: what stands where both cells are empty, None for a code that the list has not."""
    column = builder.column_of(f"{Target.REASON_CODE}:{stage.code}")
    name, text = as_text(_cell(row, column)), as_text(_cell(row, builder.column_of(f"{Target.REASON}:{stage.code}")))
    standing = (now.reason_code, now.reason) if now else ("", "")
    if not name:
        return read_reason(text) if text else standing
    reason = find_reason(name)
    if reason is None:
        _complain_reason(builder, row, column, name)
        return None
    code, words = read_reason(text)
    if not text and reason.value == standing[0]:
        return standing
    return reason.value, words if code == reason.value else text


def _complain_reason(builder: Builder, row: SourceRow, column: int | None, name: str) -> None:
    remedy = _("Write one of these, or leave the cell empty: %(codes)s.")
    builder.complain(
        row,
        column,
        _("“%(text)s” is no reason of the list.") % {"text": name[:40]},
        remedy % {"codes": ", ".join(LOSS_LABELS)},
    )


def _tell_points(points: Decimal) -> str:
    return format_number(points, language(), places=2)


def _as_points(builder: Builder, row: SourceRow, question: Question, column: int) -> Decimal | None:
    try:
        points = as_decimal(_cell(row, column))
    except BadValue:
        sentence = _("“%(text)s” is not a number of points.") % {"text": as_text(_cell(row, column))}
        builder.complain(row, column, sentence, _("Write a number and nothing else, for example 7,5."))
        return None
    if 0 <= points <= question.max_points:
        return points
    below = _("%(points)s points for question %(number)s: a mark is never below zero.")
    above = _("%(points)s points for question %(number)s, which gives at most %(maximum)s.")
    said = {"number": question.number, "points": _spell(points), "maximum": _spell(question.max_points)}
    remedy = _("Correct the mark, or check whether it belongs to another question.")
    builder.complain(row, column, (below if points < 0 else above) % said, remedy)
    return None


def _spell(points: Decimal) -> str:
    return format_number(points.normalize(), language())


def _change(row: SourceRow, question: Question, what: str, *, before: str, after: str) -> Change:
    return Change(row.place, question.number, question.label.in_language(language()), what, before, after)
