"""A register made of plain numbers, for tests that need facts without a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from paripurna.platform.access.classes import PERSONAL
from paripurna.platform.facts.types import (
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)


class ThemeParams(FactParams):
    theme: str


@dataclass
class FakeRegister:
    """Rows of (theme, title, person). Counts how often it is asked."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)

    def compute(self, scope: FactScope, wishes: Sequence[ThemeParams]) -> list[Fact]:
        self.asked.append(len(wishes))
        counts = [sum(row[0] == wish.theme for row in self.rows) for wish in wishes]
        return [Fact(value=Decimal(count), row_count=count) for count in counts]

    def list_rows(self, scope: FactScope, wish: ThemeParams) -> FactTable:
        columns = (FactColumn("title", "Title"), FactColumn("person", "Person", PERSONAL))
        return FactTable(columns, tuple(FactRow(row[1:]) for row in self.rows if row[0] == wish.theme))


def make_source(register: FakeRegister, name: str = "tests.sessions", group: str = "tests.sessions") -> FactSource:
    return FactSource(
        name=name,
        group=group,
        label="Sessions",
        sentence="Sessions on the theme.",
        params=ThemeParams,
        compute=register.compute,
        list_rows=register.list_rows,
    )
