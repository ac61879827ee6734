"""From a scenario and the catalogue to the problem that the planner solves. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from paripurna.core import planning
from paripurna.core.forecast import CheckState, Claim, PastMark, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.core.planning import Effect, Limits, Problem, count_begun, get_budget_calendar
from paripurna.core.planning import Move as PlannedMove
from paripurna.core.planning.lifting import Lift, build_effects
from paripurna.core.planning.types import QUARTERS_A_YEAR
from paripurna.rooms.roadmap.models import Move, MoveEffect, Scenario
from paripurna.rooms.roadmap.quarters import last_ended, quarter_of
from paripurna.rooms.roadmap.types import TieKind

if TYPE_CHECKING:
    from paripurna.core.forecast import ForecastModel


@dataclass(frozen=True)
class Standing:
    """The adopted plan in the quarters of the scenario: what it still holds, what is done or runs, what people dropped."""

    starts: Mapping[str, int]
    fixed: Mapping[str, int]
    done: frozenset[str]
    dropped: frozenset[str]


@dataclass(frozen=True)
class Inputs:
    """What a scenario is worked out from: the claims of a day, what became of earlier ones, and the catalogue."""

    scenario: Scenario
    edition: Edition
    claims: tuple[Claim, ...]
    past: tuple[PastMark, ...]
    moves: tuple[Move, ...]
    model: ForecastModel
    standing: Standing | None = None  # the plan to change as little as can be

    @cached_property
    def problem(self) -> Problem:
        """What is to be planned; where a plan stands, its steps that are done or run are part of every plan."""
        problem = build_problem(self)
        return planning.fix_moves(problem, self.standing.fixed) if self.standing else problem

    @cached_property
    def hash(self) -> str:
        """SHA-256 over everything that the plans rest on: another one, and they are to be worked out anew."""
        moves = [
            [m.key, m.revision, m.cost_idr, m.is_must, m.is_held_back, str(m.chance), m.quarters] for m in self.moves
        ]
        content = [self.model.hash, repr(self.claims), repr(self.past), moves, repr(self.standing)]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def build_problem(inputs: Inputs) -> Problem:
    """This function will return the problem of a scenario; its confidence is asked for also where a budget leads."""
    scenario, moves = inputs.scenario, list_possible(inputs)
    return Problem(
        edition=inputs.edition,
        claims=inputs.claims,
        moves=tuple(_plan_move(move, inputs) for move in moves),
        effects=build_lifts(inputs.claims, moves),
        target=scenario.target,
        confidence=float(scenario.confidence),
        limits=build_limits(scenario, sorted({move.agency.code for move in moves if move.agency})),
    )


def build_lifts(claims: Iterable[Claim], moves: Iterable[Move]) -> tuple[Effect, ...]:
    """This function will return what the moves do to the claims, together and alone."""
    return build_effects(claims, {move.key: [as_lift(effect) for effect in move.effects.all()] for move in moves})


def as_lift(effect: MoveEffect) -> Lift:
    """This function will return the effect as the planner reads it."""
    return Lift(
        effect.question,
        effect.points_to,
        ProofLevel(effect.proof_to) if effect.proof_to else None,
        CheckState(effect.check_to) if effect.check_to else None,
        effect.has_fact,
    )


def list_possible(inputs: Inputs) -> list[Move]:
    """This function will return the moves that a plan may choose: not held back, with a quarter in which their money begins.

    A must is kept even so: the planner then says that it has none. What needs a move that is out, is out with it.
    """
    kept = {move.key: move for move in inputs.moves if _is_possible(move, inputs)}
    while out := [key for key, move in kept.items() if not kept.keys() >= set(list_ties(move, TieKind.NEEDS))]:
        for key in out:
            del kept[key]
    return list(kept.values())


def list_ties(move: Move, kind: TieKind) -> tuple[str, ...]:
    return tuple(tie.other.key for tie in move.ties.all() if tie.kind == kind)


def _is_possible(move: Move, inputs: Inputs) -> bool:
    standing = inputs.standing
    if standing and (move.key in standing.dropped or move.key in standing.fixed):
        return move.key in standing.fixed
    return not move.is_held_back and (move.is_must or bool(_list_starts(move, inputs)))


def _list_starts(move: Move, inputs: Inputs) -> tuple[int, ...]:
    scenario = inputs.scenario
    return get_budget_calendar(inputs.edition).list_starts(move.fund, scenario.starts_on, scenario.quarters)


def _plan_move(move: Move, inputs: Inputs) -> PlannedMove:
    if inputs.standing and move.key in inputs.standing.fixed:
        return _plan_fixed(move, is_done=move.key in inputs.standing.done)
    scenario = inputs.scenario
    known = {other.key for other in inputs.moves}
    until = min((day for day in (move.deadline_on, scenario.counts_until) if day), default=None)
    earliest = max(quarter_of(scenario.starts_on, move.earliest_on), 0) if move.earliest_on else 0
    return PlannedMove(
        code=move.key,
        cost_idr=move.cost_idr,
        quarters=move.quarters,
        chance=float(move.chance),
        agency=move.agency.code if move.agency else "",
        effort=move.effort,
        source=move.fund,
        earliest=earliest,
        deadline=last_ended(scenario.starts_on, until) if until else None,
        starts=_list_starts(move, inputs) or (scenario.quarters,),
        needs=list_ties(move, TieKind.NEEDS),
        excludes=tuple(key for key in list_ties(move, TieKind.EXCLUDES) if key in known),
        must=move.is_must,
    )


def _plan_fixed(move: Move, *, is_done: bool) -> PlannedMove:
    """A step that runs ends in the first quarter and may still fail; one that is done costs nothing more."""
    cost, chance = (0, 1.0) if is_done else (move.cost_idr, float(move.chance))
    return PlannedMove(move.key, cost_idr=cost, chance=chance)


def build_limits(scenario: Scenario, agencies: Iterable[str] = ()) -> Limits:
    """This function will return the limits of a scenario by quarter and budget year."""
    quarters, begun, limits = scenario.quarters, count_begun(scenario.starts_on), scenario.limits
    years = range((begun + quarters + 3) // QUARTERS_A_YEAR)
    hours = {agency: limits.get("hours_of", {}).get(agency, limits.get("hours")) for agency in agencies}
    return Limits(
        quarters=quarters,
        capacity={(code, q): most for code, most in hours.items() if most is not None for q in range(quarters)},
        money={(fund, year): idr for fund, idr in limits.get("money", {}).items() for year in years},
        budget_idr=scenario.budget_idr,
        floors={strand: Decimal(points) for strand, points in limits.get("floors", {}).items()},
        begun=begun,
    )
