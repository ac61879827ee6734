"""Local search in a heat bath: a site goes, and what takes its place is drawn from everything that could, the better the likelier.

As the bath cools, only what is best remains likely. Money and numbers of sites may be overdrawn at a price that rises while they are and
falls while they are not, so that the search walks along the edge of what is allowed and across it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools, Floats, Ints

HOT, COLD = 0.06, 0.006  # the heat at the beginning and at the end, of what a site of the plan is worth
STRAIN, SLACKER, TIGHTER = (0.2, 16.0), 0.998, 1.004  # of the price of what is overdrawn, and how it moves
FIRST = 3.0  # what a kelurahan's first place is worth beside a site of the plan
SWAPS, SINGLES = (
    0.35,
    0.8,
)  # of the steps exchange the years of two sites; up to here replace one; the others replace two or three
MOST_REPLACED = 3

Share = Callable[[], float]
"""How much of the time is used up: 0 at the beginning, 1 at the end."""


class Bath:
    """Openings that are changed again and again, with all that is needed to tell at once what a change brings."""

    def __init__(self, stakes: Stakes, opening: Ints, allowed: Bools, *, seed: int) -> None:
        self._stakes, self._allowed, self._chance = stakes, allowed, np.random.default_rng(seed)
        opened = opening < stakes.never
        self._unit = stakes.measure(opening) / max(opened.sum(), 1)
        spent = stakes.measure(opening) / max(stakes.spend(opening).sum(), 1.0)
        self._prices = np.append(np.full(stakes.never, spent), np.full(stakes.never, self._unit))
        self._limits = np.append(stakes.budget, stakes.sites) * np.maximum(self._prices, np.finfo(float).tiny)
        self._strain = 1.0
        self._fill(opening)

    @cached_property
    def _terms(self) -> tuple[Floats, Ints]:
        """What a site of each cost and upkeep takes when it opens in each year (years × terms × limits, priced); term of a candidate."""
        stakes, years = self._stakes, self._stakes.never
        terms, own = np.unique(np.column_stack([stakes.cost, stakes.upkeep]), axis=0, return_inverse=True)
        now, after = np.eye(years)[:, None, :], np.triu(np.ones((years, years)), 1)[:, None, :]
        money = now * terms[None, :, :1] + after * terms[None, :, 1:]
        sites = np.broadcast_to(now, money.shape)
        return np.concatenate([money, sites], axis=2) * self._prices, own

    @cached_property
    def _around(self) -> list[tuple[Ints, Ints]]:
        """For each candidate: the candidates that reach its units, unit after unit, and where each unit begins."""
        cover, found = self._stakes.cover, []
        for candidate in range(len(self._stakes.candidates)):
            units = self._stakes.find_units(candidate)
            sizes = np.diff(cover.indptr)[units]
            found.append((cover[units].indices, np.cumsum(sizes) - sizes))
        return found

    def run(self, used: Share) -> Ints:
        """This function will return the best openings met while the bath cools. They keep every limit, and never rank lower."""
        stakes, best = self._stakes, self._opening.copy()
        most = stakes.rank(best)
        while (spent := used()) < 1:
            self._heat = self._unit * HOT * (COLD / HOT) ** spent
            self._step()
            is_within = bool((self._taken <= self._limits + 1e-6).all())
            self._strain = float(np.clip(self._strain * (SLACKER if is_within else TIGHTER), *STRAIN))
            if is_within and stakes.worth @ self._counted > most[1]:
                rank = stakes.rank(self._opening)
                if rank > most and stakes.fits(self._opening):
                    best, most = self._opening.copy(), rank
        return best

    def _step(self) -> None:
        free = np.flatnonzero((self._opening < self._stakes.never) & ~self._stakes.must)
        kind = self._chance.random()
        if not len(free):
            self._add()
        elif kind < SWAPS:
            self._swap(*self._chance.choice(free, 2).tolist())
        elif kind < SINGLES:
            self._take(int(self._chance.choice(free)))
            self._add()
        else:
            self._replace(self._chance.choice(free, min(int(self._chance.integers(1, MOST_REPLACED + 1)), len(free))))

    def _swap(self, one: int, other: int) -> None:
        """Exchanges the years of two sites, if the heat allows what it costs."""
        years = int(self._opening[one]), int(self._opening[other])
        if years[0] == years[1]:
            return
        before = self._weigh()
        self._set(one, other, years[::-1])
        if not self._allowed[years[1], one] or not self._allowed[years[0], other] or not self._is_taken(before):
            self._set(one, other, years)

    def _set(self, one: int, other: int, years: tuple[int, ...]) -> None:
        for candidate, year in zip((one, other), years, strict=True):
            self._take(candidate)
            self._put(candidate, year)

    def _replace(self, sites: Ints) -> None:
        """Takes several sites away and adds one after the other, if the heat allows what it costs."""
        before, opening = self._weigh(), self._opening.copy()
        for candidate in set(sites.tolist()):
            self._take(candidate)
        for _ in range(len(sites) + 1):
            self._add()
        if not self._is_taken(before):
            self._fill(opening)

    def _is_taken(self, before: float) -> bool:
        return bool(self._weigh() >= before + self._heat * np.log(self._chance.random()))

    def _add(self) -> None:
        """Opens a candidate drawn from all and every year, or none: the more it brings the likelier."""
        gains = self._list_gains()
        drawn = gains + self._heat * self._chance.gumbel(size=gains.shape)
        year, candidate = divmod(int(np.argmax(drawn)), gains.shape[1])
        if drawn[year, candidate] > self._heat * self._chance.gumbel():
            self._put(candidate, year)

    def _list_gains(self) -> Floats:
        """What each candidate that is not open would add in each year, less the price of what it overdraws."""
        stakes, (takes, own) = self._stakes, self._terms
        missing = np.maximum(stakes.since[:-1] - self._counted[:, None], 0.0) * stakes.worth[:, None]
        gains = (stakes.reach @ missing).T
        room = self._limits - self._taken
        overdrawn = np.maximum(takes - room, 0.0).sum(axis=2) - np.maximum(-room, 0.0).sum()
        gains -= self._strain * overdrawn[:, own]
        gains += FIRST * self._unit * (stakes.needy & (self._homes == 0))[stakes.home]
        return np.where(self._allowed & (self._opening == stakes.never), gains, -np.inf)

    def _weigh(self) -> float:
        """What the openings are worth, less the price of what they overdraw and of kelurahan without a place."""
        overdrawn = np.maximum(self._taken - self._limits, 0.0).sum()
        without = (self._stakes.needy & (self._homes == 0)).sum()
        return float(self._stakes.worth @ self._counted - self._strain * overdrawn - FIRST * self._unit * without)

    def _fill(self, opening: Ints) -> None:
        stakes, (takes, own) = self._stakes, self._terms
        opened = np.flatnonzero(opening < stakes.never)
        self._opening, self._since = opening.copy(), stakes.since[opening]
        self._counted = stakes.count_since(opening)
        self._taken = takes[opening[opened], own[opened]].sum(axis=0)
        self._homes = np.bincount(stakes.home[opened], minlength=len(stakes.needy))

    def _put(self, candidate: int, year: int) -> None:
        takes, own = self._terms
        self._opening[candidate], self._since[candidate] = year, self._stakes.since[year]
        units = self._stakes.find_units(candidate)
        self._counted[units] = np.maximum(self._counted[units], self._stakes.since[year])
        self._taken = self._taken + takes[year, own[candidate]]
        self._homes[self._stakes.home[candidate]] += 1

    def _take(self, candidate: int) -> None:
        takes, own = self._terms
        year, (around, begins) = self._opening[candidate], self._around[candidate]
        self._opening[candidate], self._since[candidate] = self._stakes.never, 0.0
        if len(around):
            self._counted[self._stakes.find_units(candidate)] = np.maximum.reduceat(self._since[around], begins)
        self._taken = self._taken - takes[year, own[candidate]]
        self._homes[self._stakes.home[candidate]] -= 1
