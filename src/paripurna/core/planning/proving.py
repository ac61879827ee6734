"""The bound: what must hold of every plan with the confidence makes a programme whose least cost no plan is below.

On small problems plans that fail are cut off, and where no choice within one can hold, all within it, until bound and plan meet.
"""

from __future__ import annotations

from math import inf

from paripurna.core.planning.choice_model import ChoiceModel
from paripurna.core.planning.desk import GAP, Desk
from paripurna.core.planning.road_model import MILLION, RoadModel
from paripurna.core.planning.scores import list_necessities
from paripurna.core.planning.types import CannotPlan, Fault, Plan

SMALL = 24  # moves: with so few, failing plans are cut off until bound and plan meet


def check_reachable(desk: Desk) -> None:
    """This function will raise `CannotPlan` where even all moves together have not the confidence."""
    everything = frozenset(move.code for move in desk.stakes.problem.moves)
    if _fails_within(desk, everything):
        raise CannotPlan(Fault.UNREACHABLE, reachable=desk.evaluation.find_chance(everything))


def build_bound(desk: Desk) -> RoadModel:
    """This function will return the programme of what must hold of every plan, tightest near the best one, and raise the bound by it."""
    model = RoadModel(desk.stakes) if is_small(desk) else ChoiceModel(desk.stakes)
    model.seek_cheapest(desk.pricing)
    for position, line in enumerate(list_necessities(desk.stakes, desk.list_effects(desk.best))):
        model.demand(("necessity", position), line.scores, line.need)
    _raise_bound(desk, model)
    return model


def is_small(desk: Desk) -> bool:
    """This function will say whether the bound can be raised until it meets the plan."""
    return len(desk.stakes.problem.moves) <= SMALL


def prove(desk: Desk, model: RoadModel) -> None:
    """This function will, on small problems, cut off what fails and raise the bound until it meets the plan or time runs out."""
    plan = _raise_bound(desk, model) if is_small(desk) else None
    while plan is not None and _cut_off(desk, model, plan):
        plan = _raise_bound(desk, model)


def _raise_bound(desk: Desk, model: RoadModel) -> Plan | None:
    """The cheapest plan that the programme still allows, having raised the bound; None where it allows none below the best."""
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
    if _fails_within(desk, counted):
        model.ask_outside(_widen(desk, counted))
    else:
        model.ask_other(counted)
    return True


def _fails_within(desk: Desk, counted: frozenset[str]) -> bool:
    """Whether no choice among these moves has the confidence."""
    if desk.stakes.is_monotone:
        return desk.evaluation.find_chance(counted) < desk.confidence
    return desk.evaluation.bound_chance(counted) < desk.confidence


def _widen(desk: Desk, counted: frozenset[str]) -> frozenset[str]:
    """These moves with as many others as still fail: the more are cut off at once, the better."""
    moves = desk.stakes.problem.moves
    for move in sorted(moves, key=lambda move: (-move.cost_idr, move.code)):
        if move.code not in counted and _fails_within(desk, counted | {move.code}):
            counted |= {move.code}
    return counted
