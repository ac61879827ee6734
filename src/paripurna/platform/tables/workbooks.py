"""Workbooks (.xlsx, .xlsm), read by calamine: fast, and nothing inside them is run."""

from __future__ import annotations

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from paripurna.platform.tables.archives import survey_workbook
from paripurna.platform.tables.types import Cell, Format, Limits, Row, Sheet, Table, TableError, name_column


def read_workbook(data: bytes, limits: Limits) -> Table:
    """This function will read every worksheet of a workbook. Raises `TableError`."""
    survey = survey_workbook(data, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = {about.name: about.visible == SheetVisibleEnum.Visible for about in book.sheets_metadata}
        names = [about.name for about in book.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
        sheets = tuple(_read_sheet(book.get_sheet_by_name(name), visible=shown[name]) for name in names)
    except CalamineError as error:
        raise TableError("DAMAGED") from error
    return Table(Format.WORKBOOK, sheets, survey.formula_count, survey.unsaved_formula_count, survey.error_count)


def _read_sheet(sheet: CalamineSheet, *, visible: bool) -> Sheet:
    rows = sheet.to_python(skip_empty_area=False)
    cells = (Row(number, tuple(map(_as_cell, row))) for number, row in enumerate(rows, start=1))
    filled = tuple(row for row in cells if any(cell is not None for cell in row.cells))
    return Sheet(sheet.name, filled, tuple(_name_ranges(sheet.merged_cell_ranges or ())), visible)


def _as_cell(value: object) -> Cell:
    """Numbers as `Decimal` with the fifteen digits that a spreadsheet shows; an empty cell as None."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(f"{value:.15g}")
    if isinstance(value, str):
        return value.strip() or None
    return cast(Cell, value)


def _name_ranges(ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> Iterable[str]:
    for (top, left), (bottom, right) in ranges:
        yield f"{name_column(left)}{top + 1}:{name_column(right)}{bottom + 1}"
