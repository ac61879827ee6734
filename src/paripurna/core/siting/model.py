"""The programme of a task: sites by year as cumulative columns, what they reach, money, and numbers of sites to branch on.

Columns: `site` (a candidate is open by a year in which it may open), `reached` (children between the same such columns, in one year or
several); then `number` for each year: sites of each class of cost open by then; `served` (a needy kelurahan has its place);
last `unserved` (how many of those that must have one have none: nobody, unless a limit is set to it). A model may be narrowed to some openings: what is left is smaller, and says as much of the plans that use only those.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from scipy.sparse import csr_matrix, hstack, identity, vstack

from paripurna.core.siting.classes import Classes
from paripurna.core.siting.solver import Found, Programme, Rows
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.triangles import Cut
from paripurna.core.siting.types import Bools, Floats, Ints

MISSED = 4.0  # times what the best site is worth by itself


@dataclass(frozen=True)
class SiteModel:
    """The shape of the programme, and the way between its columns and openings."""

    stakes: Stakes
    classes: Classes
    least_served: int
    allowed: Bools  # years × candidates: which may open when

    @cached_property
    def places(self) -> tuple[Ints, Ints]:
        """Year and candidate of each column of a site: those of a candidate stand together, the first year first."""
        candidate, year = np.nonzero(self.allowed.T)
        return year, candidate

    @cached_property
    def column(self) -> Ints:
        """Years × candidates: which column says that it is open by then; -1: none does."""
        column = np.full(self.allowed.shape, -1)
        column[self.places] = np.arange(len(self.places[0]))
        return np.maximum.accumulate(column, axis=0)

    @cached_property
    def groups(self) -> tuple[Ints, Floats, csr_matrix]:
        """Children that the same columns reach: group of each year and unit (-1: none), worth and columns of each group."""
        number = np.full((self.stakes.never, len(self.stakes.worth)), -1)
        worth: list[float] = []
        members: list[Ints] = []
        known: dict[bytes, int] = {}
        for year, unit, columns in self._list_columns():
            place = known.setdefault(columns.tobytes(), len(known))
            if place == len(worth):
                worth.append(0.0)
                members.append(columns)
            worth[place] += self.stakes.weights[year] * self.stakes.worth[unit]
            number[year, unit] = place
        sizes = np.array([len(columns) for columns in members], dtype=np.int64)
        begins = np.append(0, np.cumsum(sizes))
        inside = np.concatenate([*members, np.zeros(0, dtype=np.int64)])
        shape = (len(members), len(self.places[0]))
        return number, np.array(worth), csr_matrix((np.ones(len(inside)), inside, begins), shape=shape)

    def _list_columns(self) -> list[tuple[int, int, Ints]]:
        """Year, unit, and the columns that reach it then, where there are any."""
        cover, found = self.stakes.cover, []
        for year, column in enumerate(self.column):
            for unit in range(cover.shape[0]):
                columns = column[cover.indices[cover.indptr[unit] : cover.indptr[unit + 1]]]
                columns = np.sort(columns[columns >= 0])
                if len(columns):
                    found.append((year, unit, columns))
        return found

    @cached_property
    def sizes(self) -> tuple[int, int, int, int, int]:
        """Columns of each part: sites, reached, numbers, served, unserved."""
        numbers = self.stakes.never * len(self.classes)
        return len(self.places[0]), len(self.groups[1]), numbers, int(self.stakes.needy.sum()), 1

    @property
    def numbers(self) -> Ints:
        """The columns of numbers: years × classes, flat."""
        begin = sum(self.sizes[:2])
        return np.arange(begin, begin + self.sizes[2])

    @property
    def unserved(self) -> Ints:
        """The column of kelurahan that go without."""
        return np.array([sum(self.sizes) - 1])

    @property
    def _missed(self) -> float:
        """The price of a kelurahan that goes without: more than any site is worth."""
        return MISSED * float((self.stakes.reach @ self.stakes.worth).max(initial=0.0)) * float(self.stakes.since[0])

    @cached_property
    def most(self) -> Floats:
        """The upper limit of each number."""
        open_ones = np.maximum.accumulate(self.allowed, axis=0).astype(float)
        return (open_ones @ self.classes.list_members().T).ravel()

    def build(self) -> Programme:
        """This function will return the programme, in fractions."""
        sites, _, numbers, served, _ = self.sizes
        worth = np.concatenate([np.zeros(sites), self.groups[1], np.zeros(numbers + served), [-self._missed]])
        upper = np.concatenate([np.ones(sum(self.sizes[:2])), self.most, np.ones(served), [0.0]])
        blocks = [self._reach(), self._keep(), self._count(), self._pay(), self._limit(), self._serve(), self._insist()]
        return Programme(worth, upper, blocks)

    def list_whole(self) -> Bools:
        """Which columns are whole numbers: what is reached follows from the sites."""
        return np.repeat([True, False, True, True, True], self.sizes)

    def add_cut(self, programme: Programme, cut: Cut, year: int) -> None:
        """This function will add a cut to a year."""
        sites, reached = self.column[year, cut.sites], self.groups[0][year, list(cut.units)]
        columns, place = np.unique(np.append(sites[sites >= 0], self.sizes[0] + reached), return_inverse=True)
        factors = np.bincount(place, np.append(cut.factors[sites >= 0], -np.ones(3)))
        programme.add_row(columns, factors, low=-1.0)

    def split(self, values: Floats) -> tuple[Floats, Floats]:
        """This function will return the sites and what they reach at the most, a row a year each."""
        site = np.append(values[: self.sizes[0]], 0.0)[self.column]
        return site, np.minimum((self.stakes.cover @ site.T).T, 1.0)

    def read(self, values: Floats) -> Ints:
        """This function will return the openings of a solution."""
        opening: Ints = self.stakes.never - np.rint(self.split(values)[0]).astype(np.int64).sum(axis=0)
        return opening

    def weigh_openings(self, programme: Programme, found: Found) -> Floats:
        """This function will return how much less than the bound any plan is worth that opens a candidate in a year.

        Years × candidates, infinite where it may not open. Each candidate is taken by itself at the prices of the rows.
        """
        prices = found.prices.copy()
        keeping = slice(self.sizes[1], self.sizes[1] + self._keep().matrix.shape[0])
        prices[keeping] = 0.0
        gains = np.zeros(self.allowed.shape)
        gains[self.places] = programme.weigh_columns(prices)[: self.sizes[0]]
        gains = np.cumsum(gains[::-1], axis=0)[::-1]
        best = np.where(self.allowed, gains, 0.0).max(axis=0, initial=0.0)
        losses: Floats = np.where(self.allowed, best - gains, inf)
        return losses

    def _reach(self) -> Rows:
        """Children are reached only where a site within their reach is open."""
        groups = self.groups[2]
        return self._rows([groups, -identity(groups.shape[0])], low=0.0)

    def _keep(self) -> Rows:
        """What is open stays open."""
        before = np.flatnonzero(self.places[1][1:] == self.places[1][:-1])
        every = csr_matrix(identity(self.sizes[0], format="csr"))
        return self._rows([every[before + 1] - every[before]], low=0.0)

    def _count(self) -> Rows:
        members = csr_matrix(self.classes.list_members().astype(float))
        sites = vstack([members @ self._open_by(year) for year in range(self.stakes.never)])
        empty = csr_matrix((self.sizes[2], self.sizes[1]))
        return self._rows([sites, empty, -identity(self.sizes[2])], low=0.0, high=0.0)

    def _pay(self) -> Rows:
        """What opens in a year and the upkeep of what was open before cost no more than its money.

        Written in numbers of each class where those are exact: a knapsack of a few whole numbers, which a solver rounds well.
        """
        stakes = self.stakes
        if not self.classes.is_exact:
            opens, kept = csr_matrix(stakes.cost), csr_matrix(stakes.upkeep - stakes.cost)
            first, *others = range(stakes.never)
            rows = [opens @ self._open_by(year) + kept @ self._open_by(year - 1) for year in others]
            return self._rows([vstack([opens @ self._open_by(first), *rows])], high=stakes.budget)
        empty = csr_matrix((stakes.never, sum(self.sizes[:2])))
        return self._rows([empty, csr_matrix(self.classes.list_costs(stakes.never))], high=stakes.budget)

    def _limit(self) -> Rows:
        step = np.eye(self.stakes.never) - np.eye(self.stakes.never, k=-1)
        numbers = np.kron(step, np.ones(len(self.classes)))
        empty = csr_matrix((self.stakes.never, sum(self.sizes[:2])))
        return self._rows([empty, csr_matrix(numbers)], high=self.stakes.sites)

    def _serve(self) -> Rows:
        """A needy kelurahan is served by a site that is open in the last year; so many must be."""
        _, reached, numbers, served, _ = self.sizes
        inside = csr_matrix((self.stakes.home[None, :] == np.flatnonzero(self.stakes.needy)[:, None]).astype(float))
        last, empty = self._open_by(self.stakes.never - 1), csr_matrix((served, reached + numbers))
        each = hstack([inside @ last, empty, -identity(served), csr_matrix((served, 1))])
        every = hstack([csr_matrix((1, sum(self.sizes[:3]))), csr_matrix(np.ones((1, served + 1)))])
        return self._rows([vstack([each, every])], low=np.append(np.zeros(served), self.least_served))

    def _insist(self) -> Rows:
        return self._rows([self._open_by(self.stakes.never - 1)[self.stakes.must]], low=1.0)

    def _open_by(self, year: int) -> csr_matrix:
        """Candidates × columns of sites: which says that a candidate is open by the year."""
        column = self.column[year]
        open_ones = np.flatnonzero(column >= 0)
        shape = (len(column), self.sizes[0])
        return csr_matrix((np.ones(len(open_ones)), (open_ones, column[open_ones])), shape=shape)

    def _rows(self, parts: list[csr_matrix], *, low: float | Floats = -inf, high: float | Floats = inf) -> Rows:
        """Rows whose first columns are the parts; the rest is empty."""
        matrix = csr_matrix(hstack(parts, format="csr"))
        matrix.resize(matrix.shape[0], sum(self.sizes))
        height = matrix.shape[0]
        return Rows(matrix, np.broadcast_to(low, height).astype(float), np.broadcast_to(high, height).astype(float))
