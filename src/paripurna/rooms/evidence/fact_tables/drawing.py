"""A table of facts as a workbook and as a PDF. All words are Indonesian: the table goes to the ministry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from paripurna.platform.tables.writing import Value, write_workbook
from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_date, format_moment

if TYPE_CHECKING:
    from paripurna.platform.facts.types import Cell
    from paripurna.rooms.sheets.pages.fact_rows import RowsPart
    from paripurna.rooms.sheets.queries import FactRowsPage, Sheet

TEMPLATE = Path(__file__).parent / "table.typ"
EXAMPLE = "CONTOH: sebagian baris dikarang untuk peragaan"
WIDE = 6  # from so many columns on the paper lies on its side


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed the table off, and when by the clock of the city."""

    name: str
    agency: str
    at: datetime


def write_table_workbook(table: FactRowsPage) -> bytes:
    """This function will return the rows as a workbook: a line of what they are, then head and rows of every period."""
    with override("id"):
        rows = [row for part in table.parts for row in _list_rows(part, has_title=len(table.parts) > 1)]
    return write_workbook(rows, f"Matriks {table.question.number}")


def draw_table(sheet: Sheet, table: FactRowsPage, signature: Signature | None) -> bytes:
    """This function will return the rows as a PDF, with who signed them off."""
    return typeset(TEMPLATE, build_content(sheet, table, signature))


def build_content(sheet: Sheet, table: FactRowsPage, signature: Signature | None) -> dict[str, Any]:
    """This function will return everything that the PDF shows, as text."""
    with override("id"):
        parts = [_build_part(part) for part in table.parts]
    return {
        "example": EXAMPLE if table.is_example or sheet.is_example else "",
        "city": sheet.city.name,
        "title": sheet.title,
        "number": table.question.number,
        "label": table.question.label.id,
        "source": table.source,
        "sentence": table.sentence,
        "wide": max((len(part.columns) for part in table.parts), default=0) >= WIDE,
        "parts": parts,
        "signature": _say_signature(signature),
        "digest": table.digest,
    }


def _list_rows(part: RowsPart, *, has_title: bool) -> list[list[Value]]:
    title: list[list[Value]] = [[_say_period(part)]] if has_title else []
    head: list[Value] = [str(column.label) for column in part.columns]
    return [*title, head, *([_as_value(cell) for cell in row.values] for row in part.rows)]


def _build_part(part: RowsPart) -> dict[str, Any]:
    return {
        "period": _say_period(part),
        "columns": [{"label": str(column.label), "numeric": column.numeric} for column in part.columns],
        "rows": [[text for _column, text in row.cells] for row in part.rows],
    }


def _say_period(part: RowsPart) -> str:
    return f"{format_date(part.starts_on)} – {format_date(part.ends_on)}"


def _say_signature(signature: Signature | None) -> str:
    if signature is None:
        return ""
    agency = f", {signature.agency}" if signature.agency else ""
    return f"Diperiksa dan disahkan oleh {signature.name}{agency} pada {format_moment(signature.at)}."


def _as_value(cell: Cell) -> Value:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell
