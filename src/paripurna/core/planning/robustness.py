"""What becomes of a plan when costs are not what was thought: one by one, and all that one source pays.

A chosen move that becomes cheaper stays, and a rejected one that becomes dearer stays out; so those two are not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from paripurna.core.forecast.grid import Row
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import Desk, open_desk
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.road_model import Pricing
from paripurna.core.planning.schedule import list_breaches
from paripurna.core.planning.scores import draw_line
from paripurna.core.planning.types import Move, Plan, Problem, Road

STEPS = (0.0, 0.1, 0.5)  # points more that the line asks for while the plan it leads to fails


class Scope(StrEnum):
    """Whose costs change."""

    MOVE = "MOVE"
    SOURCE = "SOURCE"


@dataclass(frozen=True, slots=True)
class CostTrial:
    """Costs of one move or one source times `factor`: the best plan found then, and what changes in it.

    `chance`: of the plan found; `kept_idr`: what the plan costs then if nothing is changed; `breaches`: the limits that it breaks then.
    """

    scope: Scope
    name: str
    factor: float
    cost_idr: int
    chance: float
    kept_idr: int
    joined: tuple[str, ...]
    left: tuple[str, ...]
    breaches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """`low_idr` and `high_idr`: the plan's cost if all costs change at once. `is_whole`: nothing was left out for want of time."""

    low_idr: int
    high_idr: int
    trials: tuple[CostTrial, ...]
    is_whole: bool

    @property
    def shaky(self) -> tuple[str, ...]:
        """The chosen moves that leave the plan in some trial."""
        return tuple(sorted({code for trial in self.trials for code in trial.left}))


def try_costs(
    problem: Problem,
    road: Road,
    *,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    share: float = 0.3,
    seconds: float = 120.0,
    watch: Watch | None = None,
) -> Robustness:
    """This function will try costs that are a share dearer or cheaper. Raises `CannotPlan` for a problem that is wrong."""
    desk = open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past)
    line = draw_line(desk.stakes, desk.list_effects(road.plan), desk.confidence)
    need = float(line.scores[desk.list_effects(road.plan)].sum())
    trials: list[CostTrial] = []
    for scope, name, factor in _list_changes(desk, road.plan, share):
        if desk.patience.is_over():
            break
        trials.append(_Trial(desk, road.plan, scope, name=name, factor=factor).run(line.scores, need))
    low, high = (round(road.plan.cost_idr * factor) for factor in (1 - share, 1 + share))
    return Robustness(low, high, tuple(trials), is_whole=not desk.patience.was_cut)


def _list_changes(desk: Desk, plan: Plan, share: float) -> Iterator[tuple[Scope, str, float]]:
    moves = desk.stakes.problem.move_by_code
    for source in sorted({moves[code].source for code in plan.starts}):
        yield from ((Scope.SOURCE, source, factor) for factor in (1 - share, 1 + share))
    dearest = sorted(moves.values(), key=lambda move: (move.code not in plan, -move.cost_idr, move.code))
    for move in dearest:
        if move.cost_idr and (move.code in plan or move.code in desk.stakes.effects_by_move):
            yield Scope.MOVE, move.code, 1 + share if move.code in plan else 1 - share


@dataclass(frozen=True)
class _Trial:
    desk: Desk
    plan: Plan
    scope: Scope
    name: str
    factor: float

    def run(self, scores: Row, need: float) -> CostTrial:
        trial = replace(self.desk, pricing=self._build_pricing(), best=None)
        trial.drafts = self.desk.drafts
        trial.offer(self.plan)
        for step in STEPS:
            found = trial.find_cheapest(scores, need + step)
            if found is None or trial.offer(found):
                break
        best = trial.best or self.plan
        return CostTrial(
            scope=self.scope,
            name=self.name,
            factor=self.factor,
            cost_idr=trial.price(best),
            chance=trial.find_chance(best),
            kept_idr=trial.price(self.plan),
            joined=tuple(code for code in best.starts if code not in self.plan),
            left=tuple(code for code in self.plan.starts if code not in best),
            breaches=list_breaches(self._build_problem(), self.plan),
        )

    def _build_pricing(self) -> Pricing:
        return lambda move, _start: self._change(move)

    def _change(self, move: Move) -> int:
        changes = self.name == (move.code if self.scope is Scope.MOVE else move.source)
        return round(move.cost_idr * self.factor) if changes else move.cost_idr

    def _build_problem(self) -> Problem:
        problem = self.desk.stakes.problem
        return replace(problem, moves=tuple(replace(m, cost_idr=self._change(m)) for m in problem.moves))
