"""Linear scores of a plan: what each effect is worth for the chance, near the plan that is looked at; and what must hold of any plan.

All in points. The score stands in for the chance in the programme; the exact chance decides, and the need is moved until it agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from paripurna.core.forecast.grid import Row, Rows
from paripurna.core.planning.outcomes import Stakes

NORMAL = NormalDist()
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85)  # of the confidence, for the bounds


@dataclass(frozen=True, slots=True)
class Line:
    """`scores`, one an effect, and what they must add up to."""

    scores: Row
    need: float


def measure(stakes: Stakes, effects: list[int]) -> tuple[Row, Row]:
    """This function will return mean and variance of the total at each strictness, in points, with these effects counted on."""
    means, variances = _add(stakes)
    return (
        stakes.base_means.sum(axis=0) / 100 + means[effects].sum(axis=0),
        stakes.base_variances.sum(axis=0) / 10_000 + variances[effects].sum(axis=0),
    )


def draw_line(stakes: Stakes, effects: list[int], aim: float) -> Line:
    """This function will draw the tangent to the (normal) chance where it would be `aim` if all means moved alike."""
    mean, variance = measure(stakes, effects)
    deviation = np.sqrt(np.maximum(variance, 1e-9))
    target = _target(stakes)
    shift = _find_shift(mean - target, deviation, stakes.weights, aim)
    at = (mean + shift - target) / deviation
    slopes = stakes.weights * np.exp(-(at**2) / 2) / deviation
    means, variances = _add(stakes)
    scores = (means @ slopes - variances @ (slopes * at / (2 * deviation))) / slopes.sum()
    return Line(scores, float(scores[effects].sum()) + shift)


def guess_chance(stakes: Stakes, effects: list[int]) -> float:
    """This function will return the chance as a normal total at each strictness has it."""
    mean, variance = measure(stakes, effects)
    return _chance(mean - _target(stakes), np.sqrt(np.maximum(variance, 1e-9)), stakes.weights)


def list_floors(stakes: Stakes) -> Iterator[tuple[str, Line]]:
    """This function will give, for each strand with a floor, the expected points of the effects within it and what they must bring."""
    expected = stakes.worths / 100
    positions = np.array(stakes.questions)
    for part in stakes.compiled.strands:
        floor = stakes.problem.limits.floors.get(part.number)
        if floor is not None:
            first = stakes.compiled.indicators[part.start].start
            last = stakes.compiled.indicators[part.stop - 1].stop
            now = float((stakes.base_means[first:last] @ stakes.weights).sum()) / 100
            inside = np.where((first <= positions) & (positions < last), expected, 0.0)
            yield part.number, Line(inside, float(floor) - now)


def meets_floors(stakes: Stakes, effects: list[int]) -> bool:
    """This function will say whether every strand is expected to reach its floor with these effects relied on."""
    return all(float(line.scores[effects].sum()) >= line.need - 1e-9 for _, line in list_floors(stakes))


def list_necessities(stakes: Stakes, effects: list[int]) -> Iterator[Line]:
    """This function will give what holds for every plan with the confidence, tightest near the plan with these effects.

    At the strictness that leaves (confidence − β) ÷ (1 − β) of the weight to the more lenient, the chance is at least β; there
    Cantelli's inequality asks mean + √((1 − β) ÷ β) × deviation ≥ target, and the deviation lies below its tangent in the
    variance, which is bounded by Efron and Stein's inequality in the moves. docs/methods/planning.md proves it.
    """
    confidence, (_, variance) = stakes.problem.confidence, measure(stakes, effects)
    means, variances = _bound_moments(stakes)
    floor, spread = stakes.base_means.sum(axis=0) / 100, stakes.base_variances.sum(axis=0) / 10_000
    lenient = np.cumsum(stakes.weights[::-1])[::-1]  # the weight of a strictness and all more lenient ones
    for share in SHARES:
        beta = share * confidence
        left = (confidence - beta) / (1 - beta)
        k = int(np.flatnonzero(lenient >= left - 1e-12)[-1])
        tangent = np.sqrt(variance[k] + 1e-9)
        factor = np.sqrt((1 - beta) / beta)
        fixed = floor[k] + factor * (spread[k] + tangent**2) / (2 * tangent)
        yield Line(means[:, k] + factor * variances[:, k] / (2 * tangent), _target(stakes, upward=True) - float(fixed))


def _add(stakes: Stakes) -> tuple[Rows, Rows]:
    """What each effect, counted on, adds to mean and variance: effects × strictnesses, in points."""
    chance = np.array(stakes.chances)[:, None]
    variances = chance * (stakes.variances - _base_variances(stakes)) + chance * (1 - chance) * stakes.gains**2
    return chance * stakes.gains / 100, variances / 10_000


def _bound_moments(stakes: Stakes) -> tuple[Rows, Rows]:
    """What each effect that is relied on adds to the mean, and the most that it may add to the variance."""
    chance, gains = np.array(stakes.chances)[:, None], stakes.gains / 100
    variances = chance * (stakes.variances - _base_variances(stakes)) / 10_000
    upward = np.maximum(gains, 0.0)
    moves = stakes.problem.move_by_code
    for code, touched in stakes.effects_by_move.items():
        there, spread = list(touched), moves[code].chance * (1 - moves[code].chance)
        variances[there] += spread * upward[there] * upward[there].sum(axis=0)
    return chance * gains, variances


def _base_variances(stakes: Stakes) -> Rows:
    """The variance today of the question of each effect."""
    return stakes.base_variances[np.array(stakes.questions, dtype=np.intp)]


def _target(stakes: Stakes, *, upward: bool = False) -> float:
    """The target in points: half a step below the first total that exceeds it, or that total itself."""
    return (stakes.target if upward else stakes.target - stakes.step / 2) / 100


def _find_shift(above: Row, deviation: Row, weights: Row, aim: float) -> float:
    low, high = -2_000.0, 2_000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _chance(above + middle, deviation, weights) < aim else (low, middle)
    return high


def _chance(above: Row, deviation: Row, weights: Row) -> float:
    return float(sum(w * NORMAL.cdf(a / d) for w, a, d in zip(weights, above, deviation, strict=True)))
