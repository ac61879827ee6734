"""Following the adopted plan: which steps have brought what they were to bring, and how the chance stands with the rest of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.core import planning
from paripurna.core.forecast import CheckState, Claim, PastMark, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.core.planning import Move as PlannedMove
from paripurna.core.planning import Problem
from paripurna.core.planning.lifting import CHECKS, PROOFS
from paripurna.rooms.roadmap.models import Move, MoveEffect, Step
from paripurna.rooms.roadmap.problem import build_lifts

if TYPE_CHECKING:
    from paripurna.core.forecast import ForecastModel


@dataclass(frozen=True)
class Today:
    """How a round stands on a day. `live`: the points that each question would earn by what the registers say."""

    edition: Edition
    claims: tuple[Claim, ...]
    past: tuple[PastMark, ...]
    model: ForecastModel
    live: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Chances:
    """As things are, and if every open step of the plan is done."""

    now: float
    with_plan: float


def list_arrived(steps: Iterable[Step], today: Today) -> list[Step]:
    """This function will return the steps of which everything that they were to bring is there, as far as the house can see."""
    claims = {claim.question: claim for claim in today.claims}
    return [step for step in steps if _has_arrived(step.move, claims, today.live)]


def is_seen(move: Move) -> bool:
    """This function will say whether the house sees by itself that a move is done: by facts, proof and checks alone."""
    effects = move.effects.all()
    return bool(effects) and all(effect.points_to is None or effect.has_fact for effect in effects)


def _has_arrived(move: Move, claims: Mapping[str, Claim], live: Mapping[str, Decimal]) -> bool:
    return is_seen(move) and all(_is_there(effect, claims, live) for effect in move.effects.all())


def _is_there(effect: MoveEffect, claims: Mapping[str, Claim], live: Mapping[str, Decimal]) -> bool:
    """Points: the registers say so, and the answer has taken it over. Proof and check: as the house judges them today."""
    claim = claims.get(effect.question)
    if claim is None or claim.settled:
        return True
    if effect.points_to is not None:
        return min(live.get(effect.question, Decimal(0)), claim.points) >= effect.points_to
    is_proved = not effect.proof_to or PROOFS.index(claim.proof) >= PROOFS.index(ProofLevel(effect.proof_to))
    return is_proved and (not effect.check_to or CHECKS.index(claim.check) >= CHECKS.index(CheckState(effect.check_to)))


def weigh_chances(today: Today, moves: Sequence[Move], target: Decimal) -> Chances:
    """This function will return the exact chance of more than `target`, without these moves and with them."""
    planned = tuple(PlannedMove(move.key, chance=float(move.chance)) for move in moves)
    problem = Problem(today.edition, today.claims, planned, build_lifts(today.claims, moves), target)
    evaluation = planning.Evaluation(planning.weigh_stakes(problem, model=today.model, past=today.past))
    return Chances(evaluation.find_chance(()), evaluation.find_chance([move.key for move in moves]))
