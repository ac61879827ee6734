"""A roof over numbers of sites: no plan with so many of each class open by each year is worth more than the roof is high there.

What fractions promise is a concave function of the numbers, so one solution in fractions bounds it everywhere: at its own numbers by what
it is worth, elsewhere by the prices of the numbers (Benders). Fractions of numbers promise most, but numbers are few and whole: a small
programme with the slopes as rows finds whole numbers over which the roof still reaches a goal, or tells that there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import inf

import numpy as np
from scipy.sparse import csr_matrix

from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.solver import Found, Look, Programme, Rows
from paripurna.core.siting.types import Floats

SAFE = 1e-9  # of a slope's worth: added to it

Cuts = tuple[tuple[Floats, float], ...]
"""Factors · numbers ≤ limit."""


class Roof:
    """Slopes, each of a worth at no numbers and what every number adds; and numbers that are done with: they, and fewer of everything."""

    def __init__(self, cuts: Cuts) -> None:
        self._cuts, self._slopes, self._done = cuts, list[tuple[float, Floats]](), list[Floats]()

    def lean(self, numbers: Floats, bound: float, steps: Floats) -> None:
        """This function will add the slope that touches the roof at these numbers."""
        self._slopes.append((bound - float(steps @ numbers) + SAFE * abs(bound), steps))

    def finish(self, numbers: Floats) -> None:
        """This function will leave out these numbers, and fewer of everything."""
        self._done.append(numbers)

    def find(self, model: SiteModel, goal: float, top: float, look: Look) -> Found:
        """This function will look for numbers that money buys where the roof reaches the goal: the values; closed where there are none."""
        size, done = len(model.most), len(self._done)
        beyond = [(numbers < model.most).astype(float) for numbers in self._done]
        programme = Programme(
            np.append(1.0, np.zeros((1 + done) * size)),
            np.concatenate([[max(top - goal, 0.0)], model.most, *beyond]),
            [*_buy(model, self._cuts, done), self._lie_below(goal, size), *self._go_beyond(size)],
        )
        programme.make_whole(np.arange(1 + (1 + done) * size) > 0)
        found = programme.solve(look=look, most=1)
        return replace(found, values=np.rint(found.values[1 : 1 + size]))

    def _lie_below(self, goal: float, size: int) -> Rows:
        limits = np.array([limit - goal for limit, _ in self._slopes])
        steps = np.array([steps for _, steps in self._slopes]).reshape(-1, size)
        rest = np.zeros((len(limits), len(self._done) * size))
        return Rows(
            csr_matrix(np.hstack([np.ones((len(limits), 1)), -steps, rest])), np.full(len(limits), -inf), limits
        )

    def _go_beyond(self, size: int) -> Iterator[Rows]:
        """One of the numbers at the least is greater than what is done with."""
        for place, numbers in enumerate(self._done):
            before, after = place * size, (len(self._done) - place - 1) * size
            rows = np.zeros((size + 1, 1 + (1 + len(self._done)) * size))
            rows[:size, 1 : 1 + size] = np.eye(size)
            chosen = slice(1 + size + before, rows.shape[1] - after)
            rows[:size, chosen], rows[size, chosen] = -np.diag(numbers + 1), 1.0
            yield Rows(csr_matrix(rows), np.append(np.zeros(size), 1.0), np.full(size + 1, inf))


def _buy(model: SiteModel, cuts: Cuts, done: int) -> Iterator[Rows]:
    """What numbers there can be: nothing closes; money and sites of every year; what must be there; cuts of money."""
    stakes, classes, size = model.stakes, model.classes, len(model.most)
    last = np.kron(np.eye(stakes.never)[-1:], np.eye(len(classes)))
    must = np.bincount(classes.own, stakes.must, minlength=len(classes))
    factors = np.array([factors for factors, _ in cuts]).reshape(-1, size)
    parts: list[tuple[Floats, float | Floats, float | Floats]] = [
        (np.eye(size) - np.eye(size, k=-len(classes)), 0.0, inf),
        (classes.list_costs(stakes.never), -inf, stakes.budget),
        (classes.list_openings(stakes.never), -inf, stakes.sites),
        (np.vstack([last, last.sum(axis=0)]), np.append(must, model.least_served), inf),
        (factors, -inf, np.array([limit for _, limit in cuts])),
    ]
    for matrix, low, high in parts:
        height = len(matrix)
        wide = np.hstack([np.zeros((height, 1)), matrix, np.zeros((height, done * size))])
        yield Rows(csr_matrix(wide), _spread(low, height), _spread(high, height))


def _spread(limit: float | Floats, height: int) -> Floats:
    return np.broadcast_to(limit, height).astype(float)
