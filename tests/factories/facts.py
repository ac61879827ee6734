"""A register made of plain numbers, for tests that need facts without a room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from paripurna.core.instrument import fact_overlay
from paripurna.core.instrument.fact_overlay import FactOverlay
from paripurna.platform.access.classes import PERSONAL
from paripurna.platform.facts import queries, registry
from paripurna.platform.facts.kept import KeptFacts
from paripurna.platform.facts.types import (
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)

AS_OF = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


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


class SeriesParams(FactParams):
    series: str


@dataclass
class Figures:
    """A register of figures: series → year → fact."""

    facts: dict[tuple[str, int], Fact] = field(default_factory=dict)
    asked: int = 0
    tell: Callable[[], None] = lambda: None  # that the register has changed

    def put(self, series: str, value: object, *, year: int = 2025, **more: Any) -> None:
        known = {"value": Decimal(str(value)), "row_count": 1, "as_of": AS_OF}
        self.facts[series, year] = Fact(**{**known, **more})
        self.tell()

    def compute(self, scope: FactScope, wishes: Sequence[SeriesParams]) -> list[Fact]:
        self.asked += 1
        return [self.facts.get((wish.series, scope.starts_on.year), Fact()) for wish in wishes]

    def list_rows(self, scope: FactScope, wish: SeriesParams) -> FactTable:
        columns = (FactColumn("value", "Value", numeric=True), FactColumn("steward", "Steward", PERSONAL))
        fact = self.facts.get((wish.series, scope.starts_on.year))
        return FactTable(columns, (FactRow((fact.value, "Sari")),) if fact else ())


def _bind(series: str, answer: Any) -> dict[str, Any]:
    return {"source": "tests.figures", "params": {"series": series}, "answer": answer}


# What answers which question of the small edition of `factories.sheets`.
OVERLAY = FactOverlay.model_validate(
    {
        "edition": "uji",
        "bindings": {
            "1.1": _bind("decree", {"give": "codes", "options": {"PERDA": "PERDA"}, "otherwise": "NONE"}),
            "1.2": _bind("x", {"give": "items", "items": [{"item": "a", "params": {"series": "a"}, "at_least": "1"}]}),
            "1.3": _bind("friendly", {"give": "number", "scale": "100"}),
            "1.5": _bind("certificate", "share"),
            "2.1": _bind("marriage", "change"),
            "2.2": _bind("forums", "number"),
            "2.3": _bind("partners", {"give": "rows", "columns": {"partner": "name", "form": "kind"}}),
            "2.4": _bind("innovations", {"give": "mark", "rule": "Lima poin tiap inovasi.", "full_at": "4"}),
        },
        "manual": [{"why": "Belum ada register imunisasi.", "questions": ["1.4"]}],
    }
)


def make_figures_source(figures: Figures) -> FactSource:
    return FactSource(
        name="tests.figures",
        group="tests.figures",
        label="Figures",
        sentence="A figure of the series.",
        params=SeriesParams,
        compute=figures.compute,
        list_rows=figures.list_rows,
    )


def install_figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """This function will make a register of figures answer all but one question of the small edition."""
    figures = Figures(tell=lambda: monkeypatch.setattr(queries, "_kept", KeptFacts()))
    monkeypatch.setattr(registry, "_SOURCES", {"tests.figures": make_figures_source(figures)})
    monkeypatch.setattr(fact_overlay, "_load", lambda *_: OVERLAY)
    return figures
