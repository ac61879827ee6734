"""The road map of the demo: moves for its gaps, scenarios of which one is left to the worker, and the plan that was adopted.

Worked out, not written down: the same planner, the same forecast. It takes longer than all the rest, so it stands apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from time import process_time

from django.db import transaction

from paripurna.platform.accounts.queries import find_example_person
from paripurna.platform.regions.clock import day_in
from paripurna.platform.regions.queries import find_city
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.quarters import begin_of
from paripurna.rooms.roadmap.rad.actions import draft_plan
from paripurna.rooms.roadmap.rad.drafting import draft_from_steps
from paripurna.rooms.roadmap.rad.types import PlanDraft
from paripurna.rooms.roadmap.reading import read_inputs, read_today
from paripurna.rooms.roadmap.solving import COSTS, PLAN, REASONS, work_out
from paripurna.rooms.roadmap.types import Mode, ScenarioDraft, SolutionRole, StepState
from paripurna.rooms.sheets.queries import edition_of

SLUG, TARGET, QUARTERS = "balikpapan", Decimal(900), 12
# Three people of an agency for two days a week; the one that runs KLA has twice as many.
HOURS, HOURS_OF = 480, {"dp3akb": 960}
SECRETARY = "contoh-sekretariat"
NOTE = "Contoh: disepakati dalam rapat gugus tugas karena peluangnya sembilan dari sepuluh dan ruang bermain tetap dibangun."
BEGUN = "contoh: sudah dimulai oleh perangkat daerah"
BILLION = 1_000_000_000


def load_roadmap(*, at: datetime, say: Callable[[str], None], seconds: float = 28.0) -> None:
    """This function will give the demo city its road map, unless it has one. `seconds` are those of the processor: a busy machine waits."""
    city = find_city(slug=SLUG)
    running = assessment.find_current_round(city) if city else None
    if running is None or queries.list_scenarios(running.city):
        return
    say("Menghitung peta jalan contoh (sekitar setengah menit) …")
    claims = assessment.read_claims(running, on=day_in(running.city, at))
    actions.propose_moves(round=running, claims=claims, by=None, at=at)
    _insist(running, at=at)
    cheap = _draft("Termurah menuju Paripurna (contoh)", running, at)
    _solve(running, cheap, seconds=seconds, parts=(PLAN, REASONS, COSTS), at=at)
    tight = _draft("Dengan empat miliar rupiah (contoh)", running, at, mode=Mode.BUDGET, budget_idr=4 * BILLION)
    _solve(running, tight, seconds=seconds / 2, parts=(PLAN,), at=at)
    _adopt(running, at=at)
    _leave_to_worker(running, _draft("Biaya tiap peluang (contoh)", running, at), at=at)
    _draft_rad(running, at=at)


def _insist(running: Round, *, at: datetime) -> None:
    """Play spaces are built whatever they score."""
    secretary = find_example_person(SECRETARY)
    for move in queries.search_moves(running.city, edition_of(running.sheet).id, kind="play_space"):
        draft = replace(queries.read_draft(move), is_must=True)
        if secretary:
            actions.change_move(round=running, move=move, draft=draft, base_revision=move.revision, by=secretary, at=at)


def _draft(title: str, running: Round, at: datetime, **more: object) -> ScenarioDraft:
    """From the next quarter on: little of this one is left."""
    limits = {"hours": HOURS, "hours_of": HOURS_OF}
    return ScenarioDraft(title, TARGET, begin_of(day_in(running.city, at), 1), QUARTERS, **limits, **more)  # type: ignore[arg-type]


def _solve(running: Round, draft: ScenarioDraft, *, seconds: float, parts: tuple[str, ...], at: datetime) -> None:
    scenario = actions.add_scenario(round=running, draft=draft, is_example=True, by=None, at=at)
    inputs = read_inputs(scenario, on=day_in(running.city, at))
    outcome = work_out(inputs, seconds=seconds, clock=process_time, watch=lambda *_told: False, parts=parts)
    actions.keep_outcome(scenario=scenario, outcome=outcome, inputs_hash=inputs.hash, at=at)


def _leave_to_worker(running: Round, draft: ScenarioDraft, *, at: datetime) -> None:
    """The frontier takes minutes: the worker beside the server works it out, and the page shows how far it is."""
    secretary = find_example_person(SECRETARY)
    if secretary:
        scenario = actions.add_scenario(round=running, draft=draft, is_example=True, by=None, at=at)
        actions.begin_solving(scenario=scenario, by=secretary, at=at)


@transaction.atomic
def _adopt(running: Round, *, at: datetime) -> None:
    """The cheapest plan, its first steps begun."""
    found = queries.list_scenarios(running.city)[-1]  # the first that was made
    solution = next((each for each in found.solutions.all() if each.role == SolutionRole.PLAN), None)
    if solution is None:
        return
    found.city = found.round.city = running.city
    secretary = find_example_person(SECRETARY)
    adoption = actions.adopt_plan(scenario=found, solution=solution, note=NOTE, is_example=True, by=secretary, at=at)
    actions.follow_plan(adoption=adoption, today=read_today(running, on=day_in(running.city, at)), at=at)
    for step in queries.list_open_steps(adoption)[:4] if secretary else ():
        step.city = running.city
        actions.move_step(step=step, state=StepState.RUNNING, note=BEGUN, by=secretary, at=at)  # type: ignore[arg-type]


def _draft_rad(running: Round, *, at: datetime) -> None:
    """The steps as a regional action plan: a draft, since no decree has adopted it."""
    first = day_in(running.city, at).year
    plan = PlanDraft(
        f"RAD KLA {first}–{first + 4} (contoh)", f"RPJMD Kota Balikpapan 2025–{first + 4} (contoh)", first, first + 4
    )
    rows = draft_from_steps(running.city, edition_of(running.sheet), plan.years)
    draft_plan(round=running, draft=plan, activities=rows, is_example=True, by=None, at=at)
