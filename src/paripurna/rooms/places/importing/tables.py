"""The uploaded file as a table: a workbook, a CSV, or the GeoJSON of a map program; and what each of its columns holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paripurna.platform.tables import Cell, Format, Head, Limits, Row, Sheet, Table, TableError, find_head, read_table
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.places.importing.columns import COLUMNS, IGNORED, SHAPE

LIMITS = Limits(rows=30_000, columns=100)
SAMPLES = 20  # rows in which a value to show is looked for


@dataclass(frozen=True)
class List:
    """The rows below the head of a table. `mapping` names for each column what it holds."""

    heads: tuple[str, ...]
    mapping: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def samples(self) -> tuple[str, ...]:
        """The first value of each column, to know it by."""
        return tuple(self._find_sample(index) for index in range(len(self.heads)))

    def _find_sample(self, index: int) -> str:
        return next((text[:60] for row in self.rows[:SAMPLES] if (text := text_of(row.cell(index)))), "")


def read_content(content: bytes) -> Table:
    """This function will read an uploaded file as a table. Raises `TableError`."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _read_geojson(content)
    return read_table(content, LIMITS)


def find_list(table: Table, mapping: Sequence[str] = ()) -> List | None:
    """This function will return the rows of the sheet whose head names the most columns, or None where nothing is below a head.

    A head of which nothing is known is the first row that is as wide as the widest: people say what its columns hold.
    """
    wanted = {one.name: one.words for one in COLUMNS}
    sheets = [sheet for sheet in table.sheets if sheet.visible and sheet.rows]
    found = [find_head(sheet, wanted) or Head(sheet, _find_widest(sheet), {}) for sheet in sheets]
    head = max(found, key=lambda one: len(one.columns), default=None)
    if head is None or not head.body:
        return None
    width = len(head.row.cells)
    named = {index: name for name, index in head.columns.items()}
    guessed = tuple(named.get(index, IGNORED) for index in range(width))
    return List(tuple(map(text_of, head.row.cells)), tuple(mapping) if len(mapping) == width else guessed, head.body)


def _find_widest(sheet: Sheet) -> Row:
    return max(sheet.rows[:SAMPLES], key=lambda row: sum(cell is not None for cell in row.cells))


def _read_geojson(content: bytes) -> Table:
    """Each feature is a row: its properties are columns, its geometry is one more."""
    try:
        features = [one for one in json.loads(content)["features"] if isinstance(one, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TableError("NOT_A_WORKBOOK") from error
    if len(features) >= LIMITS.rows:
        raise TableError("TOO_MANY_ROWS", sheet="GeoJSON", found=len(features), limit=LIMITS.rows)
    said: list[Mapping[str, Any]] = [one.get("properties") or {} for one in features]
    heads = list(dict.fromkeys(name for one in said for name in one))[: LIMITS.columns - 1]
    body = [
        Row(
            number,
            (*(_cell(one.get(name)) for name in heads), json.dumps(shape) if (shape := each.get("geometry")) else None),
        )
        for number, (one, each) in enumerate(zip(said, features, strict=True), start=1)
    ]
    rows = (Row(0, (*heads, SHAPE)), *body)
    return Table(Format.CSV, (Sheet("GeoJSON", rows),))


def _cell(value: Any) -> Cell:
    if isinstance(value, bool) or value is None:
        return value
    return Decimal(str(value)) if isinstance(value, int | float) else str(value)
