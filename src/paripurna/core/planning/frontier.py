"""What each confidence costs: the cheapest roads from the surest down, each of which also holds for all below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import Desk, open_desk
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.proving import find_reachable
from paripurna.core.planning.search import search
from paripurna.core.planning.types import CannotPlan, Fault, Problem, Road

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The cheapest road found with a confidence; without one, why. `reachable`: a chance that no plan exceeds, limits aside."""

    confidence: float
    road: Road | None
    reachable: float
    fault: Fault | None = None


def trace_frontier(
    problem: Problem,
    *,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    confidences: Sequence[float] = CONFIDENCES,
    seconds: float = 300.0,
    watch: Watch | None = None,
) -> tuple[FrontierPoint, ...]:
    """This function will return a point for each confidence, from the least on; a greater one never costs less.

    Raises `CannotPlan` for a problem that is wrong.
    """
    whole = open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past)
    reachable = find_reachable(whole, whole.stakes.problem.move_by_code)
    points: list[FrontierPoint] = []
    waiting = sorted(set(confidences), reverse=True)
    for position, confidence in enumerate(waiting):
        desk = whole.turn_to(confidence, whole.patience.spare(1 / (len(waiting) - position)))
        points.append(_find_point(desk, points[-1].road if points else None, reachable))
    return tuple(reversed(points))


def _find_point(desk: Desk, surer: Road | None, reachable: float) -> FrontierPoint:
    if surer is not None:
        desk.offer(surer.plan)
    try:
        return FrontierPoint(desk.confidence, search(desk), reachable)
    except CannotPlan as refusal:
        return FrontierPoint(desk.confidence, None, reachable, refusal.fault)
