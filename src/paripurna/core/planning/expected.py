"""The plan that is enough on paper: the cheapest whose *expected* total exceeds the target. For comparison only: its chance is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import Desk, open_desk
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.types import CannotPlan, Fault, Plan, Problem, Road

ROUNDS = 12  # of asking for another plan, and for ever more, where caps take some of what was expected


def find_expected_plan(
    problem: Problem,
    *,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    seconds: float = 60.0,
    watch: Watch | None = None,
) -> Road:
    """This function will return the cheapest plan whose expected total exceeds the target, with its true chance and no bound.

    Raises `CannotPlan` for a problem that is wrong, or where no plan within the limits is expected to exceed the target.
    """
    desk = open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past)
    plan = _find(desk)
    if plan is None:
        raise CannotPlan(Fault.LIMITS)
    desk.model_gap = min(desk.gap, 1.0)
    return desk.write_road(plan)


def _find(desk: Desk) -> Plan | None:
    stakes, target = desk.stakes, desk.stakes.target / 100
    need = target - float(np.sum(stakes.base_means @ stakes.weights)) / 100
    for turn in range(1, ROUNDS + 1):
        plan = desk.find_cheapest(stakes.worths / 100, need)
        if plan is None:
            return None
        short = target - desk.evaluation.find_mean(desk.count(plan)) / 100
        if short <= 0:
            return plan
        desk.drafts.model.ask_other(desk.count(plan))
        need += short * turn / ROUNDS
    return None
