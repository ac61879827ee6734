"""The sites that a city has adopted stand in the catalogue as moves, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from paripurna.core.forecast import Claim
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.places.models import SitingScenario
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.types import BadMove
from tests.factories.assessment import NOW
from tests.factories.roadmap import MILLION, make_move


def adopt_sites(running: Round, *codes: str) -> None:
    """A plan as the planner of sites keeps it."""
    SitingScenario.objects.filter(city=running.city).update(ended_at=NOW)
    told = {"kelurahan_name": "Damai", "own_idr": 180 * MILLION, "upkeep_idr": 20 * MILLION, "keeper": "RT 5"}
    sites = [
        told | {"code": code, "name": f"Taman {code}", "year": 2027, "children": 900, "is_upgrade": True}
        for code in codes
    ]
    known = {"title": f"Rencana {codes}", "question": {}, "state": "SOLVED", "result": {"sites": sites}}
    SitingScenario.objects.create(city=running.city, made_at=NOW, adopted_at=NOW, **known)


def take(running: Round, by: User) -> int:
    return actions.take_sites(round=running, claims=[Claim("11.2", Decimal(1))], by=by, at=NOW)


class TestTakeSites:
    def test_makes_a_move_of_each_site_once(self, running: Round, secretary: User) -> None:
        own = make_move(running, by=secretary, label="Standarkan ruang bermain")
        Move.objects.filter(pk=own.pk).update(kind="play_space")
        adopt_sites(running, "satu", "dua")

        assert (take(running, secretary), take(running, secretary)) == (2, 0)
        found = [move for move in queries.list_moves(running.city, "kla-2024") if move.key.startswith("site:")]
        assert {(move.cost_idr, move.earliest_on) for move in found} == {(180 * MILLION, date(2027, 1, 1))}
        assert [(each.question, each.points_to) for each in found[0].effects.all()] == [("11.2", Decimal("5.00"))]

    def test_lets_go_of_a_site_that_is_no_longer_in_the_plan(self, running: Round, secretary: User) -> None:
        adopt_sites(running, "satu", "dua")
        take(running, secretary)
        adopt_sites(running, "dua")

        take(running, secretary)

        assert [move.key for move in queries.list_moves(running.city, "kla-2024")] == ["site:dua"]

    def test_says_that_no_plan_is_adopted(self, running: Round, secretary: User) -> None:
        with pytest.raises(BadMove):
            take(running, secretary)
