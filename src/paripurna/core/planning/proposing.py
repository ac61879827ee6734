"""From gaps to moves: what the catalogue of an edition proposes to a city that claims so much, proved so well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.fact_overlay import FactOverlay
from paripurna.core.instrument.model import Edition, Indicator, Question
from paripurna.core.instrument.text import Text
from paripurna.core.planning.catalog import Lifts, MoveCatalog, MoveKind
from paripurna.core.planning.lifting import CHECKS, PROOFS, Lift

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that the catalogue proposes. `key` is the same every time the same gap is met."""

    key: str
    kind: MoveKind
    label: Text
    role: str
    lifts: tuple[Lift, ...]


def propose_moves(
    edition: Edition, claims: Sequence[Claim], *, catalog: MoveCatalog, facts: FactOverlay
) -> tuple[Proposal, ...]:
    """This function will return a move for every gap of points, of proof and of checks, in the order of the catalogue.

    Settled claims and questions that claim their maximum leave no gap of points; a question without a claim is none of the city's.
    """
    open_claims = {claim.question: claim for claim in claims if not claim.settled}
    proposing = _Proposing(edition, open_claims, facts, _choose_kinds(edition, catalog, facts))
    return tuple(proposal for kind in catalog.kinds for proposal in proposing.propose(kind))


@dataclass(frozen=True)
class _Proposing:
    edition: Edition
    claims: Mapping[str, Claim]
    facts: FactOverlay
    kinds: Mapping[str, str]  # question → the kind that lifts its points

    def propose(self, kind: MoveKind) -> Iterator[Proposal]:
        groups: dict[str, list[tuple[Indicator, Question, Lift]]] = {}
        for indicator in self.edition.indicators:
            for question in indicator.questions:
                claim = self.claims.get(question.number)
                lift = self._find_lift(kind, question, claim) if claim else None
                if lift is not None:
                    groups.setdefault(self._group(kind, indicator, question), []).append((indicator, question, lift))
        for group, found in groups.items():
            yield self._build(kind, group, found)

    def _find_lift(self, kind: MoveKind, question: Question, claim: Claim) -> Lift | None:
        if kind.lifts is Lifts.POINTS:
            return self._find_points(kind, question, claim)
        if not claim.points:
            return None
        if kind.lifts is Lifts.PROOF:
            is_proved = PROOFS.index(claim.proof) >= PROOFS.index(ProofLevel.COMPLETE)
            return None if is_proved else Lift(question.number, proof_to=ProofLevel.COMPLETE)
        is_checked = CHECKS.index(claim.check) >= CHECKS.index(CheckState.ACCEPTED)
        return None if is_checked else Lift(question.number, check_to=CheckState.ACCEPTED)

    def _find_points(self, kind: MoveKind, question: Question, claim: Claim) -> Lift | None:
        reach = (question.max_points * kind.reach).quantize(CENT, ROUND_HALF_UP)
        if self.kinds.get(question.number) != kind.code or reach <= claim.points:
            return None
        return Lift(question.number, reach, ProofLevel.COMPLETE, has_fact=question.number in self.facts.bindings)

    def _group(self, kind: MoveKind, indicator: Indicator, question: Question) -> str:
        if kind.together == "all":
            return "all"
        if kind.together == "indicator":
            return indicator.number
        binding = self.facts.bindings.get(question.number)
        if kind.together == "question" or binding is None:
            return question.number
        wanted = {name: binding.params.get(name) for name in kind.together}
        return ".".join(_spell(value) for value in wanted.values() if value) or question.number

    def _build(self, kind: MoveKind, group: str, found: list[tuple[Indicator, Question, Lift]]) -> Proposal:
        indicator, question, _ = found[0]
        name = kind.name or (indicator.label if kind.together == "indicator" else question.label)
        label = Text(id=f"{kind.label.id}: {name.id}", en=f"{kind.label.en}: {name.en}" if name.en else "")
        role = kind.role or next(iter(question.roles), "")
        return Proposal(f"{kind.code}:{group}", kind, label, role, tuple(lift for _, _, lift in found))


def _choose_kinds(edition: Edition, catalog: MoveCatalog, facts: FactOverlay) -> dict[str, str]:
    """The first kind that picks each question; "" where none does."""
    kinds = [kind for kind in catalog.kinds if kind.lifts is Lifts.POINTS]
    return {q.number: next((k.code for k in kinds if _picks(k, q, facts)), "") for q in edition.questions}


def _picks(kind: MoveKind, question: Question, facts: FactOverlay) -> bool:
    binding = facts.bindings.get(question.number)
    return (
        kind.rest
        or question.number in kind.questions
        or question.theme in kind.themes
        or (binding is not None and binding.source in kind.sources)
    )


def _spell(value: object) -> str:
    return "-".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
