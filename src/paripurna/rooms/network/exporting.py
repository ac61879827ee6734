"""The list of agencies as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from paripurna.rooms.network.pages import AgencyLine

Table = list[list[str | int | float]]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def build_table(lines: Iterable[AgencyLine]) -> Table:
    """This function will lay the list out with its headers; the first five columns can be imported again."""
    head: list[str | int | float] = ["kode", "singkatan", "nama", "jenis", "tugas"]
    head += [_("Roles"), _("People"), _("Questions"), _("Leads"), _("Points"), _("Points shared")]
    return [head, *(_cells(line) for line in lines)]


def _cells(line: AgencyLine) -> list[str | int | float]:
    ref, load = line.row.ref, line.load
    texts: list[str | int | float] = [ref.code, ref.abbreviation, ref.name, str(ref.kind.label), line.row.tasks]
    counts = [line.row.member_count, load.questions, load.led, float(load.points), round(float(load.shared_points), 2)]
    return [*texts, ", ".join(line.row.roles), *counts]


def write_csv(table: Table) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in table)
    return text.getvalue().encode("utf-8-sig")  # so that spreadsheets read it as UTF-8


def write_workbook(table: Table) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Agencies"))
    sheet.freeze_panes = "B2"
    for row in table:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text_cell(sheet: object, value: str | int | float) -> object:
    """A text stays a text, even if it looks like a formula."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _harmless(cell: str | int | float) -> str | int | float:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_workbook, XLSX),
}
