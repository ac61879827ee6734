"""Totals that a workbook writes itself: read from rows and columns, held against the sums, never written.

A recorded total that does not fit is told beside the preview and stops nothing: it is the source that contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.scoring import RecordedLines, RecordedPlace, find_recorded_place, score
from paripurna.core.scoring.recorded import GRAND_TOTAL
from paripurna.core.scoring.result import Level, Score
from paripurna.platform.ui.formats import format_number
from paripurna.rooms.assessment.importing.cells import as_decimal, as_text
from paripurna.rooms.assessment.importing.types import Mapping_, SourceRow, Target
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.round_page import ContradictionLine, tell_contradictions
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerDraft, AnswerRow, AnswerState, Contents, MarkDraft

COLUMNS = {
    Target.RECORDED_INDICATOR: Level.INDICATOR,
    Target.RECORDED_STRAND: Level.STRAND,
    Target.RECORDED_TOTAL: Level.TOTAL,
}


@dataclass
class Recorder:
    """Collects recorded totals row by row, for each stage that the workbook has marks of."""

    edition: Edition
    mapping: Mapping_
    lines: dict[str, RecordedLines] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _first: dict[tuple[str, RecordedPlace], str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(found.count() for found in self.lines.values())

    def read_total_row(self, row: SourceRow, number: str) -> bool:
        """This function will keep the totals of a row that is an indicator, a strand or the whole; False if it is none."""
        place = find_recorded_place(self.edition, number) if number else _find_named(self.edition, row)
        if place is None:
            return False
        for column, target in self.mapping.items():
            kind, _colon, stage = target.partition(":")
            if kind == Target.MARK:
                self._put(row, column, stage, place)
        return True

    def read_columns(self, row: SourceRow, question: Question) -> None:
        """This function will keep what the columns of recorded totals say in the row of a question."""
        for column, target in self.mapping.items():
            if (level := COLUMNS.get(Target(target.partition(":")[0]))) is not None:
                self._put(row, column, self._stage_of_columns(), self._place_of(question, level))

    def _place_of(self, question: Question, level: Level) -> RecordedPlace:
        strand, indicator = self._parts[question.number]
        codes = {Level.INDICATOR: indicator, Level.STRAND: strand, Level.TOTAL: GRAND_TOTAL}
        return RecordedPlace(level, codes[level])

    @cached_property
    def _parts(self) -> dict[str, tuple[str, str]]:
        """The strand and the indicator of every question."""
        return _read_parts(self.edition)

    def _stage_of_columns(self) -> str:
        marked = (target.partition(":") for target in self.mapping.values())
        return next(
            (stage for kind, _colon, stage in marked if kind == Target.MARK), sheets.get_own_stage(self.edition)
        )

    def _put(self, row: SourceRow, column: int, stage: str, place: RecordedPlace) -> None:
        cell = row.cells[column] if column < len(row.cells) else None
        if cell is None or cell == "":
            return
        try:
            points = as_decimal(cell)
        except BadValue:
            sentence = _("Row %(place)s: the recorded total “%(text)s” is not a number; it is left out.")
            self.notes.append(sentence % {"place": row.place, "text": as_text(cell)})
            return
        self._keep(row, stage, place, points)

    def _keep(self, row: SourceRow, stage: str, place: RecordedPlace, points: Decimal) -> None:
        kept = self.lines.setdefault(stage, RecordedLines()).put(place, points)
        first = self._first.setdefault((stage, place), row.place)
        if kept != points:
            sentence = _(
                "Rows %(first)s and %(second)s record different totals of the same part: %(kept)s and %(other)s."
            )
            figures = {"kept": _tell(kept), "other": _tell(points)}
            self.notes.append(sentence % {"first": first, "second": row.place, **figures})


def _find_named(edition: Edition, row: SourceRow) -> RecordedPlace | None:
    """A row without a number is a total when one of its cells is called so."""
    found = (find_recorded_place(edition, cell) for cell in row.cells if isinstance(cell, str))
    return next((place for place in found if place and place.level is not Level.INDICATOR), None)


def _read_parts(edition: Edition) -> dict[str, tuple[str, str]]:
    return {
        question.number: (strand.code, indicator.number)
        for strand in edition.strands
        for indicator in strand.indicators
        for question in indicator.questions
    }


def _tell(points: Decimal) -> str:
    return format_number(points, language(), places=2)


def list_misfits(
    position: Position,
    recorder: Recorder,
    answers: Iterable[AnswerDraft],
    marks: Mapping[str, Iterable[MarkDraft]],
) -> list[ContradictionLine]:
    """This function will tell what would not fit in the round once the import is done, recorded totals included."""
    drafts = list(answers)
    contents = _add_answers(position.contents, drafts)
    own = {sheets.get_own_stage(position.edition)} if drafts else set()
    touched = [stage for stage in position.edition.stages if stage.code in {*recorder.lines, *marks, *own}]
    scored = []
    for stage in touched:
        given = {mark.question: mark.points for mark in marks.get(stage.code, ()) if mark.points is not None}
        after = {**sheets.points_at(contents, stage.code), **given}
        scored.append((stage, _score(position, contents, after, recorder.lines.get(stage.code))))
    return tell_contradictions(scored, position.edition)


def _score(position: Position, contents: Contents, marks: Mapping[str, Decimal], found: RecordedLines | None) -> Score:
    return score(
        position.edition,
        answers=sheets.parse_answers(position.edition, contents),
        marks=marks,
        subject=sheets.subject_of(position.round.sheet),
        recorded=found.as_totals() if found else None,
    )


def _add_answers(contents: Contents, drafts: Iterable[AnswerDraft]) -> Contents:
    added = {
        draft.question: AnswerRow(draft.question, draft.data, draft.note, AnswerState.DRAFT, draft.base_revision)
        for draft in drafts
    }
    return replace(contents, answers={**contents.answers, **added})
