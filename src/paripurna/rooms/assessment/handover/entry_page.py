"""What the operator sees: every question in the form's order, how far it is, and one question with all to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Indicator, Question, Strand
from paripurna.core.instrument.spelling import spell_data
from paripurna.platform.jobs.queries import ProgressView, build_view
from paripurna.rooms.assessment.handover.long_files import is_busy
from paripurna.rooms.assessment.handover.merge_plan import MergePlan
from paripurna.rooms.assessment.handover.models import EntryFile, EntryRule, EntryTick
from paripurna.rooms.assessment.handover.queries import find_rule, list_ticks
from paripurna.rooms.assessment.handover.types import EntryState
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerRow, AnswerState

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition

FILTERS = {"belum": EntryState.OPEN, "berubah": EntryState.CHANGED, "sudah": EntryState.ENTERED}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One question of the form. `row` is the answer that stands now; `tick` tells when it was entered."""

    strand: Strand
    indicator: Indicator
    question: Question
    row: AnswerRow
    tick: EntryTick | None

    @property
    def state(self) -> EntryState:
        if self.tick is None:
            return EntryState.OPEN
        return EntryState.ENTERED if self.tick.answer_revision == self.row.revision else EntryState.CHANGED

    @property
    def has_answer(self) -> bool:
        return bool(self.row.data)


@dataclass(frozen=True)
class EntryList:
    round: Round
    edition: Edition
    lines: tuple[EntryLine, ...]
    chosen: str  # a key of FILTERS, or empty for all
    rule: EntryRule

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def is_open(self) -> bool:
        return self.round.state == "RUNNING"

    @property
    def shown(self) -> tuple[EntryLine, ...]:
        wanted = FILTERS.get(self.chosen)
        return tuple(line for line in self.lines if wanted is None or line.state is wanted)

    @cached_property
    def counts(self) -> dict[EntryState, int]:
        counts = dict.fromkeys(EntryState, 0)
        for line in self.lines:
            counts[line.state] += 1
        return counts

    @property
    def entered(self) -> int:
        return self.counts[EntryState.ENTERED]

    @property
    def changed(self) -> int:
        return self.counts[EntryState.CHANGED]

    @property
    def open(self) -> int:
        return self.counts[EntryState.OPEN]

    @property
    def first_open(self) -> str:
        """The question to go on with: the first that is not entered, else the first that changed."""
        waiting = [line for line in self.lines if line.state is not EntryState.ENTERED]
        return waiting[0].question.number if waiting else ""


def build_entry_list(found: Round, *, chosen: str = "") -> EntryList:
    """This function will list every question of the form with its answer and its tick: three statements."""
    edition, answers, ticks = (
        sheets.edition_of(found.sheet),
        sheets.read_contents(found.sheet).answers,
        list_ticks(found),
    )
    return EntryList(found, edition, tuple(_build_lines(edition, answers, ticks)), chosen, find_rule(found.city))


def _build_lines(edition: Edition, answers: Mapping[str, AnswerRow], ticks: Mapping[str, EntryTick]) -> list[EntryLine]:
    return [
        EntryLine(
            strand=strand,
            indicator=indicator,
            question=question,
            row=answers.get(question.number) or AnswerRow(question.number, {}, "", AnswerState.EMPTY, 0),
            tick=ticks.get(question.number),
        )
        for strand in edition.strands
        for indicator in strand.indicators
        for question in indicator.questions
    ]


@dataclass(frozen=True, slots=True)
class Copyable:
    """Something to copy into a field of the application. `head` names the columns of a table."""

    text: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class MadeLine:
    """A file that a worker makes or has made."""

    file: EntryFile

    @property
    def is_busy(self) -> bool:
        return is_busy(self.file)

    @property
    def is_ready(self) -> bool:
        return self.file.file_id is not None

    @property
    def progress(self) -> ProgressView | None:
        return build_view(self.file.progress) if self.file.progress else None

    @property
    def message(self) -> str:
        """Why there is no file."""
        return self.progress.message if self.progress else _("The file was not made. Have it made again.")


@dataclass(frozen=True)
class EntryPage:
    list: EntryList
    line: EntryLine
    answer: Copyable
    place: int  # of this question in the form, from 1
    before: str
    after: str
    papers: MergePlan
    points: Decimal  # ours
    application_points: Decimal | None
    made: MadeLine | None

    @property
    def total(self) -> int:
        return len(self.list.lines)


def spell_answer(question: Question, row: AnswerRow) -> Copyable:
    """This function will spell an answer in the form's words; a matrix as rows whose cells are separated by tabs."""
    if question.rule.kind != "matrix":
        return Copyable(spell_data(question.rule, row.data, language="id"))
    codes = [column.code for column in question.rule.columns]
    rows = tuple(tuple(_flat(cells.get(code, "")) for code in codes) for cells in row.data.get("rows", ()))
    head = tuple(column.label.id for column in question.rule.columns)
    return Copyable("\n".join("\t".join(cells) for cells in rows), head, rows)


def _flat(cell: object) -> str:
    """A cell is one line without tabs, so that a table is pasted as a table."""
    return " ".join(str(cell).split())


def find_line(lines: Sequence[EntryLine], number: str) -> int | None:
    """This function will return the place of a question in the form, from 0, or None."""
    return next((place for place, line in enumerate(lines) if line.question.number == number), None)
