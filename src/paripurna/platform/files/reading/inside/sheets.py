"""XLSX, ODS and CSV: sheets, rows and cells. Nothing in them is worked out; formulas give what was last saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from paripurna.platform.files.reading.inside.bounds import clean, gather
from paripurna.platform.files.reading.inside.plain import decode, read_head
from paripurna.platform.files.reading.types import MAX_CELLS, Cell, TablePart, Text, TextPage, Trouble, Unread

MAX_COLUMNS = 200
MAX_CELL = 32_767  # characters, as Excel
MAX_ROWS = 50_000
LETTERS = 26
LARGEST_WHOLE = 1e15  # above it a float no longer holds every whole number
MIDNIGHT = time()

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rectangle of a sheet, and where it begins (counted from 0)."""

    name: str
    row: int
    column: int
    rows: tuple[Row, ...]


def read_text(file: Path, *, is_csv: bool) -> Text:
    """This function will return the sheets with their cells."""
    with _opened(file, is_csv=is_csv) as (names, sheet_at):
        sheets = map(sheet_at, range(len(names)))
        return gather((_page(number, sheet) for number, sheet in enumerate(sheets, start=1)), len(names))


def read_table(file: Path, sheet: int, start: int, count: int, *, is_csv: bool) -> TablePart:
    """This function will return `count` rows of a sheet from row `start` (counted from 0) of the filled rectangle."""
    with _opened(file, is_csv=is_csv) as (names, sheet_at):
        if not 0 <= sheet < len(names):
            raise Unread(Trouble.NO_PAGE)
        found = sheet_at(sheet)
    return TablePart(
        sheets=tuple(names),
        sheet=sheet,
        first_row=found.row + start + 1,
        first_column=found.column + 1,
        rows=found.rows[start : start + count],
        row_count=len(found.rows),
        column_count=max(map(len, found.rows), default=0),
    )


@contextmanager
def _opened(file: Path, *, is_csv: bool) -> Iterator[tuple[list[str], Callable[[int], Sheet]]]:
    if is_csv:
        yield [""], lambda _index: _csv(file)
        return
    try:
        with CalamineWorkbook.from_path(file) as workbook:
            yield workbook.sheet_names, lambda index: _sheet(workbook.get_sheet_by_index(index))
    except (CalamineError, OSError) as error:
        raise Unread(Trouble.BROKEN) from error


def _sheet(found: CalamineSheet) -> Sheet:
    row, column = found.start or (0, 0)
    rows = found.to_python(skip_empty_area=True, nrows=MAX_ROWS)
    return Sheet(found.name, row, column, tuple(tuple(map(said, line[:MAX_COLUMNS])) for line in rows))


def _csv(file: Path) -> Sheet:
    head, is_whole = read_head(file)
    text = decode(head, is_whole=is_whole)
    csv.field_size_limit(len(text) + 1)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = tuple(tuple(map(said, line[:MAX_COLUMNS])) for line in islice(lines, MAX_ROWS))
    return Sheet("", 0, 0, rows)


def _delimiter(text: str) -> str:
    """What separates best in the first lines; Indonesian spreadsheets write semicolons."""
    lines = text[:20_000].splitlines()[:20]
    return max(";\t,|", key=lambda mark: sum(line.count(mark) for line in lines))


def said(value: object) -> str:
    """This function will return a cell as a person reads it: whole numbers without `.0`, dates as 2025-03-12."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == MIDNIGHT:
        return value.date().isoformat()
    return clean(str(value))[:MAX_CELL]


def reference_of(row: int, column: int) -> str:
    """This function will return `C12` for row 11 and column 2, both counted from 0."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _page(number: int, sheet: Sheet) -> TextPage:
    lines = ("\t".join(row).rstrip() for row in sheet.rows)
    filled = (
        Cell(reference_of(sheet.row + down, sheet.column + right), text)
        for down, row in enumerate(sheet.rows)
        for right, text in enumerate(row)
        if text
    )
    return TextPage(number, clean("\n".join(filter(None, lines))), sheet.name, tuple(islice(filled, MAX_CELLS + 1)))
