"""The cheapest road: a programme with a linear score in place of the chance, and the exact chance to move its need until they agree.

1. Lines lead to plans, and the exact chance says which hold (`lines.py`).
2. What turns out not to be needed is taken away.
3. What must hold of every plan gives a cost below which there is nothing (`proving.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import Desk, open_desk
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.greedy import plan_greedily
from paripurna.core.planning.lines import follow_lines
from paripurna.core.planning.outcomes import Stakes, list_effects
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.proving import check_reachable, prove
from paripurna.core.planning.schedule import Schedule, list_counted
from paripurna.core.planning.scores import meets_floors
from paripurna.core.planning.types import CannotPlan, Fault, Plan, Problem, Road

KEPT = 0.3  # of the time, for the bound


def find_road(
    problem: Problem,
    *,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    seconds: float = 300.0,
    watch: Watch | None = None,
) -> Road:
    """This function will return the cheapest road it finds to more than the target with the confidence, and its proof.

    Raises `CannotPlan` for a problem that is wrong, out of reach, or out of its limits.
    """
    return search(open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past))


def search(desk: Desk) -> Road:
    """This function will search at the desk and return the road. Raises as `find_road`."""
    check_reachable(desk)
    with desk.patience.keep_back(KEPT):
        follow_lines(desk)
        for make in (plan_greedily, _plan_all):
            if desk.best is None and (plan := make(desk.stakes, desk.evaluation)) is not None:
                desk.offer(plan)
        trim(desk)
    if desk.best is None:
        raise CannotPlan(Fault.LIMITS)
    prove(desk)
    return desk.write_road(desk.best)


def _plan_all(stakes: Stakes, _evaluation: Evaluation) -> Plan | None:
    """As many moves as fit, the cheapest first: where nothing else is found, and a beginning for taking away."""
    schedule = Schedule(stakes.problem)
    for move in sorted(stakes.problem.moves, key=lambda move: (not move.must, move.cost_idr, move.code)):
        if not schedule.place(move.code) and move.must:
            return None
    plan = schedule.build_plan()
    return plan if meets_floors(stakes, list_effects(stakes, list_counted(stakes.problem, plan))) else None


def trim(desk: Desk) -> None:
    """This function will take away moves without which the confidence still holds, the dearest first."""
    moves = desk.stakes.problem.move_by_code
    for code in sorted(desk.best.starts if desk.best else (), key=lambda code: (-moves[code].cost_idr, code)):
        if desk.best is None or desk.patience.is_over():
            return
        is_needed = moves[code].must or any(code in moves[other].needs for other in desk.best.starts)
        if moves[code].cost_idr and not is_needed:
            starts = {other: start for other, start in desk.best.starts.items() if other != code}
            desk.offer_if_likely(Plan(starts, desk.best.cost_idr - moves[code].cost_idr))
