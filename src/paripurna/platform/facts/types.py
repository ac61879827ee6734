"""A fact: what a register knows today of a city and a period, with the rows behind it.

Nothing here knows a room. A register describes its facts as a `FactSource` and registers it at start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from paripurna.platform.access.classes import INTERNAL, FieldClass

SHOWN_TO_ALL = frozenset({FieldClass.PUBLIC, FieldClass.INTERNAL})
Cell = str | int | Decimal | date | None


class UnknownSource(LookupError):
    """No register offers a source of this name."""


class FactParams(BaseModel):
    """What a source may be asked for: frozen, so that a question's wish can be kept and compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class FactScope:
    """Of which city and period. `today` is handed in by the door: what is valid "now" depends on it.

    `region` is the code of one kelurahan or kecamatan, for its own checklist; empty for the whole city. A source that
    cannot tell a part of a city knows nothing of it.
    """

    city_id: int
    starts_on: date
    ends_on: date
    today: date
    region: str = ""

    def shift(self, years: int) -> FactScope:
        """This function will return the same period so many years later; the day of a leap year becomes the 28th."""
        return replace(self, starts_on=_shift(self.starts_on, years), ends_on=_shift(self.ends_on, years))


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` is a count, a share from 0 to 1, or a figure; None when nothing is known, which is not zero.

    A share carries its numerator and denominator. `code` names the strongest row where a register ranks its rows.
    `rows` are given by sources that answer a matrix: the cells by column of the table, as text, without persons.
    `is_example` is set when any row behind it is an example of the demo.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    row_count: int = 0
    as_of: datetime | None = None  # the last change of a row behind it
    is_example: bool = False
    note: str | Promise = ""
    code: str = ""
    origin: str = ""  # who counted, where the register names it
    owner: str = ""  # code of the agency that keeps the rows, where one does
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def is_known(self) -> bool:
        return self.value is not None


NOTHING_KNOWN = Fact()


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of the rows behind a fact. PERSONAL ones are dropped for who may not see people."""

    code: str
    label: str | Promise
    field_class: FieldClass = INTERNAL
    numeric: bool = False
    is_year: bool = False  # 2025, never 2.025


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of a register; `cells` stand in the order of the table's columns, `href` opens it."""

    cells: tuple[Cell, ...]
    href: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class FactTable:
    """The rows behind one fact, in an order that does not change by itself."""

    columns: tuple[FactColumn, ...]
    rows: tuple[FactRow, ...]

    def without_people(self) -> FactTable:
        """This function will return the table without columns that tell something of a person."""
        kept = [index for index, column in enumerate(self.columns) if column.field_class in SHOWN_TO_ALL]
        rows = (replace(row, cells=tuple(row.cells[index] for index in kept)) for row in self.rows)
        return FactTable(tuple(self.columns[index] for index in kept), tuple(rows))

    @property
    def digest(self) -> str:
        """SHA-256 over the cells that tell of nobody, whatever the order of the rows: another digest, another table."""
        bare = self.without_people()
        content = [
            [column.code for column in bare.columns],
            *sorted([str(cell) for cell in row.cells] for row in bare.rows),
        ]
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


Compute = Callable[[FactScope, Sequence[Any]], Sequence[Fact]]
ListRows = Callable[[FactScope, Any], FactTable]


@dataclass(frozen=True, slots=True)
class FactSource:
    """A kind of fact that a register offers.

    `compute` takes all wishes of a page at once and answers them in their order with a number of queries that does not
    depend on how many there are. `group` names what must change for the facts to change: every write of a register
    says `actions.mark_changed(city_id=…, group=…)` in its transaction.
    """

    name: str  # registers.trained_staff
    group: str  # registers.trainings
    label: str | Promise
    sentence: str | Promise  # what is counted, for the page and the reference
    params: type[FactParams]
    compute: Compute
    list_rows: ListRows


@dataclass(frozen=True, slots=True)
class FactRequest:
    """One wish: a source and its parameters."""

    source: str
    params: FactParams


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
