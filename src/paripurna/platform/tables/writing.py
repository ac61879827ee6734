"""A plain table as a file: CSV that spreadsheets read, or a workbook. A text stays a text, even if it looks like a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

Value = str | int | float
Rows = Sequence[Sequence[Value]]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Rows, _title: str = "") -> bytes:
    """This function will return the rows as CSV, with a mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_workbook(rows: Rows, title: str) -> bytes:
    """This function will return the rows as a workbook of one sheet, its head and first column fixed."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: object, value: Value) -> object:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _harmless(cell: Value) -> Value:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[Callable[[Rows, str], bytes], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_workbook, XLSX),
}
