"""What a search works with: the problem in numbers, exact chances, the solver, the time, and the best plan so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from math import inf

from paripurna.core.forecast.grid import Row
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.checking import check_problem
from paripurna.core.planning.choice_model import ChoiceModel
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.outcomes import Stakes, list_effects, weigh_stakes
from paripurna.core.planning.patience import Patience
from paripurna.core.planning.programme import Progress
from paripurna.core.planning.road_model import MILLION, REACH, Pricing, RoadModel, price_at_cost
from paripurna.core.planning.schedule import list_counted
from paripurna.core.planning.scores import Line, guess_chance, meets_floors
from paripurna.core.planning.types import Plan, Problem, Proof, Road

GAP = 0.0001  # of a model's cost that may stay unproved
LIKELY = 0.0005  # a guess that far below the confidence is still tried


@dataclass
class Drafts:
    """The programme that plans are looked for with: without quarters, until that chooses what cannot be placed."""

    stakes: Stakes
    model: RoadModel = field(init=False)

    def __post_init__(self) -> None:
        self.model = ChoiceModel(self.stakes)

    def add_quarters(self) -> None:
        """This function will look with quarters from now on."""
        self.model = RoadModel(self.stakes)


@dataclass
class Desk:
    """One search. `pricing` is what it makes as small as it can: the cost, unless somebody counts other things too."""

    stakes: Stakes
    patience: Patience
    evaluation: Evaluation
    pricing: Pricing = price_at_cost
    best: Plan | None = None
    chance: float = 0.0
    model_gap: float = inf
    lower_bound: float = 0.0  # millions of rupiah
    gap: float = field(default=0.0, init=False)  # of the model solved last

    @property
    def confidence(self) -> float:
        """The chance that a plan must have."""
        return self.stakes.problem.confidence

    @cached_property
    def drafts(self) -> Drafts:
        """What plans are looked for with."""
        return Drafts(self.stakes)

    def turn_to(self, confidence: float, patience: Patience) -> Desk:
        """This function will return a desk for another confidence: programme and chances stay at hand, no plan is on it yet."""
        problem = replace(self.stakes.problem, confidence=confidence)
        desk = Desk(replace(self.stakes, problem=problem), patience, self.evaluation, self.pricing)
        desk.drafts = self.drafts
        return desk

    def find_cheapest(self, scores: Row, need: float) -> Plan | None:
        """This function will return the cheapest plan found in time whose effects' scores add up to the need; None without any."""

        def ask(model: RoadModel) -> None:
            model.demand(REACH, scores, need)
            model.seek_cheapest(self.pricing)

        return self._solve(ask)

    def find_farthest(self, line: Line) -> Plan | None:
        """This function will return the plan with the greatest score within the limits, whatever the line needs."""
        plan = self._solve(lambda model: model.seek_farthest(line.scores))
        return None if plan is None else self._drop_idle(plan)

    def _solve(self, ask: Callable[[RoadModel], None]) -> Plan | None:
        if self.patience.is_over():
            return None
        model = self.drafts.model
        ask(model)
        start = None if self.best is None else model.write_plan(self.best, self.list_effects(self.best))
        solution = model.programme.solve(gap=GAP, seconds=self.patience.count_left(), start=start, watch=self.look)
        if not solution.values:
            return None
        self.gap, plan = solution.gap, model.read_plan(solution.values)
        if plan is None:
            self.drafts.add_quarters()
            return self._solve(ask)
        return plan

    def _drop_idle(self, plan: Plan) -> Plan:
        """The plan without moves that no question relies on, nobody insists on and no other needs."""
        problem = self.stakes.problem
        kept = {code for effect in self.list_effects(plan) for code in problem.effects[effect].moves}
        waiting = [*kept, *(move.code for move in problem.moves if move.must)]
        while waiting:
            code = waiting.pop()
            kept.add(code)
            waiting += [need for need in problem.move_by_code[code].needs if need not in kept]
        starts = {code: start for code, start in plan.starts.items() if code in kept}
        return Plan(starts, sum(problem.move_by_code[code].cost_idr for code in starts))

    def offer(self, plan: Plan) -> bool:
        """This function will keep the plan if it holds and is cheaper than the best, and say whether it holds."""
        chance = self.find_chance(plan)
        holds = chance >= self.confidence
        if holds and (self.best is None or self.price(plan) < self.price(self.best)):
            self.best, self.chance, self.model_gap = plan, chance, min(self.gap, 1.0)
        return holds

    def offer_if_likely(self, plan: Plan) -> None:
        """This function will work the exact chance out only where the guess, corrected by its error at the best plan, is near."""
        error = self.guess(self.best) - self.chance if self.best else 0.0
        is_likely = self.guess(plan) - error > self.confidence - LIKELY
        if is_likely and meets_floors(self.stakes, self.list_effects(plan)):
            self.offer(plan)

    def price(self, plan: Plan) -> int:
        """This function will return what the search makes small, in rupiah."""
        moves = self.stakes.problem.move_by_code
        return sum(self.pricing(moves[code], start) for code, start in plan.starts.items())

    def find_chance(self, plan: Plan) -> float:
        """This function will return the exact chance of a plan."""
        return self.evaluation.find_chance(self.count(plan))

    def guess(self, plan: Plan) -> float:
        """This function will return the chance of a plan as a normal total has it."""
        return guess_chance(self.stakes, self.list_effects(plan))

    def count(self, plan: Plan) -> frozenset[str]:
        """This function will return the moves of a plan that count."""
        return list_counted(self.stakes.problem, plan)

    def list_effects(self, plan: Plan | None) -> list[int]:
        """This function will return the effects that a plan relies on."""
        return [] if plan is None else list_effects(self.stakes, self.count(plan))

    def look(self, _progress: Progress) -> bool:
        """This function will tell whoever looks on where the search stands, and say whether to stop."""
        bound = 0 if self.lower_bound == inf else int(self.lower_bound * MILLION)
        return self.patience.tell(self.best, self.chance, bound)

    def write_road(self, plan: Plan, *, is_optimal: bool = False) -> Road:
        """This function will return the plan as a road, with its proof."""
        bound = plan.cost_idr if self.lower_bound == inf else min(int(self.lower_bound * MILLION + 0.5), plan.cost_idr)
        counted = self.count(plan)
        mean = self.evaluation.find_mean(counted) / 100
        return Road(
            plan=plan,
            proof=Proof(self.model_gap, self.find_chance(plan), bound),
            mean_points=Decimal(mean).quantize(Decimal("0.01")),
            is_optimal=is_optimal or bound >= plan.cost_idr,
            is_stopped=self.patience.was_cut,
            points_chance=self.evaluation.find_chance(counted, demanded=False),
            rule_chance=self.evaluation.find_chance(counted, demanded=True),
        )


def open_desk(
    problem: Problem,
    *,
    model: ForecastModel,
    patience: Patience,
    past: Sequence[PastMark] = (),
    pricing: Pricing = price_at_cost,
) -> Desk:
    """This function will check the problem and turn it into numbers. Raises `CannotPlan` for one that is wrong."""
    check_problem(problem)
    stakes = weigh_stakes(problem, model=model, past=past)
    return Desk(stakes, patience, Evaluation(stakes), pricing)
