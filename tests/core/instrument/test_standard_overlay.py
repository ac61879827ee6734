"""How a place comes to meet a standard."""

from __future__ import annotations

from datetime import date

import pytest

from paripurna.core.instrument.shelf import get_edition
from paripurna.core.instrument.standard_overlay import Issuer, StandardStep, StepKind, get_standard_overlay
from paripurna.core.instrument.text import Standing


@pytest.mark.parametrize(
    ("issued_on", "years", "last_day"),
    [
        (date(2026, 3, 1), 2, date(2028, 2, 29)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2026, 11, 26), None, None),
    ],
)
def test_holds_to_the_day_before_its_anniversary(issued_on, years, last_day):
    step = StandardStep(kind=StepKind.DECREE, issuers=(Issuer.CITY,), years=years, standing=Standing.LOCAL)

    assert step.find_last_day(issued_on) == last_day


def test_says_who_may_standardize():
    overlay = get_standard_overlay(get_edition("sra-2021"))

    assert overlay.find_step(StepKind.STANDARDIZED).issuers == (Issuer.MINISTRY,)


def test_is_empty_for_what_is_no_facility_standard():
    overlay = get_standard_overlay(get_edition("kla-2024"))

    assert (overlay.steps, overlay.find_step(StepKind.DECREE)) == ((), None)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "steps: [{kind: DECREE, issuers: [CITY], standing: LOCAL}, {kind: DECLARED, issuers: [PLACE], standing: LOCAL}]",
            "DECLARED after DECREE",
        ),
        ("steps: [{kind: DECREE, issuers: [], standing: LOCAL}]", "issuers"),
        ("steps: [{kind: DECREE, issuers: [CITY], standing: LOCAL, source: S1+S9}]", "no source S9"),
        ("source: S8", "no source S8"),
        (
            "levels: [{code: a, label: A, mandatory_points: 139, adds: {'9.9': 5}, standing: LOCAL}]",
            "no question 9.9",
        ),
        ("levels: [{code: a, label: A, mandatory_points: 135, standing: LOCAL}]", "demands 135, its questions 134"),
    ],
)
def test_refuses_what_does_not_fit(tmp_path, text, word):
    folder = tmp_path / "sra-2021"
    folder.mkdir()
    (folder / "standard.yaml").write_text(f"edition: sra-2021\n{text}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=word):
        get_standard_overlay(get_edition("sra-2021"), tmp_path)
