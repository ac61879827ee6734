"""Cells of the workbooks that leave the house: their look, and text that stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from paripurna.rooms.assessment.exports.columns import Cell
from paripurna.rooms.assessment.exports.plain import FORMULA_STARTS

HEAD = PatternFill("solid", fgColor="0B6E69")
HEAD_FONT = Font(color="FFFFFF", bold=True)
PART_FONT = Font(bold=True)
TOP = Alignment(vertical="top", wrap_text=True)
FORBIDDEN_IN_TITLE = re.compile(r"[\\/*?:\[\]]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def append_head(sheet: Any, headings: Sequence[tuple[str, int]]) -> None:
    """This function will write the row of headings, each with its width in characters."""
    for index, (_heading, width) in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_styled(sheet, heading, HEAD_FONT, HEAD) for heading, _width in headings])


def build_cell(sheet: Any, value: Cell) -> Any:
    """This function will return a cell; text that a program could take for a formula is written as text."""
    cell = WriteOnlyCell(sheet, value=CONTROL.sub(" ", value) if isinstance(value, str) else value)
    cell.alignment = TOP
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def build_bold(sheet: Any, text: str) -> Any:
    return _styled(sheet, text, PART_FONT)


def build_title(text: str) -> str:
    """This function will return a name that a sheet may have: at most 31 characters, and none of a few."""
    return FORBIDDEN_IN_TITLE.sub(" ", text)[:31]


def _styled(sheet: Any, text: str, font: Font, fill: PatternFill | None = None) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.alignment = font, TOP
    if fill:
        cell.fill = fill
    return cell
