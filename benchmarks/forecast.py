"""How fast and how exact the forecast is: `python benchmarks/forecast.py [edition]`. Prints figures, asserts nothing.

The claims are invented by seed: half to all of each maximum in hundredths, any proof, so that the grid is the finest there is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from paripurna.core.forecast import (
    CheckState,
    Claim,
    ProofLevel,
    build_distribution,
    chance_above,
    forecast,
    get_forecast_model,
    list_check_worths,
)
from paripurna.core.forecast.distribution import Distribution
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import get_edition

DRAWS = 1_000_000
TARGETS = (30_000, 45_000, 55_000, 65_000)  # hundredths of points


def main(reference: str = "kla-2024") -> None:
    """Time a forecast, a what-if and the worth of every check, and hold the distribution against a million draws."""
    edition = get_edition(reference)
    claims, model = invent_claims(edition), get_forecast_model(edition)
    model.fit()
    changed = [
        replace(claim, proof=ProofLevel.CHECKED) if position % 9 == 0 else claim
        for position, claim in enumerate(claims)
    ]
    show("forecast, every figure of it", 1.0, lambda: forecast(edition, claims, model=model))
    show("what-if: the chance of one target", 0.3, lambda: find_chance(edition, changed))
    show(
        "worth of every check",
        None,
        lambda: list_check_worths(edition, claims, target=Decimal(650), model=model),
        runs=3,
    )
    distribution = build_distribution(edition, claims, model=model)
    totals = draw_totals(distribution, DRAWS)
    for target in TARGETS:
        exact, drawn = chance_above(distribution.total, distribution.step, target), float((totals > target).mean())
        errors = abs(drawn - exact) / np.sqrt(exact * (1 - exact) / DRAWS)
        print(
            f"more than {target / 100:6.2f}: exact {exact:.6f}   drawn {drawn:.6f}   {errors:.1f} standard errors (limit 3)"
        )


def invent_claims(edition: Edition, seed: int = 2024) -> list[Claim]:
    """Claims of an invented city."""
    chance, proofs, checks = np.random.default_rng(seed), list(ProofLevel), list(CheckState)
    return [
        Claim(
            question.number,
            (question.max_points * Decimal(int(chance.integers(50, 101))) / 100).quantize(Decimal("0.01")),
            proofs[chance.integers(4)],
            checks[chance.integers(3)],
            has_fact=bool(chance.integers(2)),
        )
        for question in edition.questions
    ]


def find_chance(edition: Edition, claims: list[Claim]) -> float:
    """What somebody who moves a slider waits for."""
    distribution = build_distribution(edition, claims, model=get_forecast_model(edition))
    return chance_above(distribution.total, distribution.step, TARGETS[-1])


def draw_totals(distribution: Distribution, draws: int, seed: int = 7) -> NDArray[np.int64]:
    """Totals in hundredths, drawn question by question and capped by indicator: what the exact distribution must agree with."""
    chance = np.random.default_rng(seed)
    rows = chance.choice(len(distribution.weights), size=draws, p=distribution.weights)
    return np.concatenate(
        [
            _draw(distribution, int(row), int(count), chance)
            for row, count in zip(*np.unique(rows, return_counts=True), strict=True)
        ]
    )


def _draw(distribution: Distribution, row: int, count: int, chance: np.random.Generator) -> NDArray[np.int64]:
    totals = np.zeros(count, dtype=np.int64)
    for part in distribution.compiled.indicators:
        won = np.zeros(count, dtype=np.int64)
        for outcome in distribution.outcomes[part.start : part.stop]:
            bounds = np.cumsum(outcome.chances[row])[:2]
            won += np.array(outcome.points)[np.searchsorted(bounds, chance.random(count))]
        totals += np.minimum(won, part.max_hundredths)
    return totals


def show(what: str, limit: float | None, run: Callable[[], object], runs: int = 9) -> None:
    """One line: the median, the best, the limit."""
    seconds = []
    for _ in range(runs):
        started = perf_counter()
        run()
        seconds.append(perf_counter() - started)
    asked = "" if limit is None else f"   limit {limit:.1f} s  {'ok' if median(seconds) <= limit else 'TOO SLOW'}"
    print(f"{what:36} median {median(seconds):6.3f} s   best {min(seconds):6.3f} s{asked}")


if __name__ == "__main__":
    main(*sys.argv[1:])
