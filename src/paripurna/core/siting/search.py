"""Where next: the best plan and a bound on every other, both known at any time.

1. Two rules of thumb, and the plan that serves most kelurahan, are where it begins: it never ends below them.
2. Local search.
3. The linear programme: a bound, and prices by which local search goes on. Triangle cuts make the bound tight.
4. Small programmes, most of the plan held, find what local search does not.
5. The programme in whole numbers until the gap is proved or the time is over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

import numpy as np

from paripurna.core.siting.greedy import Prices, fill, plan_greedily, plan_one_each, take_even_prices
from paripurna.core.siting.improving import improve
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.polishing import list_free
from paripurna.core.siting.serving import serve_most
from paripurna.core.siting.solver import Found, Programme
from paripurna.core.siting.stakes import Stakes, weigh_task
from paripurna.core.siting.standing import Clock, Siting, Standing, Watch, measure_gap
from paripurna.core.siting.task import Plan, Task
from paripurna.core.siting.triangles import list_broken
from paripurna.core.siting.types import Bools, Floats, Ints

GAP = 0.001  # of the worth that may stay unproved
ROUNDS = 12  # of cuts
WORTHWHILE = 1e-5  # of the bound that a round of cuts must take away
MOST_CUTS = 300  # of a year in a round
USED = 1e-3  # of a site, by the fractions
POLISH_SHARE, PART_SECONDS, PART_GAP = 0.4, 4.0, 2e-4  # of the time; of one part; of its worth
PATIENCE = 9  # parts in a row of which nothing came
SERVE_SHARE = 0.2  # of the time to find how many kelurahan can be served
FIRST_SHARE, SECOND_SHARE, LONGEST = 0.05, 0.1, 15.0  # of the time for local search, and seconds at the most


def find_sites(
    task: Task, *, clock: Clock, seconds: float = 600.0, gap: float = GAP, watch: Watch | None = None, seed: int = 0
) -> Siting:
    """This function will look for the best sites until the gap is proved, the time is over, or the watch says so. Raises `BadInput`."""
    return Search(weigh_task(task), clock, seconds, gap, watch, seed).run()


@dataclass
class Search:
    """One search. `best` are the openings that rank highest so far, `bound` what none exceeds."""

    stakes: Stakes
    clock: Clock
    seconds: float = 600.0
    gap: float = GAP
    watch: Watch | None = None
    seed: int = 0
    best: Ints = field(init=False)
    bound: float = inf
    is_stopped: bool = False
    _begun: float = field(init=False)
    _plan: Plan = field(init=False)

    def __post_init__(self) -> None:
        self._begun = self.clock()

    def run(self) -> Siting:
        """This function will search and return what was found and proved."""
        stakes = self.stakes
        served, greedy, one_each = serve_most(stakes, self._look_briefly), plan_greedily(stakes), plan_one_each(stakes)
        self._keep(served)
        for start in (greedy, one_each, fill(stakes, served.copy(), take_even_prices(stakes))):
            self._offer(start)
        model = SiteModel(stakes, int(stakes.list_served(served).sum()))
        if stakes.worth.any():
            self._improve(take_even_prices(stakes), FIRST_SHARE)
            self._prove(model)
        else:
            self.bound = 0.0
        plan = stakes.write_plan(self.best)
        is_proved = measure_gap(plan.worth, self.bound) <= self.gap + 1e-9
        return Siting(
            plan,
            max(self.bound, plan.worth),
            stakes.write_plan(greedy),
            stakes.write_plan(one_each),
            is_proved,
            is_stopped=not is_proved,
        )

    def _prove(self, model: SiteModel) -> None:
        programme = model.build()
        found = programme.relax(look=self._look, by_points=True)
        if not self._take_bound(found):
            return
        prices = model.read_prices(found)
        found = self._cut(model, programme, found)
        self._improve(prices, SECOND_SHARE)
        programme.make_whole(model.list_whole())
        self._polish(model, programme, model.split(found.values)[0].max(axis=0) > USED)
        if self._is_over():
            return
        found = programme.solve(
            gap=self.gap,
            start=model.write(self.best),
            look=lambda bound, values: self._look_on(model, bound, values),
        )
        self._take_bound(found)
        self._offer(model.read(found.values) if found.values.size else self.best)

    def _cut(self, model: SiteModel, programme: Programme, found: Found) -> Found:
        """Adds what the fractions break and solves again, as long as it pays; returns the last fractions."""
        for _ in range(ROUNDS):
            count = self._add_cuts(model, programme, found.values)
            if not count or self._is_over():
                break
            before, again = self.bound, programme.relax(look=self._look)
            is_solved = self._take_bound(again)
            found = again if is_solved else found
            if not is_solved or before - self.bound < WORTHWHILE * before:
                break
        return found

    def _polish(self, model: SiteModel, programme: Programme, used: Bools) -> None:
        """Solves with most of the plan held, again and again, until nothing comes of it or its part of the time is over."""
        chance, begun, turn, fruitless = np.random.default_rng(self.seed), self.clock(), 0, 0
        while fruitless < PATIENCE and self.clock() - begun < POLISH_SHARE * self.seconds and not self._is_over():
            before = self.best
            free = list_free(self.stakes, before, used, turn=turn, chance=chance)
            start = model.write(before)
            programme.hold(model.list_held(free), start)
            self._solve_part(model, programme, start)
            turn, fruitless = turn + 1, fruitless + 1 if self.best is before else 0
        programme.hold(np.zeros(sum(model.sizes), dtype=bool), model.write(self.best))

    def _solve_part(self, model: SiteModel, programme: Programme, start: Floats) -> None:
        """What it proves holds for the part alone and is forgotten."""
        begun = self.clock()

        def look(bound: float, values: Floats) -> bool:
            if values.size:
                self._offer(model.read(values))
            return self.clock() - begun > PART_SECONDS or self._is_over()

        found = programme.solve(gap=PART_GAP, look=look, start=start)
        self._offer(model.read(found.values) if found.values.size else self.best)

    def _add_cuts(self, model: SiteModel, programme: Programme, values: Floats) -> int:
        count = 0
        for year, (site, reached) in enumerate(zip(*model.split(values), strict=True)):
            for cut in list_broken(self.stakes.cover, self.stakes.worth, site, reached)[:MOST_CUTS]:
                model.add_cut(programme, cut, year)
                count += 1
        return count

    def _improve(self, prices: Prices, share: float) -> None:
        """Local search for a part of the time."""
        begun, lasts = self.clock(), min(share * self.seconds, LONGEST)

        def used() -> float:
            return 1.0 if self._is_over() else (self.clock() - begun) / lasts

        self._offer(improve(self.stakes, self.best, prices, seed=self.seed, used=used))

    def _offer(self, opening: Ints) -> None:
        """Keeps openings that fit and rank higher than the best."""
        if self.stakes.fits(opening) and self.stakes.rank(opening) > self.stakes.rank(self.best):
            self._keep(opening)

    def _keep(self, opening: Ints) -> None:
        self.best, self._plan = opening, self.stakes.write_plan(opening)

    def _take_bound(self, found: Found) -> bool:
        """Says whether the solver came to an end with fractions or whole numbers to go on from."""
        self.bound = min(self.bound, found.bound)
        return found.is_optimal

    def _look_on(self, model: SiteModel, bound: float, values: Floats) -> bool:
        if values.size:
            self._offer(model.read(values))
        return self._look(bound, values)

    def _look(self, bound: float, values: Floats) -> bool:
        self.bound = min(self.bound, bound)
        return self._is_over()

    def _look_briefly(self, bound: float, values: Floats) -> bool:
        return self.clock() - self._begun >= SERVE_SHARE * self.seconds

    def _is_over(self) -> bool:
        """Whether the watch has said stop, the time is over, or the gap is proved."""
        spent = self.clock() - self._begun
        if self.watch is not None and not self.is_stopped:
            self.is_stopped = self.watch(Standing(self._plan, self.bound, spent))
        return self.is_stopped or spent >= self.seconds or measure_gap(self._plan.worth, self.bound) <= self.gap
