"""Adopting a plan, ending it, and what becomes of its steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.roadmap import policy
from paripurna.rooms.roadmap.models import Adoption, Move, Scenario, Solution, Step, StepChange
from paripurna.rooms.roadmap.quarters import begin_of, end_of
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.roadmap.types import STATE, BadStep, RoadmapError, StepState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document

CARRIED = ("state", "budget_code", "document_id", "done_on", "done_by_id", "is_by_fact", "note")


@transaction.atomic
def adopt_plan(
    *, scenario: Scenario, solution: Solution, note: str, is_example: bool = False, by: User | None, at: datetime
) -> Adoption:
    """This function will make a plan the city's, with the reason why; the one before it ends, and its steps are carried over.

    `by` None is the demo. Raises `NotAllowed`, and `RoadmapError` without a reason.
    """
    city = scenario.city
    if by is not None:
        policy.check_may_manage(by, city, on=day_in(city, at))
    if not note.strip():
        raise RoadmapError(_("Say why this plan was chosen: those who come after will ask."))
    before = Adoption.objects.of_city(city).standing().select_for_update().first()
    known = {step.move_id: step for step in before.steps.all()} if before else {}
    Adoption.objects.of_city(city).standing().update(ended_at=at)
    adoption = Adoption.objects.create(
        city=city,
        round=scenario.round,
        solution=solution,
        title=scenario.title,
        note=note.strip(),
        target=scenario.target,
        confidence=solution.confidence,
        chance=solution.chance,
        cost_idr=solution.cost_idr,
        starts_on=scenario.starts_on,
        quarters=scenario.quarters,
        is_example=is_example,
        adopted_by=by,
        adopted_at=at,
    )
    steps = Step.objects.bulk_create(_list_steps(adoption, solution, known))
    record("roadmap.plan_adopted", city, f"roadmap.adoption:{adoption.code}", {"steps": len(steps)}, by=by, at=at)
    return adoption


@transaction.atomic
def end_plan(*, adoption: Adoption, by: User, at: datetime) -> None:
    """This function will end the plan that stands, without another in its place. Raises `NotAllowed`."""
    policy.check_may_manage(by, adoption.city, on=day_in(adoption.city, at))
    Adoption.objects.filter(pk=adoption.pk, ended_at=None).update(ended_at=at)
    record("roadmap.plan_ended", adoption.city, f"roadmap.adoption:{adoption.code}", by=by, at=at)


@transaction.atomic
def move_step(
    *, step: Step, state: StepState, document: Document | None = None, note: str = "", by: User, at: datetime
) -> Step:
    """This function will bring a step into another state. Raises `NotAllowed`, and `BadStep` where that cannot be.

    A person says *done* with a document; where a register knows, the fact says it (`arrive_facts`).
    """
    on = day_in(step.city, at)
    policy.check_may_step(by, step, on=on)
    found = Step.objects.select_for_update().get(pk=step.pk, city=step.city_id)
    policy.check_can_move(found, state, has_document=document is not None)
    is_done = state == StepState.DONE
    found.state, found.is_by_fact = state, False
    found.document, found.done_on, found.done_by = (document, on, by) if is_done else (None, None, None)
    _keep(found, note, by=by, at=at)
    details: dict[str, str | int | bool | list[str] | None] = {"state": f"{STATE}:{state.value}"}
    record("roadmap.step_moved", step.city, f"roadmap.step:{found.code}", details, by=by, at=at)
    return found


@transaction.atomic
def change_step(
    *, step: Step, agency_id: int | None, budget_code: str, base_revision: int, by: User, at: datetime
) -> Step:
    """This function will say who owns a step and which line of the budget pays it. Raises `NotAllowed` and `BadStep`."""
    policy.check_may_manage(by, step.city, on=day_in(step.city, at))
    found = Step.objects.select_for_update().get(pk=step.pk, city=step.city_id)
    if found.revision != base_revision:
        raise BadStep(_("Somebody else changed this step meanwhile. Look at theirs, then save yours again."))
    found.agency_id, found.budget_code = agency_id, budget_code.strip()
    found.revision += 1
    found.save(update_fields=["agency", "budget_code", "revision"])
    record("roadmap.step_changed", step.city, f"roadmap.step:{found.code}", by=by, at=at)
    return found


@transaction.atomic
def arrive_facts(*, adoption: Adoption, codes: Iterable[UUID], at: datetime) -> int:
    """This function will set these steps to done, because what they were to bring about is there; returns how many those were."""
    open_steps = Step.objects.of_city(adoption.city).open().filter(adoption=adoption, code__in=list(codes))
    steps = list(open_steps.select_for_update().order_by("pk"))
    for step in steps:
        step.state, step.is_by_fact, step.done_on = StepState.DONE, True, day_in(adoption.city, at)
        _keep(step, "", by=None, at=at)
    if steps:
        subject = f"roadmap.adoption:{adoption.code}"
        record("roadmap.facts_arrived", adoption.city, subject, {"steps": len(steps)}, by=None, at=at)
    return len(steps)


def _keep(step: Step, note: str, *, by: User | None, at: datetime) -> None:
    step.note = note.strip()
    step.revision += 1
    step.save(
        update_fields=["state", "document", "done_on", "done_by", "is_by_fact", "note", "revision"],
    )
    StepChange.objects.create(
        city_id=step.city_id, step=step, state=step.state, note=step.note, is_by_fact=step.is_by_fact, by=by, at=at
    )


def _list_steps(adoption: Adoption, solution: Solution, known: dict[int, Step]) -> Iterator[Step]:
    """The steps of a plan, in its quarters; what was begun or done before stays so."""
    edition = solution.scenario.round.sheet.edition.edition
    moves = Move.objects.of_city(adoption.city).filter(edition=edition, key__in=solution.starts)
    for move in moves.order_by("key"):
        start = solution.starts[move.key]
        before = known.get(move.pk)
        yield Step(
            city_id=adoption.city_id,
            adoption=adoption,
            move=move,
            starts_on=begin_of(adoption.starts_on, start),
            ends_on=end_of(adoption.starts_on, start + move.quarters - 1),
            cost_idr=move.cost_idr,
            agency_id=before.agency_id if before else move.agency_id,
            fund=move.fund,
            **({name: getattr(before, name) for name in CARRIED} if before else {}),
        )
