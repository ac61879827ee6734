"""Where next: the best plan and a bound on every other, both known at any time.

1. Two rules of thumb, and the plan that serves most kelurahan, are where it begins: it never ends below them.
2. Local search.
3. The programme in fractions with its cuts: a bound, and what it costs to open a candidate in a year.
4. The openings that cost next to nothing, solved in whole numbers: a good plan.
5. Branching on numbers of sites until the gap is proved or the time is over.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from paripurna.core.siting.classes import sort_classes
from paripurna.core.siting.dominance import list_needless
from paripurna.core.siting.greedy import fill, plan_greedily, plan_one_each, take_even_prices
from paripurna.core.siting.ground import Ground, cut_money, lay_ground
from paripurna.core.siting.improving import Share, improve
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.record import Record
from paripurna.core.siting.serving import serve_most
from paripurna.core.siting.solver import Look
from paripurna.core.siting.stakes import Stakes, weigh_task
from paripurna.core.siting.standing import Clock, Siting, Watch, measure_gap
from paripurna.core.siting.task import Task
from paripurna.core.siting.tree import Tree
from paripurna.core.siting.types import Bools, Floats

GAP = 0.001  # of the worth that may stay unproved
SERVE_SHARE = 0.2  # of the time to find how many kelurahan can be served
LOCAL_SHARE, LOCAL_SECONDS = 0.05, 1.0  # of the time for local search, and seconds at the most
NEAR = 0.0013  # of the bound: an opening that costs no more is near
NEAR_SHARE, NEAR_SECONDS = 0.2, 10.0


def find_sites(
    task: Task, *, clock: Clock, seconds: float = 600.0, gap: float = GAP, watch: Watch | None = None, seed: int = 0
) -> Siting:
    """This function will look for the best sites until the gap is proved, the time is over, or the watch says so. Raises `BadInput`."""
    stakes = weigh_task(task)
    begun = clock()
    served = serve_most(stakes, lambda _: clock() - begun >= SERVE_SHARE * seconds)
    record = Record(stakes, clock, seconds, gap, watch, served)
    greedy, one_each = plan_greedily(stakes), plan_one_each(stakes)
    for start in (greedy, one_each, fill(stakes, served.copy(), take_even_prices(stakes))):
        record.offer(start)
    if stakes.worth.any():
        _search(record, int(stakes.list_served(served).sum()), seed)
    else:
        record.lower(0.0)
    is_proved = measure_gap(record.plan.worth, record.bound) <= gap + 1e-9
    return Siting(
        record.plan,
        max(record.bound, record.plan.worth),
        stakes.write_plan(greedy),
        stakes.write_plan(one_each),
        is_proved,
        is_stopped=not is_proved,
    )


def _search(record: Record, least_served: int, seed: int) -> None:
    stakes = record.stakes
    used = _use_up(record, LOCAL_SHARE, LOCAL_SECONDS)
    record.offer(improve(stakes, record.best, take_even_prices(stakes), seed=seed, used=used))
    root = lay_ground(SiteModel(stakes, sort_classes(stakes), least_served, _allow(stakes)), _look_at(record))
    record.lower(root.found.bound)
    root = cut_money(root, _look_at(record))
    record.lower(root.found.bound)
    if root.found.is_optimal:
        _search_near(record, root)
        Tree(record, root).grow()


def _allow(stakes: Stakes) -> Bools:
    """What may open when in plans that are worth looking for."""
    years = np.arange(stakes.never)[:, None]
    allowed: Bools = (years >= stakes.ready[None, :]) & ~list_needless(stakes)[None, :]
    return allowed


def _search_near(record: Record, root: Ground) -> None:
    """Looks for better plans among the openings that the prices like."""
    allowed = root.list_near(NEAR * root.found.bound)
    used = _use_up(record, NEAR_SHARE, NEAR_SECONDS)
    near = lay_ground(replace(root.model, allowed=allowed), _look_at(record), cuts=root.cuts)
    if not near.found.is_optimal:
        return

    def look(values: Floats) -> bool:
        if values.size:
            record.offer(near.model.read(values))
        return used() >= 1

    near.programme.make_whole(near.model.list_whole())
    look(near.programme.solve(gap=record.gap, look=look).values)


def _use_up(record: Record, share: float, most: float) -> Share:
    """Tells how much of a share of the time is used up, all of it once the search is over."""
    begun, lasts = record.spent, min(share * record.seconds, most)
    return lambda: 1.0 if record.is_over() else (record.spent - begun) / lasts


def _look_at(record: Record) -> Look:
    return lambda _values: record.is_over()
