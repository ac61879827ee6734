"""Where next: the best plan and a bound on every other, both known at any time.

1. Two rules of thumb, and the plan that serves most kelurahan, are where it begins: it never ends below them.
2. Local search; in a second process it goes on to the end.
3. The programme in fractions with its cuts: a bound, and what it costs to open a candidate in a year.
4. A roof over the numbers of sites, lowered until the gap is proved or the time is over.
"""

from __future__ import annotations

from contextlib import nullcontext

import numpy as np

from paripurna.core.siting.classes import sort_classes
from paripurna.core.siting.dominance import list_needless
from paripurna.core.siting.greedy import fill, plan_greedily, plan_one_each, take_even_prices
from paripurna.core.siting.ground import cut_money, lay_ground
from paripurna.core.siting.improving import Bath, Share
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.partner import open_partner
from paripurna.core.siting.proving import Prover
from paripurna.core.siting.record import Record
from paripurna.core.siting.serving import serve_most
from paripurna.core.siting.solver import Look
from paripurna.core.siting.stakes import Stakes, weigh_task
from paripurna.core.siting.standing import Clock, Siting, Watch, measure_gap
from paripurna.core.siting.task import Task
from paripurna.core.siting.types import Bools

GAP = 0.001  # of the worth that may stay unproved
SERVE_SHARE = 0.2  # of the time to find how many kelurahan can be served
LOCAL_SHARE = 0.05  # of the time for local search
ALONE_SECONDS, TOGETHER_SECONDS = 15.0, 2.0  # for it at the most, alone and where a partner goes on


def find_sites(
    task: Task,
    *,
    clock: Clock,
    seconds: float = 600.0,
    gap: float = GAP,
    watch: Watch | None = None,
    seed: int = 0,
    with_partner: bool = False,
) -> Siting:
    """This function will look for the best sites until the gap is proved, the time is over, or the watch says so. Raises `BadInput`.

    A partner is a second process that looks for better plans while this one proves; the better plan can depend on chance then.
    """
    stakes = weigh_task(task)
    begun = clock()
    served = serve_most(stakes, lambda _: clock() - begun >= SERVE_SHARE * seconds)
    greedy, one_each = plan_greedily(stakes), plan_one_each(stakes)
    record = Record(stakes, clock, seconds, gap, watch, served)
    for start in (greedy, one_each, fill(stakes, served.copy(), take_even_prices(stakes))):
        record.offer(start)
    if stakes.worth.any():
        _search(record, int(stakes.list_served(served).sum()), seed, with_partner=with_partner)
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


def _search(record: Record, least_served: int, seed: int, *, with_partner: bool) -> None:
    stakes, allowed = record.stakes, _allow(record.stakes)
    used = _use_up(record, LOCAL_SHARE, TOGETHER_SECONDS if with_partner else ALONE_SECONDS)
    record.offer(Bath(stakes, record.best, allowed, seed=seed).run(used))
    root = lay_ground(SiteModel(stakes, sort_classes(stakes), least_served, allowed), _look_at(record))
    record.lower(root.found.bound)
    if record.is_over():
        return
    with open_partner(stakes, allowed, seed) if with_partner else nullcontext() as partner:
        record.join(partner)
        root = cut_money(root, _look_at(record))
        record.lower(root.found.bound)
        if root.found.is_optimal:
            Prover(record, root).prove()


def _allow(stakes: Stakes) -> Bools:
    """What may open when in plans that are worth looking for."""
    years = np.arange(stakes.never)[:, None]
    allowed: Bools = (years >= stakes.ready[None, :]) & ~list_needless(stakes)[None, :]
    return allowed


def _use_up(record: Record, share: float, most: float) -> Share:
    """Tells how much of a share of the time is used up, all of it once the search is over."""
    begun, lasts = record.spent, min(share * record.seconds, most)
    return lambda: 1.0 if record.is_over() else (record.spent - begun) / lasts


def _look_at(record: Record) -> Look:
    return lambda _values: record.is_over()
