"""Editions made by hand for tests of scoring: small, and never the national one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from paripurna.core.instrument.model import Combination, Edition, Grade, Indicator, Question, Strand
from paripurna.core.instrument.rules import FreeRule, RuleBase
from paripurna.core.instrument.text import Standing


def D(text: str | int) -> Decimal:  # noqa: N802 — as short as a number
    return Decimal(text)


def build_question(number: str, rule: RuleBase | None = None, max_points: str | int = 10, **more: Any) -> Question:
    return Question(number=number, label=f"Soal {number}", max_points=D(max_points), rule=rule or FreeRule(), **more)


def build_indicator(number: str, *questions: Question, max_points: str | int | None = None, **more: Any) -> Indicator:
    reachable = sum((question.max_points for question in questions), D(0))
    maximum = reachable if max_points is None else D(max_points)
    return Indicator(number=number, label=f"Indikator {number}", max_points=maximum, questions=questions, **more)


def build_strand(code: str, *indicators: Indicator, max_points: str | int | None = None, **more: Any) -> Strand:
    reachable = sum((indicator.max_points for indicator in indicators), D(0))
    maximum = reachable if max_points is None else D(max_points)
    return Strand(code=code, label=f"Bagian {code}", max_points=maximum, indicators=indicators, **more)


def build_edition(*strands: Strand, max_points: str | int | None = None, **more: Any) -> Edition:
    reachable = sum((strand.max_points for strand in strands), D(0))
    return Edition(
        **{
            "id": "uji",
            "version": "1",
            "title": "Edisi uji",
            "subject_kind": "city",
            "standing": Standing.OFFICIAL,
            "max_points": reachable if max_points is None else D(max_points),
            "combination": Combination.SUM,
            "grades": KLA_GRADES,
            "strands": strands,
            **more,
        }
    )


def build_single(*questions: Question, **more: Any) -> Edition:
    """One strand, one indicator, these questions."""
    return build_edition(build_strand("A", build_indicator("1", *questions)), **more)


def _grade(code: str, low: int, high: int, **more: Any) -> Grade:
    return Grade(code=code, label=code.title(), low=D(low), high=D(high), **more)


KLA_GRADES = (
    _grade("none", 0, 500, low_included=True, high_included=False, awarded=False),
    _grade("pratama", 500, 600, low_included=True),
    _grade("madya", 600, 700),
    _grade("nindya", 700, 800),
    _grade("utama", 800, 900),
    _grade("kla", 900, 1000),
)
