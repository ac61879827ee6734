"""What moves do to claims, and what a question's claim becomes when several of them have succeeded together.

A question that three moves touch has an effect for each set of them that brings more than its parts: proof mended alone, proof
mended and looked at, points raised and looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.planning.types import Effect

MOST_TOGETHER = 3  # moves of one effect
PROOFS, CHECKS = tuple(ProofLevel), tuple(CheckState)


@dataclass(frozen=True, slots=True)
class Lift:
    """What one move does to one question; None leaves it as it is. A check counts only where the proof is complete by then."""

    question: str
    points_to: Decimal | None = None
    proof_to: ProofLevel | None = None
    check_to: CheckState | None = None
    has_fact: bool = False


def lift_claim(claim: Claim, lifts: Iterable[Lift]) -> Claim:
    """This function will return the claim once all these lifts have come true; nothing is ever lowered, a settled mark stays."""
    if claim.settled:
        return claim
    lifts = list(lifts)
    points = max([claim.points, *(lift.points_to for lift in lifts if lift.points_to is not None)])
    proof = max([claim.proof, *(lift.proof_to for lift in lifts if lift.proof_to)], key=PROOFS.index)
    check = claim.check
    if PROOFS.index(proof) >= PROOFS.index(ProofLevel.COMPLETE):
        check = max([check, *(lift.check_to for lift in lifts if lift.check_to)], key=CHECKS.index)
    if check is not claim.check and check is CheckState.ACCEPTED:
        proof = ProofLevel.CHECKED
    fact = claim.has_fact or any(lift.has_fact for lift in lifts)
    return replace(claim, points=points, proof=proof, check=check, has_fact=fact)


def build_effects(claims: Iterable[Claim], lifts: Mapping[str, Iterable[Lift]]) -> tuple[Effect, ...]:
    """This function will return the effects of moves (code → what it lifts) on the claims of today, in the order of the claims."""
    by_question: dict[str, dict[str, Lift]] = {}
    for code, found in lifts.items():
        for lift in found:
            by_question.setdefault(lift.question, {})[code] = lift
    return tuple(effect for claim in claims for effect in _list_effects(claim, by_question.get(claim.question, {})))


def _list_effects(claim: Claim, lifts: Mapping[str, Lift]) -> Iterator[Effect]:
    found: dict[tuple[str, ...], Claim] = {(): claim}
    for size in range(1, MOST_TOGETHER + 1):
        for moves in combinations(lifts, size):
            lifted = lift_claim(claim, [lifts[code] for code in moves])
            parts = (found.get(part) for part in _list_parts(moves))
            if all(lifted != part for part in parts):
                found[moves] = lifted
                yield Effect(lifted, moves)


def _list_parts(moves: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (part for size in range(len(moves)) for part in combinations(moves, size))
