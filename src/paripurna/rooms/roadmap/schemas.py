"""What the API hands out of the road map. Points are text, money whole rupiah, chances numbers between 0 and 1."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ninja import Field, Schema

from paripurna.rooms.roadmap.models import Adoption, PlanStanding, Scenario, Solution
from paripurna.rooms.roadmap.types import StepRow


class StepOut(Schema):
    code: UUID
    key: str = Field(description="Of its move in the catalogue")
    label: str
    agency: str = Field(description="Code of the agency that leads it, or empty")
    fund: str
    budget_code: str
    cost_idr: int
    starts_on: date
    ends_on: date
    state: str
    done_on: date | None
    is_must: bool
    is_by_fact: bool = Field(description="Done because its fact arrived in a register")
    questions: list[str]
    needs: list[str] = Field(description="Keys of the moves that must end before it")


class StandingOut(Schema):
    """How the plan stood on a day."""

    on: date
    chance_now: float = Field(description="Of the target, as things are")
    chance_with_plan: float = Field(description="If what is left of the plan is done")
    done: int
    due: int
    total: int


class PlanOut(Schema):
    """The plan that stands, with its steps. Chances are worked out by a model of ours: nothing in them is official."""

    code: UUID
    title: str
    note: str = Field(description="Why this plan was adopted")
    is_example: bool
    adopted_at: datetime
    target: Decimal
    confidence: float | None
    chance: float | None = Field(description="Of the plan on the day of its adoption")
    cost_idr: int
    starts_on: date
    quarters: int
    standing: StandingOut | None
    steps: list[StepOut]


class SolutionOut(Schema):
    """A plan that was worked out. Its three figures answer different questions and are never mixed."""

    role: str
    confidence: float
    cost_idr: int
    chance: float = Field(description="Exact, of a total above the target")
    rule_chance: float | None = Field(description="Of the whole predicate, nothing mandatory missing")
    model_gap: float | None = Field(description="What the solver left unproved of its own model")
    lower_bound_idr: int | None = Field(description="What any plan with that confidence costs at least")
    mean_points: Decimal
    starts: dict[str, int] = Field(description="By key of the move: the quarter, from 0, in which it begins")


class ScenarioOut(Schema):
    code: UUID
    title: str
    is_example: bool
    mode: str
    target: Decimal
    confidence: float
    budget_idr: int | None
    starts_on: date
    quarters: int
    state: str
    solved_at: datetime | None
    plans: list[SolutionOut]


def build_plan(adoption: Adoption, steps: list[StepRow], standing: PlanStanding | None) -> PlanOut:
    """This function will return the adopted plan as the API hands it out."""
    names = ("code", "title", "note", "is_example", "adopted_at", "target", "cost_idr", "starts_on", "quarters")
    return PlanOut(
        **{name: getattr(adoption, name) for name in names},
        confidence=_number(adoption.confidence),
        chance=_number(adoption.chance),
        standing=build_standing(standing) if standing else None,
        steps=[build_step(step) for step in steps],
    )


def build_standing(standing: PlanStanding) -> StandingOut:
    return StandingOut(
        on=standing.on,
        chance_now=float(standing.chance_now),
        chance_with_plan=float(standing.chance_with_plan),
        done=standing.done,
        due=standing.due,
        total=standing.total,
    )


def build_step(step: StepRow) -> StepOut:
    names = ("code", "key", "label", "fund", "budget_code", "cost_idr", "starts_on", "ends_on", "done_on")
    return StepOut(
        **{name: getattr(step, name) for name in (*names, "is_must", "is_by_fact")},
        agency=step.agency.code if step.agency else "",
        state=step.state.value,
        questions=list(step.questions),
        needs=[key for key, _label in step.needs],
    )


def build_scenario(scenario: Scenario) -> ScenarioOut:
    """This function will return a scenario with its plans as the API hands it out."""
    names = ("code", "title", "is_example", "mode", "target", "budget_idr", "starts_on", "quarters", "state")
    return ScenarioOut(
        **{name: getattr(scenario, name) for name in (*names, "solved_at")},
        confidence=float(scenario.confidence),
        plans=[build_solution(solution) for solution in scenario.solutions.all()],
    )


def build_solution(solution: Solution) -> SolutionOut:
    names = ("role", "cost_idr", "lower_bound_idr", "mean_points", "starts")
    return SolutionOut(
        **{name: getattr(solution, name) for name in names},
        confidence=float(solution.confidence),
        chance=float(solution.chance),
        rule_chance=_number(solution.rule_chance),
        model_gap=_number(solution.model_gap),
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
