"""Local search: take a few sites away, fill the room again, keep what is better and now and then what is a little worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from paripurna.core.siting.greedy import Prices, fill
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Floats, Ints

WARM = 0.002  # of the worth: how much worse a step may be at the beginning
MOST_TAKEN = 7  # sites at once
BLUR = 0.3  # of what a candidate seems to gain
NEIGHBORS = 0.5  # of the steps take sites away that share children, the others any

EAGER = 0.5  # of the steps give a kelurahan without a place its first before anything else

Share = Callable[[], float]
"""How much of the time is used up: 0 at the beginning, 1 at the end."""


def improve(stakes: Stakes, opening: Ints, prices: Prices, *, seed: int, used: Share) -> Ints:
    """This function will return the best openings found from these on. They keep every limit, and never rank lower."""
    chance = np.random.default_rng(seed)
    eager = replace(prices, first=np.full(len(prices.first), np.inf))
    current = best = opening
    rank = best_rank = stakes.rank(opening)
    while (spent := used()) < 1:
        guide = eager if chance.random() < EAGER else prices
        tried = fill(stakes, _take_away(stakes, current, chance), guide, noise=_blur(stakes, chance))
        found = stakes.rank(tried)
        allowed = -WARM * best_rank[1] * (1 - spent) ** 2 * np.log(chance.random())
        if found[0] >= rank[0] and found[1] >= rank[1] - allowed:
            current, rank = tried, found
        if found > best_rank:
            best, best_rank = tried, found
            current, rank = tried, found
    return best


def _take_away(stakes: Stakes, opening: Ints, chance: np.random.Generator) -> Ints:
    left = opening.copy()
    opened = np.flatnonzero((opening < stakes.never) & ~stakes.must)
    count = min(int(chance.integers(1, MOST_TAKEN)), len(opened))
    if count == 0:
        return left
    if chance.random() < NEIGHBORS:
        shared = np.asarray((stakes.reach[opened] @ stakes.reach[[chance.choice(opened)]].T).todense()).ravel()
        taken = opened[np.argsort(-shared - chance.random(len(opened)))[:count]]
    else:
        taken = chance.choice(opened, count, replace=False)
    left[taken] = stakes.never
    return left


def _blur(stakes: Stakes, chance: np.random.Generator) -> Floats:
    return 1 + BLUR * chance.random() * chance.random(len(stakes.candidates))
