"""Linear scores of a plan: what each effect is worth for the chance, near the plan that is looked at; and what must hold of any plan.

All in points. The score stands in for the chance in the programme; the exact chance decides, and the need is moved until it agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from paripurna.core.forecast.grid import Row, Rows
from paripurna.core.planning.outcomes import Stakes, reach
from paripurna.core.planning.outline import Outline, add_moments, list_knots, measure

HIGHEST = 0.95  # of the chance that more points can bring: something mandatory may still be missing
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85)  # of the confidence, for the bounds


@dataclass(frozen=True, slots=True)
class Line:
    """`scores`, one an effect, and what they must add up to."""

    scores: Row
    need: float


def draw_line(stakes: Stakes, effects: list[int], aim: float) -> Line:
    """This function will draw the tangent to the (normal) chance where it would be `aim` if all means moved alike."""
    outline, target = measure(stakes, effects), _target(stakes)
    within = aim if stakes.is_plain else min(aim, HIGHEST * float(stakes.weights @ outline.passing))
    shift = _find_shift(outline, target, stakes.weights, within)
    deviation = outline.deviation
    at = (outline.mean + shift - target) / deviation
    slopes = stakes.weights * outline.passing * np.exp(-(at**2) / 2) / deviation
    unit = float(slopes.sum()) / sqrt(2 * pi)  # of chance, for a point
    means, variances = add_moments(stakes)
    scores = (means @ slopes - variances @ (slopes * at / (2 * deviation))) / slopes.sum()
    for effect, more in _try_each(stakes, effects, target - shift) if not stakes.is_plain else ():
        scores[effect] = more / unit
    return Line(scores, float(scores[effects].sum()) + shift + (aim - within) / unit)


def _try_each(stakes: Stakes, effects: list[int], target: float) -> Iterator[tuple[int, float]]:
    """For effects on which more hangs than their points: the chance with each of them relied on, less the chance without."""
    others = {stakes.questions[effect]: effect for effect in effects}
    for question in list_knots(stakes):
        rest = [effect for other, effect in others.items() if other != question]
        without = measure(stakes, rest).find_chance(target, stakes.weights)
        for effect in stakes.by_question.get(question, ()):
            yield effect, measure(stakes, [*rest, effect]).find_chance(target, stakes.weights) - without


def guess_chance(stakes: Stakes, effects: list[int]) -> float:
    """This function will return the chance as a normal total at each strictness has it."""
    return measure(stakes, effects).find_chance(_target(stakes), stakes.weights)


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


def list_demands(stakes: Stakes) -> Iterator[tuple[int, Line]]:
    """This function will give, for each mandatory question, what its chance of enough points asks of effects, in hundredths:
    each of them has at least the chance that all of them together must have."""
    for question, least in stakes.mandatory.items() if stakes.problem.whole_rule else ():
        now = float(reach(stakes.base[question], least) @ stakes.weights)
        scores = np.zeros(len(stakes.questions))
        for effect in stakes.by_question.get(question, ()):
            then = float(reach(stakes.lifted[effect], least) @ stakes.weights)
            scores[effect] = 100 * stakes.chances[effect] * (then - now)
        yield question, Line(scores, 100 * (stakes.problem.confidence - now) - 1e-6)


def list_necessities(stakes: Stakes, effects: list[int]) -> Iterator[Line]:
    """This function will give what holds for every plan with the confidence, tightest near the plan with these effects.

    At the strictness that leaves (confidence − β) ÷ (1 − β) of the weight to the more lenient, the chance is at least β; there
    Cantelli's inequality asks mean + √((1 − β) ÷ β) × deviation ≥ target, and the deviation lies below its tangent in the
    variance, which is bounded by Efron and Stein's inequality in the moves. docs/methods/planning.md proves it.
    """
    confidence, variance = stakes.problem.confidence, measure(stakes, effects).variance
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


def _bound_moments(stakes: Stakes) -> tuple[Rows, Rows]:
    """What each effect that is relied on adds to the mean, and the most that it may add to the variance."""
    chance, gains = np.array(stakes.chances)[:, None], stakes.gains / 100
    variances = chance * (stakes.variances - stakes.now_variances) / 10_000
    upward = np.maximum(gains, 0.0)
    moves = stakes.problem.move_by_code
    for code, touched in stakes.effects_by_move.items():
        there, spread = list(touched), moves[code].chance * (1 - moves[code].chance)
        variances[there] += spread * upward[there] * upward[there].sum(axis=0)
    return chance * gains, variances


def _target(stakes: Stakes, *, upward: bool = False) -> float:
    """The target in points: half a step below the first total that exceeds it, or that total itself."""
    return (stakes.target if upward else stakes.target - stakes.step / 2) / 100


def _find_shift(outline: Outline, target: float, weights: Row, aim: float) -> float:
    low, high = -2_000.0, 2_000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if outline.find_chance(target - middle, weights) < aim else (low, middle)
    return high
