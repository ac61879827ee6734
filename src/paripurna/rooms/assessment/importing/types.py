"""What an import is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from paripurna.platform.tables import RowProblem
from paripurna.rooms.assessment.round_page import ContradictionLine
from paripurna.rooms.sheets.types import AnswerDraft, MarkDraft

Cell = str | int | Decimal | bool | None


class Target(StrEnum):
    """What a column of the workbook holds. MARK, REASON and REASON_CODE carry the stage: "MARK:verifikasi_final".

    ASK is no choice: the column holds marks, and a person has to say of which stage.
    """

    IGNORE = "IGNORE"
    ASK = "ASK"
    NUMBER = "NUMBER"
    ANSWER = "ANSWER"
    NOTE = "NOTE"
    MARK = "MARK"
    REASON = "REASON"
    REASON_CODE = "REASON_CODE"
    RECORDED_INDICATOR = "RECORDED_INDICATOR"
    RECORDED_STRAND = "RECORDED_STRAND"
    RECORDED_TOTAL = "RECORDED_TOTAL"


Mapping_ = Mapping[int, str]
"""Column position (from 0) → target, with its stage after a colon."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row as it was read: `place` is the row's number in the sheet, as people see it, with the sheet's name."""

    sheet: str
    row: int
    cells: tuple[Cell, ...]

    @property
    def named_sheet(self) -> str:
        return "" if self.sheet == "CSV" else self.sheet

    @property
    def place(self) -> str:
        return f"{self.named_sheet}!{self.row}" if self.named_sheet else str(self.row)


@dataclass(frozen=True, slots=True)
class Change:
    """What the import would write for one question: old and new, as people read them."""

    place: str
    number: str
    label: str
    what: str
    before: str
    after: str


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import would do. It may only be done when there is no problem and something changes."""

    row_count: int
    answers: tuple[AnswerDraft, ...]
    marks: Mapping[str, tuple[MarkDraft, ...]]
    changes: tuple[Change, ...]
    problems: tuple[RowProblem, ...]
    skipped: int  # rows that are no question: headings, sums, blank lines
    unchanged: int
    sheet_revision: int
    recorded_count: int = 0  # totals that the workbook writes itself: compared, never imported
    misfits: tuple[ContradictionLine, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def can_run(self) -> bool:
        return not self.problems and bool(self.changes)

    @property
    def mark_count(self) -> int:
        return sum(len(marks) for marks in self.marks.values())
