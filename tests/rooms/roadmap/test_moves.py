"""The catalogue: taken from gaps, changed by people, tied together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.shelf import get_edition
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.types import BadMove, Effect, MoveChanged, MoveDraft, Origin
from tests.factories.assessment import NOW

KLA = get_edition("kla-2024")
DRAFT = MoveDraft("Perbaiki taman", 300_000_000, quarters=2, effects=(Effect("11.2", Decimal(9)),))


def claim_all(**points: Decimal) -> list[Claim]:
    """Everything won and checked, but the questions named (1.2v as q1_2v) at these points."""
    named = {number[1:].replace("_", "."): value for number, value in points.items()}
    return [
        Claim(q.number, named.get(q.number, q.max_points), ProofLevel.CHECKED, CheckState.ACCEPTED)
        for q in KLA.questions
    ]


def take(running: Round, by: User | None = None, **points: Decimal) -> int:
    return actions.propose_moves(round=running, claims=claim_all(**points), by=by, at=NOW)


class TestProposeMoves:
    def test_takes_a_move_for_each_gap_with_who_plays_the_role(self, running: Round, secretary: User) -> None:
        new = take(running, secretary, q1_2v=Decimal(0), q21C_3=Decimal(0))

        (move,) = queries.list_moves(running.city, "kla-2024")
        assert (new, move.key, move.agency.code) == (1, "regulation:child_labor", "bag-hukum")
        assert (move.is_example, move.origin) == (True, Origin.GAP)
        assert [effect.question for effect in move.effects.all()] == ["1.2v", "21C.3"]

    def test_keeps_what_people_changed_and_drops_what_is_closed(self, running: Round, secretary: User) -> None:
        take(running, q1_2v=Decimal(0), q2_1=Decimal(0))
        move = Move.objects.get(key="regulation:child_labor")
        draft = replace(DRAFT, label="Perda pekerja anak", cost_idr=7)
        actions.change_move(round=running, move=move, draft=draft, base_revision=1, by=secretary, at=NOW)

        new = take(running, q1_2v=Decimal(0))

        (kept,) = queries.list_moves(running.city, "kla-2024")
        assert (new, kept.label, kept.cost_idr, kept.is_example) == (0, "Perda pekerja anak", 7, False)
        assert [effect.question for effect in kept.effects.all()] == ["1.2v"]

    def test_is_refused_to_an_officer(self, running: Round, officer: User) -> None:
        with pytest.raises(NotAllowed):
            take(running, officer)


class TestKeepMove:
    def test_adds_a_move_of_the_citys_own_that_needs_another(self, running: Round, secretary: User) -> None:
        take(running, q1_2v=Decimal(0))
        draft = replace(DRAFT, needs=("regulation:child_labor",))

        move = actions.add_move(round=running, draft=draft, by=secretary, at=NOW)

        (own,) = queries.search_moves(running.city, "kla-2024", kind="sendiri")
        assert own == move
        assert [(tie.kind, tie.other.key) for tie in own.ties.all()] == [("NEEDS", "regulation:child_labor")]

    def test_refuses_moves_that_wait_for_each_other(self, running: Round, secretary: User) -> None:
        first = actions.add_move(round=running, draft=DRAFT, by=secretary, at=NOW)
        second = actions.add_move(round=running, draft=replace(DRAFT, needs=(first.key,)), by=secretary, at=NOW)

        with pytest.raises(BadMove, match="saling menunggu"):
            actions.change_move(
                round=running,
                move=first,
                draft=replace(DRAFT, needs=(second.key,)),
                base_revision=1,
                by=secretary,
                at=NOW,
            )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"label": " "},
            {"cost_idr": -1},
            {"chance": Decimal(0)},
            {"is_must": True, "is_held_back": True},
            {"effects": (Effect("99.9", Decimal(1)),)},
            {"effects": (Effect("11.2", Decimal(10)),)},
            {"needs": ("unknown",)},
        ],
        ids=lambda wrong: next(iter(wrong)),
    )
    def test_refuses_what_does_not_fit(self, running: Round, secretary: User, wrong: dict[str, object]) -> None:
        with pytest.raises(BadMove):
            actions.add_move(round=running, draft=replace(DRAFT, **wrong), by=secretary, at=NOW)

    def test_refuses_to_write_over_somebody_else(self, running: Round, secretary: User) -> None:
        move = actions.add_move(round=running, draft=DRAFT, by=secretary, at=NOW)

        with pytest.raises(MoveChanged):
            actions.change_move(round=running, move=move, draft=DRAFT, base_revision=0, by=secretary, at=NOW)

    def test_removes_a_move_and_still_names_it(self, city: City, running: Round, secretary: User) -> None:
        move = actions.add_move(round=running, draft=DRAFT, by=secretary, at=NOW)

        actions.remove_move(move=move, by=secretary, at=NOW)

        assert queries.list_moves(city, "kla-2024") == []
        assert queries.list_moves_by_key(city, "kla-2024", [move.key]) == [move]
