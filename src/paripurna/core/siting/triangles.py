"""Cuts that the linear programme wants: half of each of three sites does not reach all that lies between any two of them.

For children p, q, r and any sites: reached(p) + reached(q) + reached(r) ≤ 1 + Σ ⌈how many of the three a site reaches ÷ 2⌉ × site.
Adding the three rows of coverage, halving and rounding up what is whole (Chvátal–Gomory) proves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix

from paripurna.core.siting.types import Floats, Ints

PART = 1e-4  # a site is neither there nor not
BROKEN = 0.02  # by so much at least
EACH = 4  # cuts of three sites at the most


@dataclass(frozen=True, slots=True)
class Cut:
    units: tuple[int, ...]  # three
    sites: Ints
    factors: Floats
    weight: float  # how much it is broken, in worth


def list_broken(cover: csr_matrix, worth: Floats, site: Floats, reached: Floats) -> list[Cut]:
    """This function will return the cuts of a year that a solution of the linear programme breaks, the worst first."""
    loose = (
        reached - (cover @ site) / 2
    )  # of three children together it must be more than one, for half of a factor is counted
    known = np.flatnonzero(loose > BROKEN)
    cuts: dict[tuple[int, ...], Cut] = {}
    for triple in _list_triples(cover[known].T.tocsr(), (worth * reached)[known], site):
        key = tuple(sorted(known[list(triple)].tolist()))
        if key not in cuts and loose[list(key)].sum() > 1 + BROKEN:
            sites, factors = _weigh_sites(cover, key)
            excess = float(reached[list(key)].sum() - 1 - site[sites] @ factors)
            if excess > BROKEN:
                cuts[key] = Cut(key, sites, factors, excess * float(worth[list(key)].min()))
    return sorted(cuts.values(), key=lambda cut: -cut.weight)


def _list_triples(reach: csr_matrix, weight: Floats, site: Floats) -> Iterator[tuple[int, int, int]]:
    """Units between each two of three sites that are there in part, and not reached by the third; the heaviest first."""
    parts = np.flatnonzero((site > PART) & (site < 1 - PART)).tolist()
    units = {j: set(reach.indices[reach.indptr[j] : reach.indptr[j + 1]].tolist()) for j in parts}
    later = {j: [k for k in parts if k > j and not units[j].isdisjoint(units[k])] for j in parts}
    for a in parts:
        for b, c in combinations(later[a], 2):
            if c not in later[b]:
                continue
            between = [units[a] & units[b] - units[c], units[b] & units[c] - units[a], units[a] & units[c] - units[b]]
            if all(between):
                sides = [sorted(side, key=lambda unit: (-weight[unit], unit)) for side in between]
                for turn in range(min(EACH, max(map(len, sides)))):
                    p, q, r = (side[turn % len(side)] for side in sides)
                    yield p, q, r


def _weigh_sites(cover: csr_matrix, units: tuple[int, ...]) -> tuple[Ints, Floats]:
    touched = np.concatenate([cover.indices[cover.indptr[unit] : cover.indptr[unit + 1]] for unit in units])
    sites, times = np.unique(touched, return_counts=True)
    return sites, np.ceil(times / 2)
