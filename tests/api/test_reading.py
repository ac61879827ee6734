"""Reading by a program: whose token, how far it reaches, and what comes back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from paripurna.api.auth import PerPerson
from paripurna.api.urls import api
from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.models import ApiToken
from paripurna.rooms.sheets.queries import list_totals
from tests.api.conftest import with_token
from tests.factories.regions import make_city
from tests.factories.sheets import make_person

GOLDEN = Path(__file__).parents[1] / "golden" / "openapi.json"
ROUNDS = "/api/v1/cities/balikpapan/rounds"


@pytest.fixture
def program(secretary):
    return with_token(secretary, Permission.CITY_VIEW)


class TestToken:
    def test_without_one_nothing_is_shown_and_nobody_is_led_away(self, running):
        answer = Client().get(ROUNDS)

        assert answer.status_code == 401
        assert answer.json()["code"] == "NO_TOKEN"

    def test_of_nobody_opens_nothing(self, running):
        assert Client(headers={"Authorization": "Bearer pari_x"}).get(ROUNDS).status_code == 401

    def test_notes_the_day_of_its_use(self, running, program):
        program.get(ROUNDS)

        assert ApiToken.objects.get().last_used_on is not None

    def test_reaches_no_further_than_its_scopes(self, running, secretary):
        assert with_token(secretary, Permission.AUDIT_VIEW).get(ROUNDS).status_code == 403

    def test_shows_a_stranger_nothing(self, running):
        stranger = make_person(make_city("64.72", "Kota Samarinda", slug="samarinda"), "SECRETARIAT", username="lain")

        assert with_token(stranger, Permission.CITY_VIEW).get(ROUNDS).status_code == 404

    def test_may_ask_so_often_a_minute(self, running, program, monkeypatch):
        monkeypatch.setattr(PerPerson, "allow_request", lambda self, request: False)

        answer = program.get(ROUNDS)

        assert answer.status_code == 429
        assert answer.json()["code"] == "TOO_MANY"


class TestRounds:
    def test_lists_the_rounds_of_a_city(self, running, program):
        (found,) = program.get(ROUNDS).json()

        assert found["code"] == str(running.code)
        assert found["edition"] == "kla-2024@1"
        assert found["is_example"] is True

    def test_shows_stages_with_their_totals(self, running, program):
        found = program.get(f"{ROUNDS}/{running.code}").json()

        own = found["stages"][0]
        assert (own["code"], own["total"]) == ("evaluasi_mandiri", str(list_totals(running.sheet)[0][1]))

    def test_hands_out_points_as_text_that_adds_up(self, running, program):
        score = program.get(f"{ROUNDS}/{running.code}/scores/evaluasi_mandiri").json()

        assert sum(Decimal(strand["points"]) for strand in score["strands"]) == Decimal(score["total"])
        assert len(score["questions"]) == 274

    def test_knows_no_score_of_a_stage_without_marks(self, running, program):
        assert program.get(f"{ROUNDS}/{running.code}/scores/penetapan").status_code == 404

    def test_lists_what_is_missing(self, running, program):
        gaps = program.get(f"{ROUNDS}/{running.code}/gaps").json()

        assert "1.1" in {gap["question"] for gap in gaps if gap["kind"] == "UNANSWERED"}

    def test_knows_no_round_of_another_city(self, running):
        other = make_city("64.72", "Kota Samarinda", slug="samarinda")
        stranger = with_token(make_person(other, "SECRETARIAT", username="lain"), Permission.CITY_VIEW)

        assert stranger.get(f"/api/v1/cities/samarinda/rounds/{running.code}").status_code == 404


class TestEditions:
    def test_lists_those_that_ship(self, program):
        (found,) = [one for one in program.get("/api/v1/editions").json() if one["id"] == "kla-2024"]

        assert (found["question_count"], found["reference"]) == (274, "kla-2024@1")

    def test_hands_out_a_whole_one_with_its_hash(self, program):
        answer = program.get("/api/v1/editions/kla-2024@1")

        assert answer.json()["id"] == "kla-2024"
        assert answer["ETag"].strip('"')

    def test_knows_no_other(self, program):
        assert program.get("/api/v1/editions/kla-1999@1").status_code == 404


class TestDescription:
    def test_is_the_one_that_was_agreed_on(self):
        """Changed on purpose: `python -m tests.api.describe` writes it anew; say in the commit why."""
        assert json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))) == json.loads(GOLDEN.read_text())

    def test_is_served_to_everyone_with_a_token(self, program):
        assert program.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
