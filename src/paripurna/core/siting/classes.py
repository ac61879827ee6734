"""Candidates that cost alike, and what numbers of them money can buy.

A solver in fractions buys two and a half sites. Numbers of sites are few, so what can be bought is written out: for each year the
numbers of each class that the money allows, and from year to year the upkeep that is owed. The greatest worth of numbers under any
values is then a walk through the years, and it tells where fractions leave what whole numbers can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from scipy.optimize import linprog

from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools, Floats, Ints

MOST_CLASSES = 8
MOST_BASKETS = 4000  # numbers of each class that a year may buy
SAMPLES = 60  # purchases around which cuts turn
OUTSIDE = 1e-5  # so far, as a share of the way from the middle, is worth a cut
STEEP = 100.0  # of a cut, at the most


@dataclass(frozen=True)
class Classes:
    """Classes by cost and upkeep of a site: exact where there are few, else each named by the least in it."""

    cost: Floats
    upkeep: Floats
    own: Ints  # class of each candidate
    is_exact: bool

    def __len__(self) -> int:
        return len(self.cost)

    def list_members(self) -> Bools:
        members: Bools = self.own[None, :] == np.arange(len(self))[:, None]
        return members

    def list_costs(self, years: int) -> Floats:
        """What each number of sites (years × classes, flat) adds to what is paid in each year."""
        return np.kron(np.eye(years), self.cost) - np.kron(np.eye(years, k=-1), self.cost - self.upkeep)


def sort_classes(stakes: Stakes, most: int = MOST_CLASSES) -> Classes:
    """This function will put candidates that cost alike into at most so many classes."""
    matters = np.isfinite(stakes.budget).any()
    terms, own = np.unique(np.column_stack([stakes.cost, stakes.upkeep]) * matters, axis=0, return_inverse=True)
    if len(terms) <= most:
        return Classes(terms[:, 0], terms[:, 1], own, is_exact=True)
    group = np.arange(len(terms)) * most // len(terms)
    least = np.array([terms[group == number].min(axis=0) for number in range(most)])
    return Classes(least[:, 0], least[:, 1], group[own], is_exact=False)


@dataclass(frozen=True)
class Purse:
    """What the money of the years buys, in numbers of sites of each class that are open by each year (years × classes, flat)."""

    stakes: Stakes
    classes: Classes

    @cached_property
    def baskets(self) -> Ints:
        """Numbers of each class that the richest year may buy; none where money is no limit or they are too many."""
        most = self.stakes.budget.max(initial=0.0)
        if not np.isfinite(most) or not len(self.classes) or self.classes.cost.min() <= 0:
            return np.zeros((0, len(self.classes)), dtype=np.int64)
        sizes = np.bincount(self.classes.own, minlength=len(self.classes))
        ranges = [range(int(min(size, most // cost)) + 1) for size, cost in zip(sizes, self.classes.cost, strict=True)]
        if np.prod([float(len(numbers)) for numbers in ranges]) > MOST_BASKETS * MOST_CLASSES:
            return np.zeros((0, len(self.classes)), dtype=np.int64)
        every = np.array(list(product(*ranges)))
        affordable = every[every @ self.classes.cost <= most]
        baskets: Ints = affordable[np.argsort(affordable @ self.classes.upkeep, kind="stable")]
        return baskets

    @cached_property
    def _terms(self) -> tuple[Floats, Floats, Ints]:
        """Cost of each basket; the kinds of upkeep there are; where each kind begins."""
        kinds, begins = np.unique(self.baskets @ self.classes.upkeep, return_index=True)
        return self.baskets @ self.classes.cost, kinds, begins

    def buy_best(self, value: Floats) -> Floats:
        """This function will return the numbers that are worth most under these values."""
        gains = np.cumsum(value.reshape(self.stakes.never, -1)[::-1], axis=0)[::-1] @ self.baskets.T
        owed: dict[float, tuple[float, list[int]]] = {0.0: (0.0, [])}
        for year, gain in enumerate(gains):
            owed = self._walk(owed, gain, float(self.stakes.budget[year]))
        _, chosen = max(owed.values(), key=lambda way: way[0])
        numbers: Floats = np.cumsum(self.baskets[chosen], axis=0, dtype=float).ravel()
        return numbers

    def _walk(
        self, owed: dict[float, tuple[float, list[int]]], gain: Floats, budget: float
    ) -> dict[float, tuple[float, list[int]]]:
        """The best way to each upkeep owed after one more year."""
        cost, kinds, begins = self._terms
        ways: dict[float, tuple[float, list[int]]] = {}
        for upkeep, (worth, chosen) in owed.items():
            afforded = np.where(cost <= budget - upkeep + 1e-9, gain, -np.inf)
            best = np.maximum.reduceat(afforded, begins)
            for kind in np.flatnonzero(np.isfinite(best)).tolist():
                after = round(upkeep + float(kinds[kind]), 6)
                if after not in ways or worth + best[kind] > ways[after][0]:
                    end = begins[kind + 1] if kind + 1 < len(begins) else len(cost)
                    basket = int(begins[kind] + np.argmax(afforded[begins[kind] : end]))
                    ways[after] = (worth + float(best[kind]), [*chosen, basket])
        return ways


class MoneyCuts:
    """Finds where fractions of numbers leave all that money can buy: factors · numbers ≤ limit holds for every purchase."""

    def __init__(self, purse: Purse) -> None:
        self._purse, self.found = purse, list[tuple[Floats, float]]()
        chance, size = np.random.default_rng(0), purse.stakes.never * len(purse.classes)
        values = chance.normal(loc=0.3, size=(SAMPLES, size)) if len(purse.baskets) else np.zeros((0, size))
        self._bought = [purse.buy_best(value) for value in values]
        self._middle = np.mean(self._bought, axis=0) if self._bought else np.zeros(size)

    def find(self, numbers: Floats) -> tuple[Floats, float] | None:
        """This function will return the deepest cut as seen from the middle, None where there is none."""
        while self._bought:
            factors = self._aim(numbers)
            if factors @ (numbers - self._middle) <= 1 + OUTSIDE:
                break
            best = self._purse.buy_best(factors)
            if factors @ (best - self._middle) <= 1 + OUTSIDE / 10:
                self.found.append((factors, float(factors @ best)))
                return self.found[-1]
            self._bought.append(best)
        return None

    def _aim(self, numbers: Floats) -> Floats:
        """The cut that holds for the purchases known and is broken most."""
        known = np.array(self._bought) - self._middle
        away = self._middle - numbers
        factors: Floats = linprog(away, A_ub=known, b_ub=np.ones(len(known)), bounds=(-STEEP, STEEP)).x
        return factors
