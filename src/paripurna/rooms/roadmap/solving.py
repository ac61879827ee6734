"""Working a scenario out: the plan, the plan by expectation beside it, the frontier, why each move is in or out, and other costs.

No database here. The time is shared out: a third for the plan, the rest for what explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from paripurna.core import planning  # each of its searches brings the solver when it is first called
from paripurna.core.planning.patience import Standing
from paripurna.core.planning.types import CannotPlan, Plan, Problem, Road
from paripurna.rooms.roadmap.problem import Inputs
from paripurna.rooms.roadmap.types import Mode

if TYPE_CHECKING:
    from paripurna.core.planning import FrontierPoint, Reason, Relaxed, Robustness

Clock = Callable[[], float]
Watch = Callable[[str, Standing | None], bool]
"""Is told the part that is worked on and where it stands, and says whether to stop."""

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9)
PLAN, EXPECTED, FRONTIER, REASONS, COSTS = "plan", "expected", "frontier", "reasons", "costs"
SHARES = {PLAN: 0.3, EXPECTED: 0.1, FRONTIER: 0.35, REASONS: 0.1, COSTS: 0.15}  # of the seconds
UNSURE = 0.3  # by which share costs are tried dearer and cheaper


@dataclass
class Outcome:
    """What came of a scenario. Without a road, `fault` says why and `relaxed` what would let it be solved."""

    road: Road | None = None
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # to the plan that stands
    expected: Road | None = None
    frontier: tuple[FrontierPoint, ...] = ()
    reasons: tuple[Reason, ...] = ()
    untold: tuple[str, ...] = ()  # moves that were left out, and not told why
    costs: Robustness | None = None
    fault: str = ""
    places: tuple[str, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    reachable: float | None = None
    is_stopped: bool = field(default=False)


def tell_reason(reason: Reason) -> dict[str, Any]:
    """This function will return a reason as it is stored."""
    return {
        "code": reason.code,
        "is_chosen": reason.is_chosen,
        "why": reason.why.value,
        "places": list(reason.places),
        "chance": reason.chance,
        "cost_idr": reason.cost_idr,
        "holds": reason.holds,
    }


def work_out(
    inputs: Inputs, *, seconds: float, clock: Clock, watch: Watch, parts: Collection[str] = tuple(SHARES)
) -> Outcome:
    """This function will work a scenario out within about so many seconds; stopped, it keeps the best that it has."""
    return _Working(inputs, seconds, clock, watch, parts).run()


@dataclass
class _Working:
    inputs: Inputs
    seconds: float
    clock: Clock
    watch: Watch
    parts: Collection[str]
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def problem(self) -> Problem:
        return self.inputs.problem

    def run(self) -> Outcome:
        try:
            self._find_plan()
        except CannotPlan as refusal:
            self._explain_refusal(refusal)
        steps = {
            EXPECTED: self._find_expected,
            FRONTIER: self._find_frontier,
            REASONS: self._explain,
            COSTS: self._try_costs,
        }
        for part, step in steps.items():
            if part in self.parts and not self.outcome.is_stopped:
                step()
        return self.outcome

    def _find_plan(self) -> None:
        known = self._list_known(PLAN)
        if self.inputs.standing:
            known_moves = self.problem.move_by_code
            starts = {key: start for key, start in self.inputs.standing.starts.items() if key in known_moves}
            plan = Plan(starts, sum(known_moves[key].cost_idr for key in starts))
            found = planning.replan(self.problem, plan, **known)
            self.outcome.road = found.road
            self.outcome.changes = {"added": found.added, "dropped": found.dropped, "moved": found.moved}
        elif self.inputs.scenario.mode == Mode.BUDGET:
            budget = self.inputs.scenario.budget_idr or 0
            self.outcome.road = planning.find_best_chance(self.problem, budget_idr=budget, **known)
        else:
            self.outcome.road = planning.find_road(self.problem, **known)

    def _find_expected(self) -> None:
        try:
            self.outcome.expected = planning.find_expected_plan(self.problem, **self._list_known(EXPECTED))
        except CannotPlan:
            self.outcome.expected = None

    def _find_frontier(self) -> None:
        """The plan itself is its surest point, where one was found."""
        others = [each for each in CONFIDENCES if self.outcome.road is None or each < self.problem.confidence]
        try:
            points = planning.trace_frontier(self.problem, confidences=others, **self._list_known(FRONTIER))
        except CannotPlan:
            return
        self.outcome.frontier = points
        self.outcome.reachable = points[0].reachable

    def _explain(self) -> None:
        """The chosen moves first, and all of them; the dearest of each first: where time runs out, others stay untold."""
        road, until = self.outcome.road, self.clock() + self._share(REASONS)
        if road is None:
            return
        moves = sorted(self.problem.moves, key=lambda move: (move.code not in road.plan, -move.cost_idr, move.code))
        codes = [move.code for move in moves]
        known: dict[str, Any] = {"model": self.inputs.model, "past": self.inputs.past}
        for reason in planning.explain_moves(self.problem, road.plan, codes, **known):
            self.outcome.reasons += (reason,)
            is_late = self.clock() > until and len(self.outcome.reasons) >= len(road.plan.starts)
            if self._is_to_stop(REASONS, None) or is_late:
                break
        self.outcome.untold = tuple(code for code in codes[len(self.outcome.reasons) :] if code not in road.plan)

    def _try_costs(self) -> None:
        """Within a budget, another plan must have the chance that this one has."""
        road = self.outcome.road
        if road is None or not road.proof.chance:
            return
        problem = replace(self.problem, confidence=min(self.problem.confidence, road.proof.chance))
        self.outcome.costs = planning.try_costs(problem, road, share=UNSURE, **self._list_known(COSTS))

    def _explain_refusal(self, refusal: CannotPlan) -> None:
        self.outcome.fault, self.outcome.places = refusal.fault.value, refusal.places
        self.outcome.reachable = refusal.reachable
        try:
            self.outcome.relaxed = planning.find_relaxation(self.problem, **self._list_known(EXPECTED))
        except CannotPlan:
            self.outcome.relaxed = ()

    def _share(self, part: str) -> float:
        """The seconds of a part, of those that are worked on."""
        return self.seconds * SHARES[part] / sum(SHARES[each] for each in {part, *self.parts})

    def _list_known(self, part: str) -> dict[str, Any]:
        return {
            "model": self.inputs.model,
            "past": self.inputs.past,
            "clock": self.clock,
            "seconds": self._share(part),
            "watch": lambda standing: self._is_to_stop(part, standing),
        }

    def _is_to_stop(self, part: str, standing: Standing | None) -> bool:
        self.outcome.is_stopped = self.outcome.is_stopped or self.watch(part, standing)
        return self.outcome.is_stopped
