"""The bound: a cost that no plan with the confidence goes below.

What must be true of every such plan makes a programme of its own, looser than the problem itself; its least cost is the bound. On small problems
the bound is then raised until it meets the best plan: a plan that fails is cut off, and with it every smaller choice of its moves
where none of those can hold either.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from paripurna.core.planning.desk import GAP, Desk
from paripurna.core.planning.programme import Key
from paripurna.core.planning.road_model import MILLION, REACH, RoadModel
from paripurna.core.planning.scores import list_necessities
from paripurna.core.planning.types import CannotPlan, Fault, Plan

SMALL = 24  # moves: with so few, failing plans are cut off until bound and plan meet


def check_reachable(desk: Desk) -> None:
    """This function will raise `CannotPlan` where no choice among all moves has the confidence."""
    reachable = find_reachable(desk, desk.stakes.problem.move_by_code)
    if reachable < desk.confidence:
        raise CannotPlan(Fault.UNREACHABLE, reachable=reachable)


def find_reachable(desk: Desk, counted: Iterable[str]) -> float:
    """This function will return a chance that no choice among these moves exceeds: theirs, where one more never lowers it."""
    find = desk.evaluation.find_chance if desk.stakes.is_monotone else desk.evaluation.bound_chance
    return find(counted)


def is_small(desk: Desk) -> bool:
    """This function will say whether the bound can be raised until it meets the plan."""
    return len(desk.stakes.problem.moves) <= SMALL


def prove(desk: Desk) -> None:
    """This function will raise the bound by what must hold of every plan.

    On small problems until it meets the best plan, nothing is left, or time runs out: what fails is cut off, better plans are kept.
    """
    if not is_small(desk):
        _bound_once(desk, desk.drafts.model)
        return
    model = RoadModel(desk.stakes)
    _demand_necessities(desk, model)
    plan = _raise_bound(desk, model)
    while plan is not None and _cut_off(desk, model, plan):
        plan = _raise_bound(desk, model)


def _bound_once(desk: Desk, model: RoadModel) -> None:
    """With the programme at hand, which is as it was afterwards."""
    necessities = _demand_necessities(desk, model)
    _raise_bound(desk, model)
    for key in necessities:
        model.programme.bound_row(key)


def _demand_necessities(desk: Desk, model: RoadModel) -> list[Key]:
    """What must hold of every plan, tightest near the best one, in place of any line."""
    model.release(REACH)
    model.seek_cheapest(desk.pricing)
    keys: list[Key] = []
    for line in list_necessities(desk.stakes, desk.list_effects(desk.best)):
        keys.append(("necessity", len(keys)))
        model.demand(keys[-1], line.scores, line.need)
    return keys


def _raise_bound(desk: Desk, model: RoadModel) -> Plan | None:
    """The cheapest plan that the programme still allows, the bound raised; None where it allows none below the best."""
    if desk.patience.is_over():
        return None
    solution = model.programme.solve(gap=GAP, seconds=desk.patience.count_left(), watch=desk.look)
    least = inf if desk.best is None else desk.price(desk.best) / MILLION
    desk.lower_bound = max(desk.lower_bound, min(solution.bound, least))
    return model.read_plan(solution.values) if solution.values and desk.lower_bound < least else None


def _cut_off(desk: Desk, model: RoadModel, plan: Plan) -> bool:
    """Cuts a failing plan off, with all within it where none of that can hold; False when the plan holds: it is kept."""
    if desk.offer(plan):
        return False
    counted = desk.count(plan)
    if find_reachable(desk, counted) < desk.confidence:
        model.ask_outside(_widen(desk, counted))
    else:
        model.ask_other(counted)
    return True


def _widen(desk: Desk, counted: frozenset[str]) -> frozenset[str]:
    """These moves with as many others as still fail: the more are cut off at once, the better."""
    moves = desk.stakes.problem.moves
    for move in sorted(moves, key=lambda move: (-move.cost_idr, move.code)):
        if move.code not in counted and find_reachable(desk, counted | {move.code}) < desk.confidence:
            counted |= {move.code}
    return counted
