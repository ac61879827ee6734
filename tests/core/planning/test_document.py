"""docs/methods/planning.md is tested like code: its worked numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np

from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning import get_budget_calendar
from paripurna.core.planning.outline import Outline
from paripurna.core.planning.sums import weigh_tail

DOCUMENT = (Path(__file__).parents[3] / "docs" / "methods" / "planning.md").read_text(encoding="utf-8")
MONTHS = {1: "January", 3: "March", 6: "June", 8: "August", 10: "October"}


def test_works_the_chance_of_two_halves_out() -> None:
    chance = weigh_tail(np.array([[0.5, 0.5]]), np.array([[0.2, 0.3, 0.5]]), 2, np.ones(1))

    assert f"P(A + B ≥ 2) = 0.5 × 0.5 + 0.5 × 0.8 = {chance:.2f}." in DOCUMENT


def test_works_the_normal_chance_out() -> None:
    outline = Outline(np.array([870.0, 910.0]), np.array([18.0, 12.0]) ** 2, np.ones(2))

    alone = [outline.find_chance(900, np.eye(2)[k]) for k in (0, 1)]
    chance = outline.find_chance(900, np.array([0.4, 0.6]))

    assert f"P = 0.4 × {alone[0]:.4f} + 0.6 × {alone[1]:.4f} = {chance:.4f}." in DOCUMENT


def test_tells_the_windows_of_every_source() -> None:
    calendar = get_budget_calendar(get_edition("kla-2024"))

    for source, rule in calendar.sources.items():
        for window in rule.windows:
            known, flows = window.list_dates(2027)
            year = "the next year" if window.years else "the same year"
            assert f"| {source} | {known.day} {MONTHS[known.month]}" in DOCUMENT
            assert f"| {flows.day} {MONTHS[flows.month]} of {year} |" in DOCUMENT
    assert calendar.list_starts("APBD", date(2026, 11, 26), 7) == (4, 5, 6)
    assert "APBD from quarter 4 on" in DOCUMENT
