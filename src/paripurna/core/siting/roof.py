"""A roof over numbers of sites: no plan with so many of each class open by each year is worth more than the roof is high there.

What fractions promise is a concave function of the numbers, so one solution in fractions bounds it everywhere: at its own numbers by what
it is worth, elsewhere by the prices of the numbers (Benders). Fractions of numbers promise most, but numbers are few and whole: a small
programme with the slopes as rows finds whole numbers over which the roof still reaches a goal, or tells that there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
        columns, size = _Columns(model, len(self._done)), len(model.most)
        exceeded = [(numbers < model.most).astype(float) for numbers in self._done]
        sites = np.full(model.stakes.never, model.most.sum())
        upper = np.concatenate([[max(top - goal, 0.0)], model.most, sites, *exceeded])
        rows = [*columns.buy(), self._keep_cuts(columns), self._lie_below(columns, goal), *self._exceed(columns)]
        programme = Programme(np.eye(1, len(upper))[0], upper, rows)
        programme.make_whole(np.arange(len(upper)) > 0)
        found = programme.solve(look=look, most=1)
        opened = np.rint(found.values[1 : 1 + size]).reshape(-1, len(model.classes))
        return replace(found, values=np.cumsum(opened, axis=0).ravel())

    def _keep_cuts(self, columns: _Columns) -> Rows:
        limits = np.array([limit for _, limit in self._cuts])
        return columns.write(len(limits), numbers=np.array([factors for factors, _ in self._cuts]), high=limits)

    def _lie_below(self, columns: _Columns, goal: float) -> Rows:
        limits = np.array([limit for limit, _ in self._slopes]) - goal
        above, steps = np.ones((len(limits), 1)), np.array([steps for _, steps in self._slopes])
        return columns.write(len(limits), above=above, numbers=-steps, high=limits)

    def _exceed(self, columns: _Columns) -> Iterator[Rows]:
        """One of the numbers at the least is greater than what is done with."""
        for place, numbers in enumerate(self._done):
            own, size = np.eye(1, len(self._done), place), len(numbers)
            greater = -np.kron(own, np.diag(numbers + 1))
            yield columns.write(size, numbers=np.eye(size), exceeded=greater, low=0.0)
            yield columns.write(1, exceeded=np.kron(own, np.ones((1, size))), low=1.0)


@dataclass(frozen=True)
class _Columns:
    """How far the roof is above the goal; what opens of each class in each year; how many sites there are by each year (a solver parts
    on these best); and for each numbers that are done with, which of them are exceeded."""

    model: SiteModel
    done: int

    def write(
        self,
        height: int,
        *,
        above: Floats | None = None,
        numbers: Floats | None = None,
        sites: Floats | None = None,
        exceeded: Floats | None = None,
        low: float | Floats = -inf,
        high: float | Floats = inf,
    ) -> Rows:
        """This function will write rows; numbers are those that are open by each year, and what is not given is nothing."""
        years, size = self.model.stakes.never, len(self.model.most)
        opened = None
        if numbers is not None:
            opened = numbers.reshape(height, size) @ np.kron(np.tri(years), np.eye(len(self.model.classes)))
        parts = ((above, 1), (opened, size), (sites, years), (exceeded, self.done * size))
        matrix = np.hstack([np.zeros((height, width)) if part is None else part for part, width in parts])
        limits = (np.broadcast_to(limit, height).astype(float) for limit in (low, high))
        return Rows(csr_matrix(matrix), *limits)

    def buy(self) -> Iterator[Rows]:
        """This function will list what there can be: money and sites of every year; what must be there, and what there is."""
        stakes, classes, size = self.model.stakes, self.model.classes, len(self.model.most)
        years, number = stakes.never, len(classes)
        counted = np.kron(np.eye(years), np.ones((1, number)))
        must = np.bincount(classes.own, stakes.must, minlength=number)
        yield self.write(years, numbers=classes.list_costs(years), high=stakes.budget)
        yield self.write(years, numbers=counted, sites=-np.eye(years), low=0.0, high=0.0)
        yield self.write(years, sites=np.eye(years) - np.eye(years, k=-1), high=stakes.sites)
        yield self.write(1, sites=np.eye(1, years, years - 1), low=float(self.model.least_served))
        yield self.write(number, numbers=np.eye(size)[-number:], low=must, high=self.model.most[-number:])
