"""The pages of the road map: golden counts of statements whatever their length, and forms that keep what was typed."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.forms import MoveForm
from paripurna.rooms.roadmap.models import Move, Scenario
from paripurna.rooms.roadmap.types import ScenarioState
from paripurna.rooms.sheets.queries import edition_of
from tests.factories.roadmap import FACT, adopt, build_road, get_step, make_move, make_scenario, solve_scenario

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-roadmap.json"
BASE = "/daerah/balikpapan/peta-jalan/"
MOVE = {"label": "Taman", "cost_idr": "Rp300.000.000", "quarters": "2", "effort": "10", "chance_pct": "80"}
ASKED = {"title": "Uji", "mode": "CHEAPEST", "target": "900", "confidence_pct": "90", "quarters": "4"}


@pytest.fixture
def page(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client


def count(page: Client, address: str) -> int:
    page.get(BASE + address)
    with CaptureQueriesContext(connection) as asked:
        assert page.get(BASE + address).status_code == 200
    return len(asked)


def test_number_of_statements_is_golden_whatever_the_length(page: Client, running: Round, secretary: User) -> None:
    moves = [make_move(running, by=secretary) for _ in range(2)]
    adoption = adopt(running, *moves, by=secretary)
    more = make_scenario(running, title="Lain")
    solve_scenario(more, *moves, expected=build_road(*moves))
    one, other = adoption.solution.scenario, adoption.solution
    addresses = {
        "plan": "",
        "schedule": "jadwal/",
        "step": f"langkah/{get_step(adoption, moves[0]).code}/",
        "catalog": "katalog/",
        "scenarios": "skenario/",
        "scenario": f"skenario/{one.code}/",
        "solution": f"skenario/{one.code}/rencana/{other.code}/",
    }

    few = {name: count(page, address) for name, address in addresses.items()}
    moves += [make_move(running, by=secretary, needs=(moves[0].key,), effect=FACT) for _ in range(3)]
    adopt(running, *moves, by=secretary, title="Panjang", quarters=8)
    many = {name: count(page, address) for name, address in addresses.items()}

    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(many, indent=1) + "\n")
    assert few == many == json.loads(GOLDEN.read_text())


class TestMoveForm:
    def test_reads_rupiah_per_cent_and_lines_of_questions(self, page: Client, running: Round) -> None:
        said = MOVE | {"effects": "11.2 9\n1.2v 2,5\n1.1 bukti\n1.4 periksa"}

        response = page.post(BASE + "katalog/tambah/", said)

        assert response.status_code == 302, response.context["form"].errors
        move = Move.objects.get()
        assert (move.cost_idr, move.chance) == (300_000_000, Decimal("0.80"))
        assert [(e.question, e.points_to, e.proof_to, e.check_to, e.has_fact) for e in move.effects.order_by("pk")] == [
            ("11.2", Decimal(9), "COMPLETE", "", True),
            ("1.2v", Decimal("2.5"), "COMPLETE", "", True),
            ("1.1", None, "COMPLETE", "", False),
            ("1.4", None, "", "ACCEPTED", False),
        ]

    def test_writes_what_it_reads(self, page: Client, running: Round, secretary: User) -> None:
        page.post(BASE + "katalog/tambah/", MOVE | {"effects": "11.2 9\n1.1 bukti"})
        move = Move.objects.get()

        initial = MoveForm.initial_of(queries.get_move(running.city, move.code))
        form = MoveForm(
            edition_of(running.sheet), [], [], {name: "" if v is None else v for name, v in initial.items()}
        )

        assert form.is_valid(), form.errors
        assert form.draft() == queries.read_draft(queries.get_move(running.city, move.code))

    @pytest.mark.parametrize(
        "wrong", [{"cost_idr": "banyak"}, {"effects": "11.2"}, {"effects": "11.2 9\n11.2 8"}, {"effects": "99.9 1"}]
    )
    def test_keeps_what_was_typed(self, page: Client, running: Round, wrong: dict[str, str]) -> None:
        response = page.post(BASE + "katalog/tambah/", MOVE | wrong)

        assert response.status_code == 422
        assert next(iter(wrong.values())) in response.content.decode()


class TestScenarioForm:
    def test_asks_and_has_it_worked_out(self, page: Client, running: Round, secretary: User) -> None:
        make_move(running, by=secretary, agency_id=running.city.agencies.get(code="dp3akb").pk)
        said = ASKED | {"fund_APBD": "2.000.000.000", "floor_K5": "100", "hours": "80", "hours_dp3akb": "200"}

        first = page.get(BASE + "skenario/baru/").context["form"].fields["starts_on"].choices[0][0]
        response = page.post(BASE + "skenario/baru/", said | {"starts_on": first})

        assert response.status_code == 302, response.context["form"].errors
        scenario = Scenario.objects.get()
        assert scenario.state == ScenarioState.SOLVING
        asked = {"hours": 80, "hours_of": {"dp3akb": 200}, "money": {"APBD": 2_000_000_000}, "floors": {"K5": "100"}}
        assert scenario.limits == asked

    def test_keeps_what_was_typed(self, page: Client, running: Round) -> None:
        response = page.post(BASE + "skenario/baru/", ASKED | {"target": "1000"})

        assert response.status_code == 422
        assert 'value="Uji"' in response.content.decode()
