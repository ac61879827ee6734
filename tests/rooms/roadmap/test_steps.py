"""Steps of the adopted plan: done by their fact or with a document, and a word when the chance falls."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from paripurna.core.forecast import CheckState, Claim, ProofLevel, get_forecast_model
from paripurna.core.instrument.shelf import get_edition
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.accounts.models import User
from paripurna.platform.notices.models import Notice
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.network.queries import find_agency
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.following import Today, list_arrived
from paripurna.rooms.roadmap.models import Adoption, PlanStanding
from paripurna.rooms.roadmap.types import BadStep, Effect, StepState
from tests.factories.assessment import NOW
from tests.factories.evidence import make_document
from tests.factories.roadmap import FACT, PAPER, adopt, get_step, make_move

KLA = get_edition("kla-2024")


def see(**live: Decimal) -> Today:
    """Everything claimed at its maximum, proved and checked; the registers say so much of the questions named (1.2v as q1_2v)."""
    claims = tuple(Claim(q.number, q.max_points, ProofLevel.CHECKED, CheckState.ACCEPTED) for q in KLA.questions)
    known = {number[1:].replace("_", "."): points for number, points in live.items()}
    return Today(KLA, claims, (), get_forecast_model(KLA), known)


class TestMoveStep:
    def test_is_done_with_a_document_only(self, running: Round, officer: User, secretary: User) -> None:
        agency = find_agency(running.city, "bag-hukum")
        move = make_move(running, by=secretary, agency_id=agency.id)
        step = get_step(adopt(running, move), move)

        with pytest.raises(BadStep):
            actions.move_step(step=step, state=StepState.DONE, by=officer, at=NOW)
        document = make_document(running.city, agency="bag-hukum", by=secretary)
        done = actions.move_step(step=step, state=StepState.DONE, document=document, by=officer, at=NOW)

        assert (done.state, done.document, done.is_by_fact) == (StepState.DONE, document, False)
        assert [change.state for change in queries.list_step_changes(step)] == [StepState.DONE]

    def test_is_refused_to_another_agency(self, running: Round, officer: User, secretary: User) -> None:
        move = make_move(running, by=secretary)
        step = get_step(adopt(running, move), move)

        with pytest.raises(NotAllowed):
            actions.move_step(step=step, state=StepState.RUNNING, by=officer, at=NOW)

    def test_goes_only_where_its_state_leads(self, running: Round, secretary: User) -> None:
        move = make_move(running, by=secretary)
        step = get_step(adopt(running, move), move)

        with pytest.raises(BadStep):
            actions.move_step(step=step, state=StepState.PLANNED, by=secretary, at=NOW)

    def test_is_told_in_the_audit_in_words(self, client: Client, running: Round, secretary: User) -> None:
        move = make_move(running, by=secretary)
        actions.move_step(step=get_step(adopt(running, move), move), state=StepState.RUNNING, by=secretary, at=NOW)

        client.force_login(secretary)
        told = client.get("/daerah/balikpapan/jejak/").content.decode()

        assert "langkah peta jalan menjadi: berjalan" in " ".join(told.split())
        assert "RUNNING" not in told


class TestListArrived:
    @pytest.mark.parametrize(
        ("effect", "live", "has_arrived"),
        [
            (FACT, Decimal(2), True),
            (FACT, Decimal("1.99"), False),
            (PAPER, Decimal(9), False),  # no register knows it
            (Effect("1.1", proof_to="COMPLETE"), Decimal(0), True),  # proved, as everything is
            (Effect("1.1", check_to="ACCEPTED"), Decimal(0), True),
        ],
        ids=["fact", "fact not yet", "paper", "proof", "check"],
    )
    def test_looks_at_facts_and_proof(
        self, running: Round, secretary: User, effect: Effect, live: Decimal, has_arrived: bool
    ) -> None:
        move = make_move(running, by=secretary, effect=effect)
        adoption = adopt(running, move)

        found = list_arrived(queries.list_open_steps(adoption), see(q1_2v=live, q11_2=live))

        assert [step.move for step in found] == ([move] if has_arrived else [])


class TestFollowPlan:
    def follow(self, adoption: Adoption, today: Today) -> PlanStanding:
        return actions.follow_plan(adoption=adoption, today=today, at=NOW)

    def test_sets_a_step_to_done_whose_fact_arrived(self, running: Round, secretary: User) -> None:
        fact, paper = (make_move(running, by=secretary, effect=effect) for effect in (FACT, PAPER))
        adoption = adopt(running, fact, paper)
        Adoption.objects.update(chance=None)

        standing = self.follow(adoption, see(q1_2v=Decimal(2)))

        assert (get_step(adoption, fact).state, get_step(adoption, paper).state) == ("DONE", "PLANNED")
        assert (standing.done, standing.total) == (1, 2)
        assert not Notice.objects.filter(code="roadmap.chance_fell").exists()

    def test_tells_when_the_chance_fell(self, running: Round, secretary: User) -> None:
        adoption = adopt(running, make_move(running, by=secretary))
        nothing = Today(KLA, tuple(Claim(q.number, Decimal(0)) for q in KLA.questions), (), get_forecast_model(KLA), {})

        standing = self.follow(adoption, nothing)

        assert (standing.chance_with_plan, standing.told) == (Decimal(0), True)
        assert [notice.person for notice in Notice.objects.filter(code="roadmap.chance_fell")] == [secretary]
