"""How many kelurahan without a place can have one by the last year: a small programme over the cheapest candidates of each."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix

from paripurna.core.siting.solver import Look, Programme, Rows
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Fault, Floats, Ints, refuse


def serve_most(stakes: Stakes, look: Look) -> Ints:
    """This function will open sites so that most needy kelurahan have one and what must be is there. Raises `BadInput`.

    Of the kelurahan's candidates only those are looked at that none is cheaper than in cost, upkeep and readiness. Where `look`
    says stop, the most that was found counts.
    """
    chosen = np.array([index for index in range(len(stakes.candidates)) if _matters(stakes, index)], dtype=np.int64)
    opening = np.full(len(stakes.candidates), stakes.never)
    if not len(chosen):
        return opening
    years, count = stakes.never, len(chosen)
    worth = np.tile(stakes.needy[stakes.home[chosen]].astype(float), years)
    upper = (np.arange(years)[:, None] >= stakes.ready[chosen][None, :]).astype(float).ravel()
    programme = Programme(worth, upper, _list_rows(stakes, chosen))
    programme.make_whole(np.ones(years * count, dtype=bool))
    found = programme.solve(gap=0.0, look=look)
    if not found.values.size:
        raise refuse(Fault.NOTHING_FITS, ", ".join(stakes.candidates[i].code for i in np.flatnonzero(stakes.must)))
    for year, place in zip(*np.nonzero(found.values.reshape(years, count) > 0.5), strict=True):
        opening[chosen[place]] = year
    return opening


def _matters(stakes: Stakes, index: int) -> bool:
    if stakes.must[index]:
        return True
    neighbors = np.flatnonzero(stakes.home == stakes.home[index])
    terms = np.column_stack([stakes.cost, stakes.upkeep, stakes.ready])[neighbors]
    own = np.array([stakes.cost[index], stakes.upkeep[index], stakes.ready[index]])
    better = (terms <= own).all(axis=1) & ((terms < own).any(axis=1) | (neighbors < index))
    return bool(stakes.needy[stakes.home[index]] and stakes.ready[index] < stakes.never and not better.any())


def _list_rows(stakes: Stakes, chosen: Ints) -> list[Rows]:
    """One opening at the most of each candidate, one candidate of each kelurahan beside those that must be; money; sites."""
    years, count = stakes.never, len(chosen)
    home, must = stakes.home[chosen], stakes.must[chosen]
    free = np.array([(home == place) & ~must for place in np.unique(home)], dtype=float)
    spare = np.array([0.0 if must[home == place].any() else 1.0 for place in np.unique(home)])
    now, before = np.eye(years), np.tril(np.ones((years, years)), -1)
    money = np.kron(now, stakes.cost[chosen][None, :]) + np.kron(before, stakes.upkeep[chosen][None, :])
    each = np.tile(np.eye(count)[must], years)
    return [
        _rows(np.tile(free, years), np.zeros(len(free)), spare),
        _rows(each, np.ones(must.sum()), np.ones(must.sum())),
        _rows(money, np.zeros(years), stakes.budget),
        _rows(np.kron(now, np.ones((1, count))), np.zeros(years), stakes.sites),
    ]


def _rows(matrix: Floats, low: Floats, high: Floats) -> Rows:
    return Rows(csr_matrix(matrix), low, high)
