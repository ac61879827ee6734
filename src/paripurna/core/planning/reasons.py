"""Why each move is in a plan, or out of it: what it changes, or what keeps it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.outcomes import weigh_stakes
from paripurna.core.planning.schedule import Schedule, list_breaches, list_counted
from paripurna.core.planning.types import Move, Plan, Problem, Road, counts_from, list_starts


class Why(StrEnum):
    """What decides about a move. The first four are of chosen moves."""

    MUST = "MUST"  # people insist on it
    NEEDED = "NEEDED"  # without it the confidence is missed
    NEEDED_BY = "NEEDED_BY"  # others in the plan wait for it
    SPARE = "SPARE"  # the plan holds without it
    HELPS = "HELPS"  # would raise the chance: more than is asked for, at more cost
    NO_GAIN = "NO_GAIN"  # would add nothing to this plan
    EXCLUDED = "EXCLUDED"  # by a move in the plan
    TOO_LATE = "TOO_LATE"  # no start lets it end in time to count
    NO_QUARTER = "NO_QUARTER"  # it cannot start and end within the plan
    CAPACITY = "CAPACITY"
    MONEY = "MONEY"
    BUDGET = "BUDGET"
    NEEDS = "NEEDS"  # what it needs is kept out, or ends too late


@dataclass(frozen=True, slots=True)
class Reason:
    """One move. `chance` and `cost_idr` of the plan without it (chosen) or with it (rejected); None where it is kept out.

    `places` names moves, or the agency, source and quarter, that decide; `holds`: whether that plan has the confidence.
    """

    code: str
    is_chosen: bool
    why: Why
    places: tuple[str, ...]
    chance: float | None
    cost_idr: int
    holds: bool


def explain_road(
    problem: Problem, road: Road, *, model: ForecastModel, past: Sequence[PastMark] = ()
) -> tuple[Reason, ...]:
    """This function will give the reason of every move, in the order of the problem. All chances are exact."""
    codes = [move.code for move in problem.moves]
    return tuple(explain_moves(problem, road.plan, codes, model=model, past=past))


def explain_moves(
    problem: Problem, plan: Plan, codes: Iterable[str], *, model: ForecastModel, past: Sequence[PastMark] = ()
) -> Iterator[Reason]:
    """This function will give the reasons of these moves one by one: each takes an exact chance, so whoever asks may stop."""
    explainer = _Explainer(problem, plan, Evaluation(weigh_stakes(problem, model=model, past=past)))
    for code in codes:
        move = problem.move_by_code[code]
        yield explainer.explain_chosen(move) if code in plan else explainer.explain_rejected(move)


@dataclass(frozen=True)
class _Explainer:
    problem: Problem
    plan: Plan
    evaluation: Evaluation

    def explain_chosen(self, move: Move) -> Reason:
        waiting = self._list_waiting(move.code)
        starts = {code: t for code, t in self.plan.starts.items() if code != move.code and code not in waiting}
        moves = self.problem.move_by_code
        without = Plan(starts, sum(moves[code].cost_idr for code in starts))
        chance = self._find_chance(without)
        holds = chance >= self.problem.confidence
        why = Why.NEEDED_BY if waiting else Why.SPARE if holds else Why.NEEDED
        why = Why.MUST if move.must else why
        return Reason(move.code, True, why, waiting, chance, without.cost_idr, holds)  # noqa: FBT003

    def explain_rejected(self, move: Move) -> Reason:
        kept_out = self._find_obstacle(move)
        if kept_out is not None:
            return Reason(move.code, False, kept_out[0], kept_out[1], None, self.plan.cost_idr, False)  # noqa: FBT003
        schedule = self._seed()
        schedule.place(move.code)
        wider = schedule.build_plan()
        chance = self._find_chance(wider)
        why = Why.HELPS if chance > self._find_chance(self.plan) + 1e-12 else Why.NO_GAIN
        added = tuple(code for code in wider.starts if code not in self.plan and code != move.code)
        return Reason(move.code, False, why, added, chance, wider.cost_idr, chance >= self.problem.confidence)  # noqa: FBT003

    def _find_obstacle(self, move: Move) -> tuple[Why, tuple[str, ...]] | None:
        """What keeps a move out of the plan as it is scheduled; None when it fits."""
        starts = list_starts(move, self.problem.limits.quarters)
        if not starts:
            return Why.NO_QUARTER, ()
        if not any(counts_from(move, start) for start in starts):
            return Why.TOO_LATE, ()
        moves = self.problem.move_by_code
        if rivals := tuple(c for c in self.plan.starts if c in move.excludes or move.code in moves[c].excludes):
            return Why.EXCLUDED, rivals
        if self._seed().place(move.code):
            return None
        return self._name_limit(move)

    def _name_limit(self, move: Move) -> tuple[Why, tuple[str, ...]]:
        """The limit that is broken at the start which breaks fewest."""
        found = min((tuple(self._list_broken(move, start)) for start in self._list_counting(move)), key=len)
        if not found:
            last = max(self._list_counting(move))
            return Why.NEEDS, tuple(code for code in move.needs if self._find_end(code) > last)
        name, *places = found[0].split(" ")
        return Why(name.upper()), tuple(places)

    def _list_broken(self, move: Move, start: int) -> Iterator[str]:
        moves = self.problem.move_by_code
        cost = self.plan.cost_idr + moves[move.code].cost_idr
        breaches = list_breaches(self.problem, Plan({**self.plan.starts, move.code: start}, cost))
        return (breach for breach in breaches if breach.startswith(("capacity", "money", "budget")))

    def _find_end(self, code: str) -> float:
        """The quarter after a move has ended; never, where it is not in the plan."""
        return self.plan.starts[code] + self.problem.move_by_code[code].quarters if code in self.plan else inf

    def _list_counting(self, move: Move) -> list[int]:
        return [t for t in list_starts(move, self.problem.limits.quarters) if counts_from(move, t)]

    def _seed(self) -> Schedule:
        schedule = Schedule(self.problem)
        for code, start in self.plan.starts.items():
            schedule.take(self.problem.move_by_code[code], start)
        return schedule

    def _list_waiting(self, code: str) -> tuple[str, ...]:
        """The moves of the plan that need this one, and those that need them."""
        found: list[str] = []
        waiting = [code]
        while waiting:
            gone = waiting.pop()
            more = [c for c in self.plan.starts if gone in self.problem.move_by_code[c].needs and c not in found]
            found += more
            waiting += more
        return tuple(found)

    def _find_chance(self, plan: Plan) -> float:
        return self.evaluation.find_chance(list_counted(self.problem, plan))
