"""A plan in outline: the mean and the spread of its total at each strictness, and how probably nothing mandatory is missing.

A normal total stands in for the true one while plans are looked for; the exact chance decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from paripurna.core.forecast.grid import Row, Rows
from paripurna.core.planning.outcomes import Stakes, reach

SOFT = 0.05  # no gate is taken for quite shut and nothing mandatory for quite missing: one must see what is behind


@dataclass(frozen=True, slots=True)
class Outline:
    """A number for each strictness; points, not hundredths."""

    mean: Row
    variance: Row
    passing: Row

    @property
    def deviation(self) -> Row:
        return np.asarray(np.sqrt(np.maximum(self.variance, 1e-9)))

    def find_chance(self, target: float, weights: Row) -> float:
        """This function will return the chance of more than the target as a normal total has it."""
        return float((weights * self.passing) @ rise((self.mean - target) / self.deviation))


def rise(values: Row) -> Row:
    """This function will return the normal distribution function of each value."""
    return np.array([(1 + erf(value / sqrt(2))) / 2 for value in values])


def measure(stakes: Stakes, effects: Sequence[int]) -> Outline:
    """This function will draw the outline with these effects counted on, at most one a question."""
    if not stakes.is_plain:
        return _Knotted(stakes, {stakes.questions[effect]: effect for effect in effects}).measure()
    means, variances = add_moments(stakes)
    there = list(effects)
    return Outline(
        stakes.base_means.sum(axis=0) / 100 + means[there].sum(axis=0),
        stakes.base_variances.sum(axis=0) / 10_000 + variances[there].sum(axis=0),
        np.ones(len(stakes.weights)),
    )


def add_moments(stakes: Stakes) -> tuple[Rows, Rows]:
    """This function will return what each effect, counted on, adds to mean and variance: effects × strictnesses, in points."""
    chance = np.array(stakes.chances)[:, None]
    variances = chance * (stakes.variances - stakes.now_variances) + chance * (1 - chance) * stakes.gains**2
    return chance * stakes.gains / 100, variances / 10_000


def list_knots(stakes: Stakes) -> list[int]:
    """This function will return the questions on which more hangs than their points: before or behind a gate, or mandatory."""
    compiled, knots = stakes.compiled, set(stakes.mandatory) if stakes.problem.whole_rule else set[int]()
    for gate in compiled.gates:
        knots |= {gate.question} if gate.opener is None else {gate.question, gate.opener}
    for position, _ in compiled.mandatory_indicators if stakes.problem.whole_rule else ():
        part = compiled.indicators[position]
        knots.update(range(part.start, part.stop))
    return sorted(knots)


@dataclass(frozen=True)
class _Knotted:
    """Question by question: with gates, and with what is mandatory."""

    stakes: Stakes
    relied: Mapping[int, int]

    def measure(self) -> Outline:
        means, variances = self._list_moments()
        opened = self._open()
        variances = opened * variances + opened * (1 - opened) * means**2
        means = opened * means
        return Outline(means.sum(axis=0), variances.sum(axis=0), self._pass(means, variances, opened))

    def _list_moments(self) -> tuple[Rows, Rows]:
        means, variances = self.stakes.base_means / 100, self.stakes.base_variances / 10_000
        more, spread = add_moments(self.stakes)
        for question, effect in self.relied.items():
            means[question] += more[effect]
            variances[question] += spread[effect]
        return means, variances

    def _open(self) -> Rows:
        """The chance that no gate shuts a question: questions × strictnesses."""
        opened = np.ones_like(self.stakes.base_means)
        for gate in self.stakes.compiled.gates:
            if gate.opener is None:
                opened[gate.question] = 0.0
            else:
                opened[gate.question] = opened[gate.opener] * np.maximum(self._reach(gate.opener, gate.at_least), SOFT)
        return opened

    def _pass(self, means: Rows, variances: Rows, opened: Rows) -> Row:
        passing = np.ones(len(self.stakes.weights))
        if self.stakes.problem.whole_rule:
            for question, least in self.stakes.mandatory.items():
                passing *= np.maximum(opened[question] * self._reach(question, least), SOFT)
            for position, least in self.stakes.compiled.mandatory_indicators:
                part = self.stakes.compiled.indicators[position]
                inside = slice(part.start, part.stop)
                deviation = np.sqrt(np.maximum(variances[inside].sum(axis=0), 1e-9))
                passing *= np.maximum(rise((means[inside].sum(axis=0) - least / 100) / deviation), SOFT)
        return passing

    def _reach(self, question: int, least: int) -> Row:
        now, effect = reach(self.stakes.base[question], least), self.relied.get(question)
        if effect is None:
            return now
        chance = self.stakes.chances[effect]
        return chance * reach(self.stakes.lifted[effect], least) + (1 - chance) * now
