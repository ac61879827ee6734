"""Beliefs and claims made by hand for tests of the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from paripurna.core.forecast.distribution import Distribution
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.core.scoring import score


def build_model(**more: Any) -> ForecastModel:
    return ForecastModel.model_validate({"edition": "uji", **more})


def claim(number: str, points: str, proof: ProofLevel = ProofLevel.COMPLETE, **more: Any) -> Claim:
    return Claim(number, Decimal(points), proof, **more)


def claim_all(edition: Edition, proof: ProofLevel = ProofLevel.COMPLETE) -> list[Claim]:
    return [Claim(question.number, question.max_points, proof, CheckState.NOT_YET) for question in edition.questions]


def enumerate_totals(edition: Edition, distribution: Distribution) -> dict[tuple[Decimal, bool], float]:
    """Every combination of outcomes, scored by the exact scorer: total and whether something mandatory is missing → chance."""
    chances: dict[tuple[Decimal, bool], float] = {}
    for row, weight in enumerate(distribution.weights):
        for marks, chance in _combine(edition, distribution, row):
            result = score(edition, answers={}, marks=marks)
            key = result.total, bool(result.failed_mandatory)
            chances[key] = chances.get(key, 0.0) + float(weight) * chance
    return chances


def _combine(edition: Edition, distribution: Distribution, row: int) -> Iterator[tuple[dict[str, Decimal], float]]:
    for picked in product(range(3), repeat=len(edition.questions)):
        chance, marks = 1.0, {}
        for question, outcome, column in zip(edition.questions, distribution.outcomes, picked, strict=True):
            chance *= float(outcome.chances[row, column])
            marks[question.number] = Decimal(outcome.points[column]) / 100
        if chance:
            yield marks, chance
