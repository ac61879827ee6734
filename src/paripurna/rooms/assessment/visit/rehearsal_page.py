"""What the pages of rehearsals show: planned minutes beside those that were taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.visit import queries
from paripurna.rooms.assessment.visit.models import Rehearsal, RehearsalStep, VisitPlan

if TYPE_CHECKING:
    from datetime import date

    from paripurna.platform.accounts.models import User

MINUTE = 60


@dataclass(frozen=True, slots=True)
class StepLine:
    """A site of a rehearsal. `minutes` is None until its clock was stopped."""

    step: RehearsalStep
    minutes: int | None

    @property
    def over(self) -> int | None:
        """Minutes above the plan, below zero where it was quicker."""
        return None if self.minutes is None else self.minutes - self.step.planned_minutes


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    rehearsal: Rehearsal
    planned: int
    taken: int
    timed: int  # sites whose clock was stopped
    count: int
    missing: int


@dataclass(frozen=True)
class RehearsalsPage:
    round: Round
    plan: VisitPlan
    rows: tuple[RehearsalRow, ...]
    may_manage: bool
    running: Rehearsal | None

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)


@dataclass(frozen=True)
class RehearsalPage:
    round: Round
    rehearsal: Rehearsal
    lines: tuple[StepLine, ...]
    may_manage: bool

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def planned(self) -> int:
        return sum(line.step.planned_minutes for line in self.lines)

    @property
    def taken(self) -> int:
        return sum(line.minutes or 0 for line in self.lines)

    @property
    def is_running(self) -> bool:
        return self.rehearsal.ended_at is None


def build_rehearsals_page(plan: VisitPlan, user: User, *, on: date) -> RehearsalsPage:
    """This function will list the rehearsals, the newest first, each with its planned and its real minutes."""
    rehearsals = queries.list_rehearsals(plan)
    return RehearsalsPage(
        round=plan.round,
        plan=plan,
        rows=tuple(_build_row(rehearsal, list(rehearsal.steps.all())) for rehearsal in rehearsals),
        may_manage=_may_manage(plan, user, on=on),
        running=next((rehearsal for rehearsal in rehearsals if rehearsal.ended_at is None), None),
    )


def build_rehearsal_page(rehearsal: Rehearsal, user: User, *, on: date) -> RehearsalPage:
    """This function will put planned and real minutes of every site side by side."""
    lines = tuple(StepLine(step, count_minutes(step)) for step in queries.list_steps(rehearsal))
    return RehearsalPage(rehearsal.plan.round, rehearsal, lines, _may_manage(rehearsal.plan, user, on=on))


def count_minutes(step: RehearsalStep) -> int | None:
    """This function will return how many minutes a site took, rounded, None until its clock was stopped."""
    if step.started_at is None or step.ended_at is None:
        return None
    return round((step.ended_at - step.started_at).total_seconds() / MINUTE)


def _may_manage(plan: VisitPlan, user: User, *, on: date) -> bool:
    return plan.round.state == "RUNNING" and may(user, Permission.ROUND_MANAGE, plan.city, on=on)


def _build_row(rehearsal: Rehearsal, steps: Sequence[RehearsalStep]) -> RehearsalRow:
    minutes = [count_minutes(step) for step in steps]
    return RehearsalRow(
        rehearsal=rehearsal,
        planned=sum(step.planned_minutes for step in steps),
        taken=sum(taken or 0 for taken in minutes),
        timed=sum(taken is not None for taken in minutes),
        count=len(steps),
        missing=sum(bool(step.missing) for step in steps),
    )
