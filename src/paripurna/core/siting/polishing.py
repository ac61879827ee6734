"""Which sites to set free when the rest of a plan is held: small programmes find what local search does not.

In turn: the years of what is chosen; what lies around a chosen site; a part of what the fractions or the plan use.
"""

from __future__ import annotations

import numpy as np

from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools, Ints

AROUND = 60  # sites that share most children, or the kelurahan
PART = 0.5  # of what the fractions use


def list_free(stakes: Stakes, opening: Ints, used: Bools, *, turn: int, chance: np.random.Generator) -> Bools:
    """This function will return which candidates may change; `used` are those of the fractions."""
    chosen = opening < stakes.never
    known = used | chosen
    if turn % 3 == 0:
        return chosen
    if turn % 3 == 1 and chosen.any():
        return known & _list_around(stakes, int(chance.choice(np.flatnonzero(chosen))))
    return known & (chance.random(len(opening)) < PART)


def _list_around(stakes: Stakes, site: int) -> Bools:
    shared = np.asarray((stakes.reach @ stakes.reach[[site]].T).todense()).ravel() + (stakes.home == stakes.home[site])
    around = np.zeros(len(shared), dtype=bool)
    around[np.argsort(-shared, kind="stable")[:AROUND]] = True
    return around
