"""The programme of a task: sites by year as cumulative columns, what they reach, money, and numbers of sites to branch on.

Columns, all for each year: `site` (a candidate is open by then), `reached` (a unit of children); once: `served` (a needy kelurahan
has its place); for each year again `count`: whole numbers of sites of each class of cost, in all, in each kelurahan. Those add nothing
to what is possible; they are what a solver branches on well.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from scipy.sparse import block_diag, csr_matrix, hstack, identity, kron, vstack

from paripurna.core.siting.greedy import Prices
from paripurna.core.siting.solver import Found, Programme, Rows
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.triangles import Cut
from paripurna.core.siting.types import Bools, Floats, Ints

FEW_CLASSES = 12  # of cost and upkeep: so many are worth counts of their own


@dataclass(frozen=True)
class SiteModel:
    """The shape of the programme, and the way between its columns and openings."""

    stakes: Stakes
    least_served: int

    @cached_property
    def classes(self) -> tuple[Floats, Ints]:
        """Cost and upkeep of each class of candidates that cost the same, and the class of each candidate; none where there are many."""
        stakes = self.stakes
        terms, own = np.unique(np.column_stack([stakes.cost, stakes.upkeep]), axis=0, return_inverse=True)
        is_few = len(terms) <= FEW_CLASSES
        return (terms, own) if is_few else (terms[:0], np.full(len(own), -1))

    @cached_property
    def groups(self) -> csr_matrix:
        """Groups of candidates whose number is a column: each class, all, each kelurahan with more than one."""
        stakes = self.stakes
        terms, own = self.classes
        rows = [own == number for number in range(len(terms))]
        marks = (np.zeros(len(stakes.home), dtype=np.int64), stakes.home)
        rows += [row for mark in marks for value in np.unique(mark) if (row := mark == value).sum() > 1]
        return csr_matrix(np.array(rows, dtype=float).reshape(len(rows), len(stakes.home)))

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """Columns of each part: sites, reached, served, counts."""
        years, (units, sites) = self.stakes.never, self.stakes.cover.shape
        return years * sites, years * units, len(self._needy), years * self.groups.shape[0]

    @property
    def _needy(self) -> Ints:
        return np.flatnonzero(self.stakes.needy)

    def build(self) -> Programme:
        """This function will return the programme, in fractions."""
        stakes, (sites, _, served, _) = self.stakes, self.sizes
        worth = np.concatenate([weight * stakes.worth for weight in stakes.weights])
        upper = np.ones(sites + len(worth) + served)
        early = np.arange(stakes.never)[:, None] < stakes.ready[None, :]
        upper[:sites][early.ravel()] = 0.0
        numbers = np.tile(np.asarray(self.groups.sum(axis=1)).ravel(), stakes.never)
        value = np.concatenate([np.zeros(sites), worth, np.zeros(served + len(numbers))])
        blocks = [self._reach(), self._keep(), self._pay(), self._limit(), self._serve(), self._insist(), self._count()]
        return Programme(value, np.concatenate([upper, numbers]), blocks)

    def list_whole(self) -> Bools:
        """Which columns are whole numbers: what is reached and served follows from the sites."""
        sites, reached, served, counts = self.sizes
        return np.repeat([True, False, True, True], [sites, reached, served, counts])

    def list_held(self, free: Bools) -> Bools:
        """This function will return the columns of the sites that are not free."""
        held = np.zeros(sum(self.sizes), dtype=bool)
        held[: self.sizes[0]] = np.tile(~free, self.stakes.never)
        return held

    def add_cut(self, programme: Programme, cut: Cut, year: int) -> None:
        """This function will add a cut to a year."""
        sites, units = self.sizes[0], len(self.stakes.worth)
        candidates = len(self.stakes.candidates)
        columns = np.concatenate([year * candidates + cut.sites, sites + year * units + np.array(cut.units)])
        programme.add_row(columns, np.concatenate([cut.factors, -np.ones(3)]), -1.0)

    def split(self, values: Floats) -> tuple[Floats, Floats]:
        """This function will return the sites and what they reach, a row a year each."""
        sites, reached, _, _ = self.sizes
        years = self.stakes.never
        return values[:sites].reshape(years, -1), values[sites : sites + reached].reshape(years, -1)

    def read(self, values: Floats) -> Ints:
        """This function will return the openings of a solution."""
        opening: Ints = self.stakes.never - np.rint(self.split(values)[0]).astype(np.int64).sum(axis=0)
        return opening

    def write(self, opening: Ints) -> Floats:
        """This function will return the solution of openings."""
        stakes = self.stakes
        open_by = (opening[None, :] <= np.arange(stakes.never)[:, None]).astype(float)
        reached = (stakes.cover @ open_by.T > 0).T
        served = stakes.list_served(opening)[self._needy]
        counts = self.groups @ open_by.T
        return np.concatenate([open_by.ravel(), reached.ravel(), served, counts.T.ravel()]).astype(float)

    def read_prices(self, found: Found) -> Prices:
        """This function will return what the fractions say money, sites and first places are worth."""
        years, (_, reached, served, _) = self.stakes.never, self.sizes
        start = reached + (years - 1) * len(self.stakes.candidates)
        money, site, first = np.split(found.prices[start : start + 2 * years + served], [years, 2 * years])
        by_kelurahan = np.zeros(len(self.stakes.needy))
        by_kelurahan[self._needy] = first
        return Prices(money, site, by_kelurahan)

    def _reach(self) -> Rows:
        """Children are reached only where a site within their reach is open."""
        reached = self.sizes[1]
        cover = block_diag([self.stakes.cover] * self.stakes.never, format="csr")
        return self._rows([cover, -identity(reached)], low=0.0)

    def _keep(self) -> Rows:
        """What is open stays open."""
        years, candidates = self.stakes.never, len(self.stakes.candidates)
        step = csr_matrix(np.eye(years)[1:] - np.eye(years)[:-1])
        return self._rows([_times(step, identity(candidates))], low=0.0)

    def _pay(self) -> Rows:
        """What opens in a year and the upkeep of what was open before cost no more than its money.

        Written in numbers of each class where there are few: a knapsack of a few whole numbers, which a solver rounds well.
        """
        terms, _ = self.classes
        if not len(terms):
            return self._rows([self._spend(self.stakes.cost, self.stakes.upkeep)], high=self.stakes.budget)
        cost, upkeep = (np.append(column, np.zeros(self.groups.shape[0] - len(terms))) for column in terms.T)
        others = csr_matrix((self.stakes.never, sum(self.sizes[:3])))
        return self._rows([others, self._spend(cost, upkeep)], high=self.stakes.budget)

    def _spend(self, cost: Floats, upkeep: Floats) -> csr_matrix:
        now, before = csr_matrix(np.eye(self.stakes.never)), csr_matrix(np.eye(self.stakes.never, k=-1))
        return _times(now, cost[None, :]) - _times(before, (cost - upkeep)[None, :])

    def _limit(self) -> Rows:
        now, before = csr_matrix(np.eye(self.stakes.never)), csr_matrix(np.eye(self.stakes.never, k=-1))
        ones = np.ones((1, len(self.stakes.candidates)))
        return self._rows([_times(now - before, ones)], high=self.stakes.sites)

    def _serve(self) -> Rows:
        """A needy kelurahan is served by a site that is open in the last year; so many must be."""
        sites, reached, served, _ = self.sizes
        inside = csr_matrix((self.stakes.home[None, :] == self._needy[:, None]).astype(float))
        last = np.eye(self.stakes.never)[-1:]
        each = hstack([_times(csr_matrix(last), inside), csr_matrix((served, reached)), -identity(served)])
        every = hstack([csr_matrix((1, sites + reached)), csr_matrix(np.ones((1, served)))])
        return self._rows([vstack([each, every])], low=np.append(np.zeros(served), self.least_served))

    def _insist(self) -> Rows:
        must = csr_matrix(np.eye(len(self.stakes.must))[self.stakes.must])
        last = csr_matrix(np.eye(self.stakes.never)[-1:])
        return self._rows([_times(last, must)], low=1.0)

    def _count(self) -> Rows:
        _, reached, served, counts = self.sizes
        inside = block_diag([self.groups] * self.stakes.never, format="csr")
        return self._rows([inside, csr_matrix((counts, reached + served)), -identity(counts)], low=0.0, high=0.0)

    def _rows(self, parts: list[csr_matrix], *, low: float | Floats = -inf, high: float | Floats = inf) -> Rows:
        """Rows whose first columns are the parts; the rest is empty."""
        matrix = csr_matrix(hstack(parts, format="csr"))
        matrix.resize(matrix.shape[0], sum(self.sizes))
        height = matrix.shape[0]
        return Rows(matrix, np.broadcast_to(low, height).astype(float), np.broadcast_to(high, height).astype(float))


def _times(years: csr_matrix, block: csr_matrix | Floats) -> csr_matrix:
    """The block in each place that a matrix over years names, times what stands there."""
    return csr_matrix(kron(years, csr_matrix(block), format="csr"))
