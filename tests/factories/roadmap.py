"""A road map for tests: moves of the city's own, a scenario with its outcome, the adopted plan. Made as people make it, by actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from paripurna.core.planning import CostTrial, FrontierPoint, Plan, Proof, Road, Robustness, Scope
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.models import ActionPlan, Adoption, Move, Scenario, Solution, Step
from paripurna.rooms.roadmap.rad.actions import draft_plan
from paripurna.rooms.roadmap.rad.types import ActivityDraft, PlanDraft, YearDraft
from paripurna.rooms.roadmap.solving import Outcome
from paripurna.rooms.roadmap.types import Effect, MoveDraft, ScenarioDraft
from tests.factories.assessment import NOW

MILLION = 1_000_000
FACT, PAPER = Effect("1.2v", Decimal(2), "COMPLETE", has_fact=True), Effect("11.2", Decimal(9), "COMPLETE")


def make_move(running: Round, *, by: User, effect: Effect = PAPER, **given: Any) -> Move:
    known: dict[str, Any] = {"label": "Perbaiki taman", "cost_idr": 300 * MILLION, "effects": (effect,)}
    return actions.add_move(round=running, draft=MoveDraft(**known | given), by=by, at=NOW)


def make_scenario(running: Round, *, title: str = "Menuju Paripurna", **given: Any) -> Scenario:
    known: dict[str, Any] = {"target": Decimal(900), "starts_on": date(2027, 1, 1), "quarters": 4}
    draft = ScenarioDraft(title, **known | given)
    return actions.add_scenario(round=running, draft=draft, by=None, at=NOW)


def build_road(*moves: Move, chance: float = 0.91) -> Road:
    cost = sum(move.cost_idr for move in moves)
    plan = Plan({move.key: position for position, move in enumerate(moves)}, cost)
    proof = Proof(0.001, chance, cost * 9 // 10)
    return Road(plan, proof, Decimal("931.50"), points_chance=chance, rule_chance=chance)


def solve_scenario(scenario: Scenario, *moves: Move, **given: Any) -> Solution:
    """This function will keep a plan of these moves, one a quarter, as what came of the scenario."""
    outcome = Outcome(**{"road": build_road(*moves), **given})
    actions.keep_outcome(scenario=scenario, outcome=outcome, inputs_hash="", at=NOW)
    found = queries.get_scenario(scenario.city, scenario.code)
    return found.solutions.get(role="PLAN")


def adopt(running: Round, *moves: Move, by: User | None = None, **given: Any) -> Adoption:
    scenario = make_scenario(running, **given)
    solution = solve_scenario(scenario, *moves)
    return actions.adopt_plan(scenario=scenario, solution=solution, note="Disepakati gugus tugas.", by=by, at=NOW)


def adopt_with_costs(running: Round, *, by: User) -> Adoption:
    """This function will adopt a plan whose page has everything on it: the frontier, the whole rule, and other costs."""
    rest, near, rival = (make_move(running, by=by, label=label) for label in ("Taman", "Perda", "Pelatihan"))
    trials = (
        CostTrial(Scope.MOVE, near.key, 1.3, 600 * MILLION, 0.9, 690 * MILLION, (rival.key,), (near.key,), ("budget",)),
        CostTrial(Scope.SOURCE, "APBD", 1.3, 600 * MILLION, 0.91, 600 * MILLION, (), (), ()),
    )
    scenario = make_scenario(running)
    solution = solve_scenario(
        scenario,
        road=replace(build_road(rest, near), rule_chance=0.72),
        expected=build_road(rest, chance=0.31),
        frontier=(FrontierPoint(0.5, build_road(rest, chance=0.55), 0.95),),
        costs=Robustness(420 * MILLION, 780 * MILLION, trials, is_whole=False),
    )
    return actions.adopt_plan(scenario=scenario, solution=solution, note="Disepakati gugus tugas.", by=by, at=NOW)


def get_step(adoption: Adoption, move: Move) -> Step:
    return queries.get_step(adoption.city, Step.objects.get(adoption=adoption, move=move).code)


RAD = PlanDraft("RAD KLA", "RPJMD 2025–2029", 2026, 2028)
ACTIVITY = ActivityDraft(
    "K1",
    "Pemenuhan hak sipil",
    "Akta kelahiran di puskesmas",
    indicator="5",
    years={2026: YearDraft("34 kelurahan", 150 * MILLION), 2027: YearDraft("34 kelurahan", 175 * MILLION)},
)


def make_rad(running: Round, *activities: ActivityDraft) -> ActionPlan:
    """This function will draft a regional action plan; of one activity where none is given."""
    return draft_plan(round=running, draft=RAD, activities=activities or (ACTIVITY,), by=None, at=NOW)
