"""Scenarios: asked, worked out by a job, kept, thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.roadmap import policy
from paripurna.rooms.roadmap.models import Adoption, Scenario, Solution
from paripurna.rooms.roadmap.quarters import begin_of, quarter_of
from paripurna.rooms.roadmap.solving import UNSURE, Outcome, tell_reason
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.roadmap.types import ScenarioBusy, ScenarioDraft, ScenarioState, SolutionRole
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.core.planning import Relaxed, Road, Robustness
    from paripurna.platform.accounts.models import User

SOLVE = "roadmap.solve"
LIKELY = Decimal("0.90")


@transaction.atomic
def add_scenario(
    *, round: Round, draft: ScenarioDraft, is_example: bool = False, by: User | None, at: datetime
) -> Scenario:
    """This function will keep a question for the planner. `by` None is the demo. Raises `NotAllowed` and `BadScenario`."""
    city = round.city
    if by is not None:
        policy.check_may_manage(by, city, on=day_in(city, at))
    policy.check_can_ask(draft, edition_of(round.sheet))
    titles = Scenario.objects.of_city(city).filter(round=round, title=draft.title.strip())
    policy.check_is_new(titles.exists())
    scenario = Scenario.objects.create(
        city=city, round=round, is_example=is_example, made_by=by, made_at=at, **_columns(draft)
    )
    record("roadmap.scenario_added", city, f"roadmap.scenario:{scenario.code}", by=by, at=at)
    return scenario


@transaction.atomic
def add_replan(*, adoption: Adoption, title: str, by: User, at: datetime) -> Scenario:
    """This function will ask for the plan that stands to be changed as little as can be, from this quarter to its end.

    Raises `NotAllowed` and `BadScenario`.
    """
    today, before = day_in(adoption.city, at), adoption.solution.scenario if adoption.solution else None
    starts_on = max(begin_of(today, 0), adoption.starts_on)
    draft = ScenarioDraft(
        title,
        adoption.target,
        starts_on,
        max(adoption.quarters - quarter_of(adoption.starts_on, starts_on), 1),
        confidence=adoption.confidence or LIKELY,
        counts_until=before.counts_until if before else None,
    )
    scenario = add_scenario(round=adoption.round, draft=draft, by=by, at=at)
    scenario.follows, scenario.limits = adoption, before.limits if before else {}
    scenario.save(update_fields=["follows", "limits"])
    return scenario


@transaction.atomic
def begin_solving(*, scenario: Scenario, by: User, at: datetime) -> UUID:
    """This function will have a worker work the scenario out, and return where its progress stands. Raises `ScenarioBusy`."""
    policy.check_may_manage(by, scenario.city, on=day_in(scenario.city, at))
    found = Scenario.objects.select_for_update().get(pk=scenario.pk, city=scenario.city_id)
    check_is_free(found)
    progress = jobs.start(get_job(SOLVE), ids={"scenario": found.pk}, city=scenario.city, by=by, at=at)
    Scenario.objects.filter(pk=found.pk).update(progress=progress.pk, state=ScenarioState.SOLVING)
    record("roadmap.solving_begun", scenario.city, f"roadmap.scenario:{found.code}", by=by, at=at)
    return progress.pk


@transaction.atomic
def keep_outcome(*, scenario: Scenario, outcome: Outcome, inputs_hash: str, at: datetime) -> Scenario:
    """This function will keep what came of a scenario in place of what came of it before."""
    found = Scenario.objects.select_for_update().get(pk=scenario.pk, city=scenario.city_id)
    found.solutions.all().delete()
    Solution.objects.bulk_create(_list_solutions(found, outcome, at))
    found.state = ScenarioState.SOLVED if outcome.road else ScenarioState.STUCK
    found.finding = {
        "fault": outcome.fault,
        "places": list(outcome.places),
        "reachable": outcome.reachable,
        "relaxed": [_tell_relaxed(each) for each in outcome.relaxed],
    }
    found.solved_at, found.inputs_hash = at, inputs_hash
    found.save(update_fields=["state", "finding", "solved_at", "inputs_hash"])
    details: dict[str, Any] = {"state": found.state}
    record("roadmap.scenario_solved", scenario.city, f"roadmap.scenario:{found.code}", details, by=None, at=at)
    return found


@transaction.atomic
def give_up_solving(*, scenario: Scenario) -> None:
    """This function will free a scenario whose work broke off without an outcome; no line in the audit: nothing came of it."""
    Scenario.objects.filter(pk=scenario.pk, state=ScenarioState.SOLVING).update(state=ScenarioState.DRAFT)


@transaction.atomic
def remove_scenario(*, scenario: Scenario, by: User, at: datetime) -> None:
    """This function will throw a scenario away with its plans. Raises `NotAllowed` and `ScenarioBusy`."""
    policy.check_may_manage(by, scenario.city, on=day_in(scenario.city, at))
    found = Scenario.objects.select_for_update().get(pk=scenario.pk, city=scenario.city_id)
    check_is_free(found)
    record("roadmap.scenario_removed", scenario.city, f"roadmap.scenario:{found.code}", by=by, at=at)
    found.delete()


def check_is_free(scenario: Scenario) -> None:
    """This function will raise `ScenarioBusy` while the scenario is worked out, and once a plan of it was adopted."""
    if scenario.state == ScenarioState.SOLVING:
        raise ScenarioBusy(_("This scenario is being worked out. Wait for it, or stop it first."))
    if Adoption.objects.filter(city=scenario.city_id, solution__scenario=scenario).exists():
        raise ScenarioBusy(_("A plan of this scenario was adopted, so it stays as it is. Make a new scenario."))


def _columns(draft: ScenarioDraft) -> dict[str, Any]:
    limits: dict[str, Any] = {"money": dict(draft.money), "floors": {k: str(v) for k, v in draft.floors.items()}}
    if draft.hours is not None:
        limits["hours"] = draft.hours
    if draft.hours_of:
        limits["hours_of"] = dict(draft.hours_of)
    return {
        "title": draft.title.strip(),
        "mode": draft.mode,
        "target": draft.target,
        "confidence": draft.confidence,
        "budget_idr": draft.budget_idr,
        "starts_on": begin_of(draft.starts_on, 0),
        "quarters": draft.quarters,
        "counts_until": draft.counts_until,
        "limits": limits,
    }


def _list_solutions(scenario: Scenario, outcome: Outcome, at: datetime) -> Iterator[Solution]:
    asked = scenario.confidence
    if outcome.road:
        untold = [{"code": code, "is_chosen": False, "why": ""} for code in outcome.untold]
        reasons = [*map(tell_reason, outcome.reasons), *untold]
        given: dict[str, Any] = {"role": SolutionRole.PLAN, "confidence": asked, "reasons": reasons, "made_at": at}
        given["costs"] = _tell_costs(outcome.costs) if outcome.costs else {}
        if outcome.changes:  # its bound counts changes at their price: it bounds no cost
            given |= {"lower_bound_idr": None, "changes": {k: list(v) for k, v in outcome.changes.items()}}
        yield _build(scenario, outcome.road, **given)
    if outcome.expected:
        unproved = {"model_gap": None, "lower_bound_idr": None}  # it is no answer to the question, so nothing bounds it
        role = SolutionRole.EXPECTED
        yield _build(scenario, outcome.expected, role=role, confidence=asked, made_at=at, **unproved)
    for point in outcome.frontier:
        if point.road:
            confidence = _round(point.confidence, "0.01")
            yield _build(scenario, point.road, role=SolutionRole.FRONTIER, confidence=confidence, made_at=at)


def _build(scenario: Scenario, road: Road, **given: Any) -> Solution:
    figures = {
        "starts": dict(road.plan.starts),
        "cost_idr": road.plan.cost_idr,
        "chance": _round(road.proof.chance),
        "rule_chance": _round(road.rule_chance),
        "model_gap": _round(road.proof.model_gap),
        "lower_bound_idr": road.proof.lower_bound_idr,
        "mean_points": road.mean_points,
        "is_optimal": road.is_optimal,
        "is_stopped": road.is_stopped,
    }
    return Solution(city_id=scenario.city_id, scenario=scenario, **(figures | given))


def _round(value: float, step: str = "0.00000001") -> Decimal:
    return min(max(Decimal(value).quantize(Decimal(step)), Decimal(0)), Decimal(1))


def _tell_costs(costs: Robustness) -> dict[str, Any]:
    figures = {"low_idr": costs.low_idr, "high_idr": costs.high_idr, "is_whole": costs.is_whole}
    return {"share": UNSURE, **figures, "trials": [asdict(trial) for trial in costs.trials]}


def _tell_relaxed(each: Relaxed) -> dict[str, Any]:
    return {"bound": each.bound.value, "places": list(each.places), "now": str(each.now), "then": str(each.then)}
