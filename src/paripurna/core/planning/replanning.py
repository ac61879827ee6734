"""The cheapest change to a plan when something slipped, failed or became dearer: the rest is left as it is.

Every change (a move taken in, given up, or put into another quarter) has a price, so that a plan people have begun to follow is
upset only where that saves more. docs/methods/planning.md says why a price and not the fewest changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import open_desk
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.road_model import Pricing
from paripurna.core.planning.search import search
from paripurna.core.planning.types import Move, Plan, Problem, Road

SHARE = 100  # without a price, a change must save the cost of the plan divided by this


@dataclass(frozen=True, slots=True)
class Replan:
    """The road to go on with, and what it changes: moves taken in, given up, put into another quarter.

    Its lower bound counts changes at their price: no plan with the confidence costs less, its changes included.
    """

    road: Road
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    moved: tuple[str, ...]
    change_idr: int

    @property
    def change_count(self) -> int:
        return len(self.added) + len(self.dropped) + len(self.moved)


def replan(
    problem: Problem,
    plan: Plan,
    *,
    model: ForecastModel,
    clock: Clock,
    change_idr: int | None = None,
    past: Sequence[PastMark] = (),
    seconds: float = 120.0,
    watch: Watch | None = None,
) -> Replan:
    """This function will return the cheapest road with the confidence, changes to `plan` counted at `change_idr` each.

    `problem` is what holds now: new costs, later starts, without the moves that failed, those that have begun fixed
    (`fix_moves`). Without `change_idr` a change must save a hundredth of the plan's cost. Raises as `find_road`.
    """
    price = plan.cost_idr // SHARE if change_idr is None else change_idr
    pricing = _price_changes(plan, price)
    desk = open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past, pricing=pricing)
    desk.drafts.add_quarters()
    road = search(desk)
    return Replan(road, *list_changes(plan, road.plan), price)


def fix_moves(problem: Problem, fixed: Mapping[str, int]) -> Problem:
    """This function will return the problem with moves that have begun: they must be there, from that quarter on."""
    moves = (
        replace(move, must=True, earliest=0, starts=(fixed[move.code],)) if move.code in fixed else move
        for move in problem.moves
    )
    return replace(problem, moves=tuple(moves))


def list_changes(old: Plan, new: Plan) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """This function will return the moves that were added, dropped and moved to another quarter."""
    return (
        tuple(code for code in new.starts if code not in old),
        tuple(code for code in old.starts if code not in new),
        tuple(code for code, start in new.starts.items() if code in old and old.starts[code] != start),
    )


def _price_changes(plan: Plan, price: int) -> Pricing:
    """A move that stays earns the price back: giving it up or moving it away costs that much more."""

    def count(move: Move, start: int) -> int:
        if move.code not in plan:
            return move.cost_idr + price
        return move.cost_idr - price if plan.starts[move.code] == start else move.cost_idr

    return count
