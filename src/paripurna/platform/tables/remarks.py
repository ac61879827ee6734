"""What is said of an uploaded file, in the words of all rooms: why it cannot be read, what is missing, what to know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.platform.files.types import FileRefused
from paripurna.platform.tables.types import Cell, RowProblem, Sheet, Table, TableError


def text_of(cell: Cell) -> str:
    """This function will return a cell as one line of text, without the spaces and line ends that nobody meant."""
    if isinstance(cell, Decimal):
        return str(int(cell)) if cell == cell.to_integral_value() else f"{cell:f}"
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    return "" if cell is None else " ".join(str(cell).replace("\N{NO-BREAK SPACE}", " ").split())


def say_refusal(refused: FileRefused | TableError) -> str:
    """This function will say why a file was not taken, and what to do."""
    return refused.in_language(get_language() or "id") if isinstance(refused, TableError) else str(refused)


def refuse(sentence: str, remedy: str) -> RowProblem:
    """This function will return a problem of the whole file."""
    return RowProblem(1, "", sentence, remedy)


def refuse_unread(error: TableError) -> RowProblem:
    """This function will return a file that is no table as a problem."""
    return refuse(say_refusal(error), _("Mend the file, then choose it once more."))


def refuse_headless(missing: Iterable[str]) -> RowProblem:
    """This function will return columns that must be there and are not as a problem."""
    sentence = _("Columns are missing: %(columns)s.") % {"columns": ", ".join(missing)}
    return refuse(sentence, _("Write these words into the row above the first one, or begin with the template."))


def list_remarks(sheet: Sheet, table: Table | None = None) -> Iterator[str]:
    """This function will list what a person should know of a sheet that was read."""
    if table is not None and table.error_count:
        yield _("Cells that hold an error (#REF!, #DIV/0!) read as empty. Mend them in the spreadsheet.")
    if table is not None and table.unsaved_formula_count:
        yield _("Some formulas have no stored value and read as empty. Open and save the file once more.")
    if sheet.merged:
        cells = {"cells": ", ".join(sheet.merged[:3])}
        yield _("Cells are merged (%(cells)s): only the first of them holds the value.") % cells
