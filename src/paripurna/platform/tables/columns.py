"""Finding the head of a table: the row and the columns that carry the wanted names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from paripurna.platform.tables.types import Cell, Row, Sheet

_LOOKED_AT = 40  # rows: titles and notes may stand above the head


@dataclass(frozen=True, slots=True)
class Head:
    """The row of a head, and for each wanted name its column."""

    sheet: Sheet
    row: Row
    columns: Mapping[str, int]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the head."""
        return tuple(row for row in self.sheet.rows if row.number > self.row.number)


def find_head(sheet: Sheet, wanted: Mapping[str, Iterable[str]]) -> Head | None:
    """This function will return the first row that names the most wanted columns, or None where no row names any.

    `wanted` maps a name to the words that may head its column, in any case; the earlier word wins.
    """
    heads = [Head(sheet, row, _match(row, wanted)) for row in sheet.rows[:_LOOKED_AT]]
    best = max(heads, key=lambda head: len(head.columns), default=None)
    return best if best is not None and best.columns else None


def find_best_head(sheets: Iterable[Sheet], wanted: Mapping[str, Iterable[str]]) -> Head | None:
    """This function will return the head, of any sheet that is shown, that names the most wanted columns."""
    heads = [head for sheet in sheets if sheet.visible and (head := find_head(sheet, wanted))]
    return max(heads, key=lambda head: len(head.columns), default=None)


def _match(row: Row, wanted: Mapping[str, Iterable[str]]) -> dict[str, int]:
    words = [_fold(cell) for cell in row.cells]
    found: dict[str, int] = {}
    for name, spellings in wanted.items():
        column = next((words.index(word) for word in map(_fold, spellings) if word in words), None)
        if column is not None and column not in found.values():
            found[name] = column
    return found


def _fold(cell: Cell) -> str:
    return " ".join(str(cell).casefold().replace(".", " ").split()) if cell is not None else ""
