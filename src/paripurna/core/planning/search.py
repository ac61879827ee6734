"""The cheapest road: a programme with a linear score in place of the chance, and the exact chance to move its need until they agree.

1. Draw the score's line near the best plan known, solve, work the true chance out, draw it again: a few rounds.
2. With the line fixed, halve between the greatest need whose plan fails and the least whose plan holds.
3. Take away what turns out not to be needed.
4. Bound: what must hold of every plan, and that a plan with no move outside a failing one fails too, gives a cost below which
   there is nothing. On small problems this goes on until bound and plan meet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.checking import check_problem
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.greedy import plan_greedily
from paripurna.core.planning.outcomes import Stakes, list_effects, weigh_stakes
from paripurna.core.planning.programme import Progress
from paripurna.core.planning.road_model import MILLION, REACH, RoadModel
from paripurna.core.planning.schedule import list_counted
from paripurna.core.planning.scores import Line, draw_line, guess_chance, list_necessities, meets_floors
from paripurna.core.planning.types import CannotPlan, Fault, Plan, Problem, Proof, Road

GAP = 0.001  # of a model's cost that may stay unproved
ROUNDS = 4  # of drawing the line again
CLOSE = 0.05  # points between a need that fails and one that holds
LIKELY = 0.0005  # a guess that far below the confidence is still tried
SMALL = 24  # moves: with so few, failing plans are cut off until bound and plan meet

Clock = Callable[[], float]
"""Seconds that only ever grow."""

Watch = Callable[["Standing"], bool]
"""Is told where a search stands and says whether to stop."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be shown while a road is looked for: the best plan so far, its chance, the bound, the seconds."""

    best: Plan | None
    chance: float
    lower_bound_idr: int
    seconds: float


@dataclass
class Search:
    """One search for one problem. `watch` is told where it stands and says whether to stop; the best plan is kept."""

    stakes: Stakes
    clock: Clock
    seconds: float = 300.0
    watch: Watch | None = None
    evaluation: Evaluation = field(init=False)
    best: Plan | None = None
    chance: float = 0.0
    model_gap: float = inf
    lower_bound: float = 0.0  # millions of rupiah
    is_stopped: bool = False
    _begun: float = field(init=False)
    _chances: dict[frozenset[str], float] = field(default_factory=dict)
    _gap: float = 0.0  # of the model solved last

    def __post_init__(self) -> None:
        self.evaluation, self._begun = Evaluation(self.stakes), self.clock()

    def run(self) -> Road:
        """This function will search and return the road. Raises `CannotPlan` where none has the confidence within the limits."""
        self._check_reachable()
        model = RoadModel(self.stakes)
        line = self._draw_rounds(model)
        if line is not None:
            self._halve(model, line)
        if self.best is None and (plan := plan_greedily(self.stakes, self.evaluation)) is not None:
            self._try(plan)
        if self.best is None:
            raise CannotPlan(Fault.LIMITS)
        bound = self._build_bound()
        self._trim()
        self._prove(bound)
        return self._tell(self.best)

    def _check_reachable(self) -> None:
        everything = frozenset(move.code for move in self.stakes.problem.moves)
        if self._fails_within(everything):
            raise CannotPlan(Fault.UNREACHABLE, reachable=self.find_chance(everything))

    def find_chance(self, counted: frozenset[str]) -> float:
        """This function will return the exact chance, worked out once for each set of moves."""
        if counted not in self._chances:
            self._chances[counted] = self.evaluation.find_chance(counted)
        return self._chances[counted]

    def _draw_rounds(self, model: RoadModel) -> Line | None:
        """The last line whose plan failed; None when none did or nothing fits within the limits."""
        plan, aim, failed = None, self.stakes.problem.confidence, None
        for _ in range(ROUNDS):
            line = draw_line(self.stakes, self._list_effects(plan), min(max(aim, 0.001), 0.999))
            model.demand(REACH, line.scores, line.need)
            found = self._solve(model) or self._go_farthest(model, line)
            if found is None:
                break
            failed = failed if self._try(found) else line
            if plan is not None and self._count(plan) == self._count(found):
                break
            plan = found
            aim = self.stakes.problem.confidence + self._guess(found) - self.find_chance(self._count(found))
        return failed

    def _go_farthest(self, model: RoadModel, line: Line) -> Plan | None:
        """The plan with the greatest score within the limits: where a line asks for too much."""
        model.seek_farthest(REACH, line.scores)
        plan = self._solve(model)
        model.seek_cheapest()
        return plan

    def _halve(self, model: RoadModel, line: Line) -> None:
        """Between the need of the line, whose plan fails, and one whose plan holds."""
        low, high, step = line.need, inf, 1.0
        model.demand(REACH, line.scores, low)
        while high - low >= CLOSE and not self._is_over():
            need = low + step if high == inf else (low + high) / 2
            model.programme.bound_row(REACH, low=need)
            plan = self._solve(model)
            if plan is None or self._try(plan):
                high = need
            else:
                low, step = need, step * 2

    def _solve(self, model: RoadModel) -> Plan | None:
        if self._is_over():
            return None
        start = None if self.best is None else model.write_plan(self.best, self._list_effects(self.best))
        solution = model.programme.solve(gap=GAP, seconds=self._left(), start=start, watch=self._look)
        if not solution.values:
            return None
        self._gap = solution.gap
        return model.read_plan(solution.values)

    def _try(self, plan: Plan) -> bool:
        """Keeps the plan if it holds and costs less than the best; says whether it holds."""
        chance = self.find_chance(self._count(plan))
        holds = chance >= self.stakes.problem.confidence
        if holds and (self.best is None or plan.cost_idr < self.best.cost_idr):
            self.best, self.chance, self.model_gap = plan, chance, min(self._gap, 1.0)
        return holds

    def _trim(self) -> None:
        """Takes away moves without which the confidence still holds, the dearest first."""
        moves = self.stakes.problem.move_by_code
        for code in sorted(self.best.starts if self.best else (), key=lambda code: (-moves[code].cost_idr, code)):
            if self.best is None or self._is_over():
                return
            is_needed = moves[code].must or any(code in moves[other].needs for other in self.best.starts)
            if moves[code].cost_idr and not is_needed:
                starts = {other: start for other, start in self.best.starts.items() if other != code}
                self._try_if_likely(Plan(starts, self.best.cost_idr - moves[code].cost_idr))

    def _try_if_likely(self, plan: Plan) -> None:
        """Works the exact chance out only where the guess, corrected by its error at the best plan, comes near enough."""
        error = self._guess(self.best) - self.chance if self.best else 0.0
        is_likely = self._guess(plan) - error > self.stakes.problem.confidence - LIKELY
        if is_likely and meets_floors(self.stakes, self._list_effects(plan)):
            self._try(plan)

    def _guess(self, plan: Plan) -> float:
        return guess_chance(self.stakes, self._list_effects(plan))

    def _count(self, plan: Plan) -> frozenset[str]:
        return list_counted(self.stakes.problem, plan)

    def _list_effects(self, plan: Plan | None) -> list[int]:
        return [] if plan is None else list_effects(self.stakes, self._count(plan))

    def _build_bound(self) -> RoadModel:
        """The programme of what must hold of every plan, tightest near the best one; its least cost is the first bound."""
        model = RoadModel(self.stakes)
        for position, line in enumerate(list_necessities(self.stakes, self._list_effects(self.best))):
            model.demand(("necessity", position), line.scores, line.need)
        self._raise_bound(model)
        return model

    def _raise_bound(self, model: RoadModel) -> Plan | None:
        """The cheapest plan that the programme still allows, having raised the bound; None where it allows none below the best."""
        if self.best is None or self._is_over():
            return None
        solution = model.programme.solve(gap=GAP, seconds=self._left(), watch=self._look)
        least = self.best.cost_idr / MILLION
        self.lower_bound = max(self.lower_bound, min(solution.bound, least))
        return model.read_plan(solution.values) if solution.values and self.lower_bound < least else None

    def _prove(self, model: RoadModel) -> None:
        """Cuts off what fails and raises the bound until it meets the plan or time runs out."""
        plan = self._raise_bound(model)
        while plan is not None and self._cut_off(model, plan):
            plan = self._raise_bound(model)

    def _cut_off(self, model: RoadModel, plan: Plan) -> bool:
        """Cuts a failing plan off, with all within it where none of that can hold; False when the plan holds: it is kept."""
        if self._try(plan):
            return False
        counted = self._count(plan)
        if self._fails_within(counted):
            model.ask_outside(self._widen(counted))
        else:
            model.ask_other(counted)
        return len(self.stakes.problem.moves) <= SMALL

    def _fails_within(self, counted: frozenset[str]) -> bool:
        """Whether no choice among these moves has the confidence."""
        confidence = self.stakes.problem.confidence
        if self.stakes.is_monotone:
            return self.find_chance(counted) < confidence
        return self.evaluation.bound_chance(counted) < confidence

    def _widen(self, counted: frozenset[str]) -> frozenset[str]:
        """These moves with as many others as still fail: the more are cut off at once, the better."""
        moves = self.stakes.problem.moves
        for move in sorted(moves, key=lambda move: (-move.cost_idr, move.code)) if len(moves) <= SMALL else ():
            if move.code not in counted and self._fails_within(counted | {move.code}):
                counted |= {move.code}
        return counted

    def _tell(self, best: Plan) -> Road:
        bound = min(int(self.lower_bound * MILLION + 0.5), best.cost_idr)
        mean = self.evaluation.find_mean(self._count(best)) / 100
        return Road(
            plan=best,
            proof=Proof(self.model_gap, self.chance, bound),
            mean_points=Decimal(mean).quantize(Decimal("0.01")),
            is_optimal=bound >= best.cost_idr,
            is_stopped=self.is_stopped,
        )

    def _look(self, progress: Progress) -> bool:
        standing = Standing(self.best, self.chance, int(self.lower_bound * MILLION), self.clock() - self._begun)
        self.is_stopped = self.is_stopped or (self.watch is not None and self.watch(standing))
        return self.is_stopped

    def _left(self) -> float:
        return self.seconds - (self.clock() - self._begun)

    def _is_over(self) -> bool:
        if self._left() <= 0:
            self.is_stopped = True
        return self.is_stopped


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
    check_problem(problem)
    return Search(weigh_stakes(problem, model=model, past=past), clock, seconds=seconds, watch=watch).run()
