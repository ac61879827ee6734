"""One cell of a workbook as a number or as text."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.parsing import parse_number
from paripurna.rooms.assessment.exports.plain import FORMULA_STARTS
from paripurna.rooms.assessment.importing.types import Cell


def as_decimal(cell: Cell) -> Decimal:
    """This function will return the cell's number. Raises `BadValue` for a text that is none."""
    if isinstance(cell, Decimal | int) and not isinstance(cell, bool):
        return Decimal(cell)
    return parse_number(str(cell), indonesian=True)


def as_text(cell: Cell) -> str:
    """This function will return the cell as a person reads it; the apostrophe that guards a formula is taken off."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()  # as a spreadsheet shows it
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    text = str(cell).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text  # as our CSV keeps it


def as_number(cell: Cell) -> str:
    """This function will return the number of a question as the edition writes it."""
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip().rstrip(".").replace(",", ".")
