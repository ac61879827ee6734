"""A plan site by site, and the map after it."""

from __future__ import annotations

from dataclasses import dataclass

from paripurna.core.siting.coverage import Coverage
from paripurna.core.siting.task import Candidate, Plan, Task
from paripurna.core.siting.types import Place, Rule

ALL_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a site is in a plan: children it reaches that nothing before it does, and those that only it will reach in the end."""

    code: str
    year: int
    children: float
    only_here: float
    is_first: bool  # place of its kelurahan
    cost_idr: int  # of the city and the partner together
    own_idr: int

    @property
    def idr_per_child(self) -> float | None:
        """What the city pays for each child newly reached; None where it reaches none."""
        return self.own_idr / self.children if self.children else None


def build_place(candidate: Candidate, rule: Rule) -> Place:
    """This function will return the place that a candidate becomes: it meets whatever the rule asks for."""
    return Place(
        candidate.code,
        candidate.position,
        kind=min(rule.kinds, default=""),
        kelurahan=candidate.kelurahan,
        ages=candidate.ages,
        opens=0,
        closes=ALL_DAY,
        is_certified=True,
        is_accessible=True,
    )


def cover_plan(task: Task, plan: Plan) -> Coverage:
    """This function will return the coverage once everything of the plan is open; a site drawn on the map is tried on it at once."""
    return Coverage(task.demand, (*task.places, *_list_places(task, plan)), task.rule, task.walking)


def explain_plan(task: Task, plan: Plan) -> tuple[Reason, ...]:
    """This function will explain the sites of a plan in the order of their opening."""
    candidates = {candidate.code: candidate for candidate in task.candidates}
    coverage, end = Coverage(task.demand, task.places, task.rule, task.walking), cover_plan(task, plan)
    served = {place.kelurahan for place in task.places if coverage.rule.counts(place)}
    reasons = []
    for code, year in plan.opens.items():
        candidate, place = candidates[code], build_place(candidates[code], task.rule)
        gained, lost = coverage.open(place).gained, end.close(code).lost
        end.open(place)
        is_first = candidate.kelurahan not in served
        reasons.append(Reason(code, year, gained, lost, is_first, candidate.cost_idr, candidate.own_idr))
        served.add(candidate.kelurahan)
    return tuple(reasons)


def _list_places(task: Task, plan: Plan) -> list[Place]:
    return [build_place(candidate, task.rule) for candidate in task.candidates if candidate.code in plan.opens]
