"""The rows behind the facts of a question, as a table in words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.platform.facts.queries import list_rows
from paripurna.platform.facts.types import Cell, FactColumn, FactRow, FactTable
from paripurna.platform.ui.formats import format_date_short, format_number
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.live.answers import scope_of
from paripurna.rooms.sheets.live.binding import BoundQuestion, find_bound
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.typed import current_language


@dataclass(frozen=True, slots=True)
class RowLine:
    cells: tuple[tuple[FactColumn, str], ...]
    values: tuple[Cell, ...]
    href: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class RowsPart:
    """The rows behind one fact of the question."""

    part: str
    columns: tuple[FactColumn, ...]
    rows: tuple[RowLine, ...]
    starts_on: date
    ends_on: date
    digest: str  # of the rows, without persons


@dataclass(frozen=True, slots=True)
class FactRowsPage:
    question: Question
    label: str
    source: str
    sentence: str
    parts: tuple[RowsPart, ...]

    @property
    def row_count(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @property
    def is_example(self) -> bool:
        return any(row.is_example for part in self.parts for row in part.rows)

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all parts: another one, other rows."""
        return hashlib.sha256("".join(f"{part.part}:{part.digest};" for part in self.parts).encode()).hexdigest()


def find_fact_rows(sheet: Sheet, number: str, *, may_see_people: bool, on: date) -> FactRowsPage | None:
    """This function will return the rows behind the facts of a question, or None where no register answers it."""
    bound = find_bound(get_edition(sheet.edition.hash), number)
    if bound is None:
        return None
    parts = (_read_part(sheet, bound, part, may_see_people=may_see_people, on=on) for part in bound.asked)
    label = bound.question.label.in_language(current_language())
    return FactRowsPage(bound.question, label, str(bound.source.label), str(bound.source.sentence), tuple(parts))


def say_cell(column: FactColumn, cell: Cell) -> str:
    """This function will write a cell as people of this language write it."""
    if cell is None:
        return ""
    if column.is_year:
        return str(cell)
    if isinstance(cell, date):
        return format_date_short(cell, current_language())
    return format_number(Decimal(cell), current_language()) if isinstance(cell, int | Decimal) else cell


def _read_part(sheet: Sheet, bound: BoundQuestion, part: str, *, may_see_people: bool, on: date) -> RowsPart:
    asked = bound.asked[part]
    scope = scope_of(sheet, on=on).shift(-asked.years)
    table = list_rows(scope, asked.request, may_see_people=may_see_people)
    rows = tuple(_build_line(table, row) for row in table.rows)
    return RowsPart(part, table.columns, rows, scope.starts_on, scope.ends_on, table.digest)


def _build_line(table: FactTable, row: FactRow) -> RowLine:
    cells = tuple((column, say_cell(column, cell)) for column, cell in zip(table.columns, row.cells, strict=True))
    return RowLine(cells, row.cells, row.href, row.is_example)
