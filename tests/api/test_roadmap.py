"""The road map for a program: the plan that stands with its steps, and the three figures of a scenario kept apart."""

from __future__ import annotations

from django.test import Client

from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from tests.api.conftest import with_token
from tests.factories.roadmap import adopt, make_move

ROADMAP = "/api/v1/cities/balikpapan/roadmap"


def read(program: Client, address: str) -> object:
    answer = program.get(address)
    assert answer.status_code == 200
    return answer.json()


def test_tells_the_plan_that_stands_and_where_it_came_from(running: Round, secretary: User) -> None:
    first = make_move(running, by=secretary)
    second = make_move(running, by=secretary, needs=(first.key,))
    adoption = adopt(running, first, second, by=secretary)
    program = with_token(secretary, Permission.CITY_VIEW)

    plan, (scenario,) = read(program, ROADMAP), read(program, f"{ROADMAP}/scenarios")
    solution = adoption.solution
    (told,) = [one for one in scenario["plans"] if one["role"] == solution.role]

    assert {step["key"]: step["needs"] for step in plan["steps"]} == {first.key: [], second.key: [first.key]}
    assert plan["cost_idr"] == sum(step["cost_idr"] for step in plan["steps"]) == told["cost_idr"]
    assert (told["chance"], told["lower_bound_idr"]) == (float(solution.chance), solution.lower_bound_idr)
    assert read(program, f"{ROADMAP}/scenarios/{scenario['code']}") == scenario


def test_knows_no_plan_before_one_is_adopted(running: Round, secretary: User) -> None:
    assert with_token(secretary, Permission.CITY_VIEW).get(ROADMAP).status_code == 404
