"""The catalogue of moves: its file, and what it proposes for which gap."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning.catalog import MoveCatalog, get_move_catalog
from paripurna.core.planning.lifting import Lift, build_effects, lift_claim
from paripurna.core.planning.proposing import Proposal, propose_moves

KLA = get_edition("kla-2024")
FULL = {q.number: Claim(q.number, q.max_points, ProofLevel.CHECKED, CheckState.ACCEPTED) for q in KLA.questions}
A, B, C = "1.1", "1.2a", "1.2b"
KIND = {"code": "k", "label": "K", "cost_idr": 1, "fund": "F"}


def propose(**changed: Claim) -> dict[str, Proposal]:
    claims = tuple({**FULL, **{claim.question: claim for claim in changed.values()}}.values())
    found = propose_moves(KLA, claims, catalog=get_move_catalog(KLA), facts=get_fact_overlay(KLA))
    return {proposal.key: proposal for proposal in found}


class TestGetMoveCatalog:
    def test_is_empty_where_none_is_written(self, tmp_path: Path) -> None:
        assert get_move_catalog(KLA, tmp_path) == MoveCatalog(edition="kla-2024")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("edition: [\n", "moves.yaml"),
            ("edition: other\n", "of other, not of kla-2024"),
            ("edition: kla-2024\nkinds: [{code: k, label: K, cost_idr: 1, fund: F}]\n", "fund: unknown: F"),
            ("edition: kla-2024\nfunds: [{code: F, label: F}, {code: F, label: F}]\n", "each code once"),
        ],
    )
    def test_refuses_a_wrong_file(self, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "kla-2024").mkdir()
        (tmp_path / "kla-2024" / "moves.yaml").write_text(text)

        with pytest.raises(ValueError, match=said):
            get_move_catalog(KLA, tmp_path)

    def test_every_question_of_the_edition_finds_a_kind(self) -> None:
        catalog, nothing = get_move_catalog(KLA), {number: Claim(number, Decimal(0)) for number in FULL}
        found = propose_moves(KLA, tuple(nothing.values()), catalog=catalog, facts=get_fact_overlay(KLA))

        lifted = Counter(lift.question for proposal in found for lift in proposal.lifts)

        assert lifted == Counter({q.number: 1 for q in KLA.questions if q.max_points})
        assert catalog.hash == catalog.model_copy().hash
        assert set(catalog.fund_by_code) >= {kind.fund for kind in catalog.kind_by_code.values()}


class TestProposeMoves:
    def test_proposes_nothing_to_a_city_without_gaps(self) -> None:
        assert propose() == {}

    def test_one_move_lifts_all_questions_about_the_same_fact(self) -> None:
        questions = {"a": "1.2v", "b": "21C.3", "c": "21C.2"}
        empty = {name: Claim(number, Decimal(0)) for name, number in questions.items()}

        (proposal,) = propose(**empty).values()

        assert proposal.key == "regulation:child_labor"
        assert {lift.question for lift in proposal.lifts} == set(questions.values())
        assert all(lift.has_fact and lift.proof_to is ProofLevel.COMPLETE for lift in proposal.lifts)

    def test_tells_gaps_of_points_proof_and_check_apart(self) -> None:
        found = propose(a=Claim(A, KLA.question_by_number[A].max_points, ProofLevel.PARTIAL))

        assert {key: proposal.lifts for key, proposal in found.items()} == {
            f"proof:{A}": (Lift(A, proof_to=ProofLevel.COMPLETE),),
            "check:1": (Lift(A, check_to=CheckState.ACCEPTED),),
        }

    def test_leaves_settled_marks_alone(self) -> None:
        assert propose(a=Claim(A, Decimal(0), settled=True)) == {}


class TestLiftClaim:
    def test_lowers_nothing(self) -> None:
        claim = FULL[A]

        assert lift_claim(claim, [Lift(A, Decimal(0), ProofLevel.NONE, CheckState.RETURNED)]) == claim

    def test_a_check_counts_only_where_the_proof_is_complete(self) -> None:
        claim, check = Claim(A, Decimal(1), ProofLevel.PARTIAL), Lift(A, check_to=CheckState.ACCEPTED)

        assert lift_claim(claim, [check]) == claim
        mended = lift_claim(claim, [check, Lift(A, proof_to=ProofLevel.COMPLETE)])
        assert (mended.proof, mended.check) == (ProofLevel.CHECKED, CheckState.ACCEPTED)

    def test_a_settled_mark_stays(self) -> None:
        claim = Claim(A, Decimal(1), settled=True)

        assert lift_claim(claim, [Lift(A, Decimal(5))]) == claim


class TestBuildEffects:
    def test_has_an_effect_for_each_set_of_moves_that_brings_more_than_its_parts(self) -> None:
        claim = Claim(A, Decimal(1), ProofLevel.PARTIAL)
        lifts = {
            "check": [Lift(A, check_to=CheckState.ACCEPTED)],
            "proof": [Lift(A, proof_to=ProofLevel.COMPLETE)],
            "rule": [Lift(A, Decimal(4), ProofLevel.COMPLETE)],
        }

        effects = {effect.moves: effect.claim for effect in build_effects([claim], lifts)}

        assert set(effects) == {("proof",), ("rule",), ("check", "proof"), ("check", "rule")}
        assert effects["check", "rule"].points == Decimal(4)
        assert effects["check", "rule"].check is CheckState.ACCEPTED

    def test_has_none_where_nothing_gains(self) -> None:
        assert build_effects([FULL[A]], {"x": [Lift(A, Decimal(0))], "y": [Lift(B, Decimal(1))]}) == ()


def test_the_document_tells_the_figures_of_the_catalog() -> None:
    page = Path("docs/methods/roadmap.md").read_text(encoding="utf-8")

    for kind in get_move_catalog(KLA).kinds:
        figures = f"{kind.cost_idr / 1e6:g} | {kind.quarters} | {kind.effort} | {kind.chance:g} | {kind.fund}"
        assert f"| `{kind.code}` | {figures} |" in page
