"""Facts of a round for a program: what registers say beside the answers, and rows without names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from paripurna.platform.access.types import Permission
from paripurna.rooms.network.queries import list_agencies
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.trainings.actions import add_participants
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.types import ParticipantDraft, Service
from tests.api.conftest import with_token


@pytest.fixture
def facts(running):
    """Three of four health workers were trained in the year of the round, by name."""
    (agency,), at, held = list_agencies(running.city), timezone.now(), date(running.sheet.period_end.year, 5, 4)
    shared = {"city": running.city, "by": None, "at": at}
    staff = {"agency_id": agency.id, "service": Service.HEALTH.value, "people": 4, "as_of": held}
    add_entry(register=STAFFING, values=staff, **shared)
    session = {"title": "KHA", "subjects": ["crc", "friendly_health"], "agency_id": agency.id}
    training = add_entry(register=TRAININGS, values=session | {"starts_on": held, "ends_on": held}, **shared)
    names = ("Ani Rahmawati", "Budi Santoso", "Citra Dewi")
    drafts = [ParticipantDraft(name, agency.id, Service.HEALTH) for name in names]
    add_participants(training=training, drafts=drafts, by=None, at=at)
    return f"/api/v1/cities/balikpapan/rounds/{running.code}/facts"


def test_stand_beside_the_recorded_answers_with_the_points_of_each(facts, secretary):
    told = {one["question"]: one for one in with_token(secretary, Permission.CITY_VIEW).get(facts).json()}

    health = told["15.4"]
    assert health["source"] == "registers.trained_staff"
    assert health["facts"][0]["params"] == {
        "services": ["HEALTH"],
        "subjects": ["crc", "friendly_health"],
        "certified": False,
    }
    assert [health["facts"][0][name] for name in ("numerator", "denominator", "row_count")] == ["3", "4", 3]
    assert health["answer"] == {"numerator": "3", "denominator": "4"}
    assert (health["agreement"], health["differs"]) == ("DIFFERENT", True)
    assert Decimal(health["points"]) == Decimal(health["maximum"]) == 3
    assert health["recorded"] != health["answer"]
    assert (told["1.1"]["agreement"], told["1.1"]["points"]) == ("UNKNOWN", None)
    assert len(told) == 215


def test_give_their_rows_only_with_the_scope_to_export_and_never_a_name(facts, secretary):
    rows = f"{facts}/15.4/rows"

    refused = with_token(secretary, Permission.CITY_VIEW).get(rows)
    given = with_token(secretary, Permission.EXPORT).get(rows)

    assert refused.status_code == 403
    (part,) = given.json()["parts"]
    assert len(part["rows"]) == 3
    assert {column["code"] for column in part["columns"]}.isdisjoint({"name", "post"})
    assert "KHA" in part["rows"][0]
    assert "Rahmawati" not in given.content.decode()


def test_have_no_rows_where_people_answer(facts, secretary):
    assert with_token(secretary, Permission.EXPORT).get(f"{facts}/2.5/rows").status_code == 404
