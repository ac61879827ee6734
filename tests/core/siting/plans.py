"""Small tasks by seed, and the best plan by trying every one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np

from paripurna.core.siting import Candidate, Fairness, Means, Rule, StraightLine, Task
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Ints
from tests.core.siting.town import at, build_areas, build_demand

MILLION = 1_000_000
YEARS = (2027, 2028)


def build_candidate(code: str, east: float, north: float, cost: int = 300, **about: Any) -> Candidate:
    position = at(east, north)
    areas = build_areas()
    home = areas.codes[int(areas.find(np.array([position.lon]), np.array([position.lat]))[0])]
    return Candidate(code, position, home, cost * MILLION, **about)


def build_task(seed: int, *, points: int = 60, count: int = 6, **about: Any) -> Task:
    """Points and candidates anywhere in the town; in each of two years money for about two of them."""
    chance = np.random.default_rng(seed)
    scattered = build_demand(*chance.uniform([-1999, -1999, 1], [1999, 1999, 40], (points, 3)).tolist())
    demand = about.setdefault("demand", scattered)
    sites = tuple(
        build_candidate(
            f"c{number}",
            east,
            north,
            int(chance.integers(15, 45)) * 10,
            upkeep_idr=int(chance.integers(0, 3)) * 20 * MILLION,
        )
        for number, (east, north) in enumerate(chance.uniform(-1900, 1900, (count, 2)))
    )
    means = Means(YEARS, dict.fromkeys(YEARS, 700 * MILLION))
    plain = Task(demand, sites, means, Rule(1200), StraightLine(demand, detour=1), fairness=Fairness.NONE)
    return replace(plain, **about)


def list_openings(stakes: Stakes) -> Iterator[Ints]:
    """Every opening that fits."""
    for years in product(range(stakes.never + 1), repeat=len(stakes.candidates)):
        opening = np.array(years)
        if stakes.fits(opening):
            yield opening


def find_best(stakes: Stakes) -> tuple[int, float]:
    return max(stakes.rank(opening) for opening in list_openings(stakes))


class Ticks:
    """A clock that moves on by a step whenever it is read."""

    def __init__(self, step: float = 0.001) -> None:
        self.step, self.now = step, 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now
