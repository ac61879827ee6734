"""The greatest chance within a budget: lines that are followed as far as the money goes, and the exact chance to choose between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import Desk, open_desk
from paripurna.core.planning.lines import ROUNDS
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.proving import prove
from paripurna.core.planning.schedule import Schedule, arrange
from paripurna.core.planning.scores import draw_line, meets_floors
from paripurna.core.planning.types import CannotPlan, Fault, Limits, Plan, Problem, Road

BETTER = 1e-9  # a chance that much greater is greater
TRIED = 20  # moves that are tried in the money that is left over


class Climb(Desk):
    """A desk that keeps the plan with the greatest chance, and of equal ones the cheapest."""

    def offer(self, plan: Plan) -> bool:
        """This function will keep the plan if it is better than the best, and say whether it is."""
        chance = self.find_chance(plan)
        is_better = self.best is None or (chance, -plan.cost_idr) > (self.chance, -self.best.cost_idr)
        if is_better and meets_floors(self.stakes, self.list_effects(plan)):
            self.best, self.chance, self.model_gap = plan, chance, min(self.gap, 1.0)
        return is_better


def find_best_chance(
    problem: Problem,
    *,
    budget_idr: int,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    seconds: float = 300.0,
    watch: Watch | None = None,
) -> Road:
    """This function will return the road with the greatest chance of the target that it finds within the budget.

    The confidence of the problem is not asked for. The lower bound is for plans with the chance that was found; the road is
    optimal when no plan within the limits has a greater one, which the search has shown. Raises `CannotPlan` for a problem that
    is wrong, or whose limits cannot be kept at all.
    """
    desk = open_desk(lend(problem, budget_idr), model=model, patience=Patience(clock, seconds, watch), past=past)
    climb = Climb(desk.stakes, desk.patience, desk.evaluation)
    if (least := arrange(climb.stakes.problem, (move.code for move in problem.moves if move.must))) is not None:
        climb.offer(least)
    _follow_lines(climb)
    _spend_rest(climb)
    if climb.best is None:
        raise CannotPlan(Fault.LIMITS)
    is_optimal = _prove(climb)
    return climb.write_road(climb.best, is_optimal=is_optimal)


def lend(problem: Problem, budget_idr: int) -> Problem:
    """This function will return the problem with no more money than that."""
    limits: Limits = problem.limits
    least = budget_idr if limits.budget_idr is None else min(budget_idr, limits.budget_idr)
    return replace(problem, limits=replace(limits, budget_idr=least))


def _follow_lines(climb: Climb) -> None:
    for _ in range(ROUNDS):
        aim = min(max(climb.chance, 0.01), 0.99)
        found = climb.find_farthest(draw_line(climb.stakes, climb.list_effects(climb.best), aim))
        if found is None or not climb.offer(found):
            return


def _spend_rest(climb: Climb) -> None:
    """Takes in what still fits and raises the chance, and gives back what does nothing for it."""
    problem, moves = climb.stakes.problem, climb.stakes.problem.move_by_code
    for code in sorted(moves, key=lambda code: (moves[code].cost_idr, code))[:TRIED]:
        schedule = Schedule(problem)
        for placed, start in (climb.best.starts if climb.best else {}).items():
            schedule.take(moves[placed], start)
        if not climb.patience.is_over() and code not in schedule.starts and schedule.place(code):
            climb.offer(schedule.build_plan())


def _prove(climb: Climb) -> bool:
    """Raises the bound for the chance found; on small problems looks for a greater one until there is none, and says so."""
    while True:
        rung = climb.turn_to(min(max(climb.chance + BETTER, BETTER), 1 - BETTER), climb.patience)
        prove(rung)
        climb.lower_bound = rung.lower_bound
        if climb.chance >= 1 - BETTER or rung.best is None:
            return climb.chance >= 1 - BETTER or rung.lower_bound == inf
        climb.offer(rung.best)
