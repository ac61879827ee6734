"""The rows of a kept workbook, each with the place where a person finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.tables import Cell as TableCell
from paripurna.platform.tables import Row, Sheet
from paripurna.platform.tables.imports import read_kept
from paripurna.rooms.assessment.importing.mapping import guess_mapping
from paripurna.rooms.assessment.importing.types import Cell, SourceRow, Target

LOOKED_AT = 40


@dataclass(frozen=True)
class Source:
    """A workbook as it was read: the headings of its question tables, and every row below them."""

    headings: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    sheets: tuple[str, ...]
    formula_count: int
    unsaved_formula_count: int
    error_count: int
    merged: tuple[str, ...]

    @property
    def notes(self) -> list[str]:
        """What the reader noticed and a person should know."""
        notes = []
        if self.formula_count:
            notes.append(_("Formulas are not run: the values that the spreadsheet stored last are read."))
        if self.unsaved_formula_count:
            notes.append(_("Some formulas have no stored value and read as empty. Open and save the file once more."))
        if self.error_count:
            notes.append(_("Cells that hold an error (#REF!, #DIV/0!) read as empty. Mend them in the spreadsheet."))
        if self.merged:
            notes.append(
                _("Cells are merged (%(cells)s): only the first of them holds the value.")
                % {"cells": ", ".join(self.merged[:3])}
            )
        return notes


def read_source(content_hash: str, edition: Edition) -> Source:
    """This function will read every sheet that has the headings of the first one with question numbers.

    Raises `TableError` with a sentence for the person, and `FileLost`.
    """
    table = read_kept(content_hash)
    heads = [(sheet, row) for sheet in table.sheets if (row := _find_head(sheet, edition))]
    if not heads:
        return Source((), (), (), table.formula_count, table.unsaved_formula_count, table.error_count, ())
    headings = _headings(heads[0][1])
    alike = [(sheet, row) for sheet, row in heads if _headings(row) == headings]
    return Source(
        headings=headings,
        rows=tuple(source for sheet, row in alike for source in _list_below(sheet, row)),
        sheets=tuple(sheet.name for sheet, _row in alike),
        formula_count=table.formula_count,
        unsaved_formula_count=table.unsaved_formula_count,
        error_count=table.error_count,
        merged=tuple(merged for sheet, _row in alike for merged in sheet.merged),
    )


def _find_head(sheet: Sheet, edition: Edition) -> Row | None:
    """The row whose headings name a number column, else the row right above the first question number."""
    for row in sheet.rows[:LOOKED_AT]:
        if Target.NUMBER.value in guess_mapping(_headings(row), edition).values() and len(_filled(row)) > 1:
            return row
    numbers = edition.question_by_number
    for above, row in zip(sheet.rows[:LOOKED_AT], sheet.rows[1 : LOOKED_AT + 1], strict=False):
        if any(str(cell).strip() in numbers for cell in row.cells if cell is not None):
            return above
    return None


def _headings(row: Row) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell).strip() for cell in row.cells)


def _filled(row: Row) -> list[str]:
    return [heading for heading in _headings(row) if heading]


def _list_below(sheet: Sheet, head: Row) -> Iterator[SourceRow]:
    for row in sheet.rows:
        if row.number > head.number:
            yield SourceRow(sheet.name, row.number, tuple(_plain(cell) for cell in row.cells))


def _plain(cell: TableCell) -> Cell:
    if isinstance(cell, date | datetime | time | timedelta):
        return str(cell)
    return cell
