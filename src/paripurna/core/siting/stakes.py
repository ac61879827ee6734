"""A task in numbers: children with the same candidates within reach are one, and everything is an array."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix, vstack

from paripurna.core.siting.coverage import Coverage
from paripurna.core.siting.task import WORST_WEIGHT, Candidate, Fairness, Plan, Task, check_task
from paripurna.core.siting.types import Bools, Floats, Ints

MILLION = 1e6


@dataclass(frozen=True)
class Stakes:
    """Units are children who have no place today and the same candidates within reach. Money is millions of rupiah.

    `opening[j]` is the index of the year in which candidate j opens, `len(years)` when it never does.
    """

    candidates: tuple[Candidate, ...]
    years: tuple[int, ...]
    cover: csr_matrix  # units × candidates
    worth: Floats  # of a unit, weighted
    children: Floats  # of a unit
    cost: Floats
    upkeep: Floats
    ready: Ints
    budget: Floats  # by year; infinite without a limit
    sites: Floats
    weights: Floats  # of years
    home: Ints  # of a candidate: index of its kelurahan
    bare: Bools  # by kelurahan: it has children and no place that counts
    needy: Bools  # those of them that a plan must serve if it can
    must: Bools

    @property
    def never(self) -> int:
        return len(self.years)

    @cached_property
    def reach(self) -> csr_matrix:
        """Candidates × units."""
        return self.cover.T.tocsr()

    @cached_property
    def since(self) -> Floats:
        """What a child counts who is reached from that year on; the last entry, never, is nothing."""
        return np.append(np.cumsum(self.weights[::-1])[::-1], 0.0)

    def find_units(self, candidate: int) -> Ints:
        units: Ints = self.reach.indices[self.reach.indptr[candidate] : self.reach.indptr[candidate + 1]]
        return units

    def count_since(self, opening: Ints) -> Floats:
        """What each child of a unit counts under these openings."""
        counted = np.zeros(len(self.worth))
        for candidate in np.flatnonzero(opening < self.never).tolist():
            units = self.find_units(candidate)
            counted[units] = np.maximum(counted[units], self.since[opening[candidate]])
        return counted

    def measure(self, opening: Ints) -> float:
        """This function will return the worth of the openings."""
        return float(self.worth @ self.count_since(opening))

    def spend(self, opening: Ints) -> Floats:
        """Money by year: what opens then, and the upkeep of what opened before."""
        paid = np.bincount(opening, self.cost, minlength=self.never + 1)
        kept = np.bincount(opening, self.upkeep, minlength=self.never + 1)
        spent: Floats = paid[:-1] + np.append(0.0, np.cumsum(kept[:-1])[:-1])
        return spent

    def count_opened(self, opening: Ints) -> Ints:
        return np.bincount(opening, minlength=self.never + 1)[:-1]

    def fits(self, opening: Ints) -> bool:
        """This function will say whether the openings keep money, numbers of sites, readiness, and what must be there."""
        opened = opening < self.never
        return bool(
            (self.spend(opening) <= self.budget + 1e-6).all()
            and (self.count_opened(opening) <= self.sites).all()
            and (opening[opened] >= self.ready[opened]).all()
            and opened[self.must].all()
        )

    def list_served(self, opening: Ints) -> Bools:
        """Which needy kelurahan get a place of their own."""
        return self._list_homes(opening) & self.needy

    def rank(self, opening: Ints) -> tuple[int, float]:
        """The order of plans: first kelurahan served (where that is wanted), then worth."""
        return int(self.list_served(opening).sum()), self.measure(opening)

    def write_plan(self, opening: Ints) -> Plan:
        """This function will return the openings as a plan."""
        opened = np.flatnonzero(opening < self.never)
        order = sorted(opened, key=lambda index: (opening[index], self.candidates[index].code))
        reached = self.count_since(opening) > 0
        return Plan(
            {self.candidates[index].code: self.years[opening[index]] for index in order},
            float(self.children @ reached),
            self.measure(opening),
            int((self._list_homes(opening) & self.bare).sum()),
            {year: round(spent * MILLION) for year, spent in zip(self.years, self.spend(opening), strict=True)},
        )

    def _list_homes(self, opening: Ints) -> Bools:
        homes = np.zeros(len(self.bare), dtype=bool)
        homes[self.home[opening < self.never]] = True
        return homes


def weigh_task(task: Task) -> Stakes:
    """This function will turn a task into numbers. Raises `BadInput`."""
    check_task(task)
    candidates = tuple(c for c in task.candidates if c.keeper or c.code in task.must or not task.needs_keeper)
    coverage = Coverage(task.demand, task.places, task.rule, task.walking)
    cover, worth, children = _gather_units(task, candidates, coverage)
    years, home = task.means.years, {code: index for index, code in enumerate(task.demand.kelurahan)}
    bare = _find_bare(task)
    return Stakes(
        candidates,
        years,
        cover,
        worth,
        children,
        cost=np.array([c.own_idr for c in candidates]) / MILLION,
        upkeep=np.array([c.upkeep_idr for c in candidates]) / MILLION,
        ready=np.array([sum(year < (c.ready or 0) for year in years) for c in candidates], dtype=np.int64),
        budget=np.array([task.means.budget_idr.get(year, np.inf) for year in years]) / MILLION,
        sites=np.array([task.means.sites.get(year, np.inf) for year in years], dtype=float),
        weights=np.array([task.year_weights.get(year, 1.0) for year in years], dtype=float),
        home=np.array([home[c.kelurahan] for c in candidates], dtype=np.int64),
        bare=bare,
        needy=bare & (task.fairness == Fairness.EVERY_KELURAHAN),
        must=np.array([c.code in task.must for c in candidates], dtype=bool),
    )


def _find_bare(task: Task) -> Bools:
    """Kelurahan with children and without a place that counts."""
    served = {place.kelurahan for place in task.places if task.rule.counts(place)}
    holds = task.demand.sum_by_kelurahan().sum(axis=1) > 0
    bare: Bools = np.array([code not in served for code in task.demand.kelurahan]) & holds
    return bare


def _gather_units(
    task: Task, candidates: tuple[Candidate, ...], coverage: Coverage
) -> tuple[csr_matrix, Floats, Floats]:
    """A row for each set of candidates that children share; those out of everyone's reach stand in none."""
    demand = task.demand
    near = task.walking.list_near([candidate.position for candidate in candidates], task.rule.limit_m)
    sizes = [len(points) for points, _ in near]
    rows = np.concatenate([points for points, _ in near] or [np.zeros(0, dtype=np.int64)])
    columns = np.repeat(np.arange(len(candidates)), sizes)
    by_point = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(demand), len(candidates)))
    weight = _weigh_kelurahan(task, coverage)[demand.area]
    layers, children = [], []
    for column, group in enumerate(demand.groups):
        fits = np.array([task.rule.serves(c.ages, [group])[0] for c in candidates], dtype=float)
        layers.append(by_point.multiply(fits[None, :]).tocsr())
        children.append(np.where(coverage.is_reached[:, column], 0.0, demand.children[:, column]))
    counted = np.concatenate(children)
    return _join_alike(vstack(layers, format="csr"), counted, np.tile(weight, len(layers)))


def _join_alike(cover: csr_matrix, children: Floats, weight: Floats) -> tuple[csr_matrix, Floats, Floats]:
    cover.eliminate_zeros()
    cover.sort_indices()
    units: dict[bytes, list[int]] = {}
    for row in np.flatnonzero((children > 0) & (np.diff(cover.indptr) > 0)).tolist():
        units.setdefault(cover.indices[cover.indptr[row] : cover.indptr[row + 1]].tobytes(), []).append(row)
    first = [rows[0] for rows in units.values()]
    count = np.array([children[rows].sum() for rows in units.values()], dtype=float)
    worth = np.array([(children[rows] * weight[rows]).sum() for rows in units.values()], dtype=float)
    return cover[np.array(first, dtype=np.int64)], worth, count


def _weigh_kelurahan(task: Task, coverage: Coverage) -> Floats:
    """What a child of each kelurahan weighs."""
    given = np.array([task.kelurahan_weights.get(code, 1.0) for code in task.demand.kelurahan])
    if task.fairness != Fairness.WORST_FIRST:
        return given
    shares = np.array([share.share or 0.0 for share in coverage.list_shares()])
    return given * (WORST_WEIGHT - (WORST_WEIGHT - 1) * shares)
