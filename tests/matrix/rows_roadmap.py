"""The road map: everybody of the city reads it; the secretariat keeps catalogue, scenarios and plan."""

from typing import Any

from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_round
from tests.factories.roadmap import adopt, get_step, make_move, make_rad, make_scenario, solve_scenario
from tests.matrix.table import CITY, EVERY_INSIDER, Visitor, World, page

KEEPERS = "SECRETARIAT"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"


def a_city(world: World) -> dict[str, Any]:
    make_round(world.city)
    return CITY


def a_table(world: World) -> dict[str, Any]:
    return a_city(world) | {"ending": "csv"}


def a_move(world: World) -> dict[str, Any]:
    move = make_move(make_round(world.city), by=world.people[Visitor.SECRETARIAT])
    return CITY | {"code": move.code}


def a_scenario(world: World) -> dict[str, Any]:
    return CITY | {"code": make_scenario(make_round(world.city)).code}


def a_solution(world: World) -> dict[str, Any]:
    found = make_round(world.city)
    scenario = make_scenario(found)
    solution = solve_scenario(scenario, make_move(found, by=world.people[Visitor.SECRETARIAT]))
    return CITY | {"code": scenario.code, "solution": solution.code}


def a_plan(world: World) -> dict[str, Any]:
    found = make_round(world.city)
    adopt(found, make_move(found, by=world.people[Visitor.SECRETARIAT]))
    return CITY


def a_step(world: World) -> dict[str, Any]:
    """Of no agency."""
    found: Round = make_round(world.city)
    move = make_move(found, by=world.people[Visitor.SECRETARIAT])
    return CITY | {"code": get_step(adopt(found, move), move).code}


def a_rad(world: World) -> dict[str, Any]:
    return CITY | {"code": make_rad(make_round(world.city)).code}


def a_rad_file(world: World) -> dict[str, Any]:
    return a_rad(world) | {"ending": "xlsx"}


def a_rad_row(world: World) -> dict[str, Any]:
    plan = make_rad(make_round(world.city))
    return CITY | {"code": plan.code, "row": plan.activities.get().code}


def a_rad_year(world: World) -> dict[str, Any]:
    return a_rad(world) | {"year": 2026}


ROWS = [
    page("roadmap:plan", a_plan, EVERY_INSIDER),
    page("roadmap:schedule", a_plan, EVERY_INSIDER),
    page("roadmap:replan", a_plan, KEEPERS, ok=302, method="post"),
    page("roadmap:plan_end", a_plan, KEEPERS, ok=302, method="post"),
    page("roadmap:step", a_step, EVERY_INSIDER),
    page("roadmap:step_move", a_step, KEEPERS, ok=302, method="post", data={"state": "RUNNING"}),
    page("roadmap:step_change", a_step, KEEPERS, ok=302, method="post", data={"base_revision": "1"}),
    page("roadmap:catalog", a_city, EVERY_INSIDER),
    page("roadmap:catalog_export", a_table, EXPORTERS),
    page("roadmap:catalog_import", a_city, KEEPERS),
    page("roadmap:catalog_propose", a_city, KEEPERS, ok=302, method="post"),
    page("roadmap:catalog_sites", a_city, KEEPERS, ok=302, method="post"),
    page("roadmap:move_add", a_city, KEEPERS),
    page("roadmap:move", a_move, KEEPERS),
    page("roadmap:move_remove", a_move, KEEPERS, ok=302, method="post"),
    page("roadmap:scenarios", a_city, EVERY_INSIDER),
    page("roadmap:scenario_add", a_city, KEEPERS),
    page("roadmap:scenario", a_scenario, EVERY_INSIDER),
    page("roadmap:scenario_solve", a_scenario, KEEPERS, ok=302, method="post"),
    page("roadmap:scenario_remove", a_scenario, KEEPERS, ok=302, method="post"),
    page("roadmap:solution", a_solution, EVERY_INSIDER),
    page("roadmap:solution_adopt", a_solution, KEEPERS, ok=302, method="post", data={"note": "Disepakati."}),
    page("roadmap:briefing", a_plan, EVERY_INSIDER),
    page("roadmap:briefing_pdf", a_plan, EXPORTERS),
    page("roadmap:rad", a_city, EVERY_INSIDER),
    page("roadmap:rad_add", a_city, KEEPERS),
    page("roadmap:rad_plan", a_rad, EVERY_INSIDER),
    page("roadmap:rad_export", a_rad_file, EXPORTERS),
    page("roadmap:rad_adopt", a_rad, KEEPERS, ok=422, method="post"),
    page("roadmap:rad_remove", a_rad, KEEPERS, ok=302, method="post"),
    page("roadmap:rad_take_steps", a_rad, KEEPERS, ok=302, method="post"),
    page("roadmap:rad_follow", a_rad, KEEPERS, ok=302, method="post"),
    page("roadmap:rad_activity_add", a_rad, KEEPERS),
    page("roadmap:rad_activity", a_rad_row, KEEPERS),
    page("roadmap:rad_activity_remove", a_rad_row, KEEPERS, ok=302, method="post"),
    page("roadmap:rad_import", a_rad, KEEPERS),
    page("roadmap:rad_review", a_rad_year, KEEPERS),
]
