"""From a question to the best sites and a bound on every other plan. Brings the solver: ask it late."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING, Any

from paripurna.core import siting
from paripurna.rooms.places.coverage import reckoning
from paripurna.rooms.places.coverage.types import Asked
from paripurna.rooms.places.siting.types import Fault, Question, Site, Told

if TYPE_CHECKING:
    from paripurna.core.siting import Candidate, Coverage, Plan, Siting, Standing, Task
    from paripurna.rooms.places.coverage.reading import Inputs

Clock = Callable[[], float]
Watch = Callable[[Told], bool]
"""Is told what was found so far, and says whether to stop."""


@dataclass
class Outcome:
    """What came of a scenario: what is kept of it, or why there is no plan."""

    result: Told = field(default_factory=dict)
    fault: Fault | None = None
    detail: str = ""


def work_out(
    inputs: Inputs, sites: Iterable[Site], question: Question, *, seconds: float, clock: Clock, watch: Watch
) -> Outcome:
    """This function will look for the best sites within about so many seconds; stopped, it keeps the best that it has."""
    known = {site.code: site for site in sites if not site.is_left_out}
    task = build_task(inputs, known.values(), question)
    if refusal := _refuse_early(task, question):
        return refusal
    try:
        found = siting.find_sites(
            task,
            clock=clock,
            seconds=seconds,
            watch=lambda standing: watch(tell_standing(standing)),
            with_partner=len(os.sched_getaffinity(0)) > 1,
        )
    except siting.BadInput as bad:
        return Outcome(fault=Fault.MUST, detail=_name(known, bad))
    if not found.plan.opens:
        return _refuse_late(task)
    return Outcome(tell_result(task, found, known) | _tell_paths(inputs, task))


def build_task(inputs: Inputs, sites: Iterable[Site], question: Question) -> Task:
    """This function will put a question into the words of the reckoning."""
    asked = Asked(certified=question.certified)
    demand = reckoning.build_demand(inputs)
    years = question.years
    return siting.Task(
        demand,
        tuple(build_candidate(site) for site in sites),
        siting.Means(
            years,
            {} if question.budget_idr is None else dict.fromkeys(years, question.budget_idr),
            {} if question.sites is None else dict.fromkeys(years, question.sites),
        ),
        reckoning.build_rule(asked, question.limit_m),
        reckoning.build_walking(inputs, demand, asked),
        places=tuple(reckoning.build_place(place, inputs, asked) for place in inputs.places),
        fairness=siting.Fairness(question.fairness),
        kelurahan_weights=dict(question.weights),
        must=frozenset(question.must),
        needs_keeper=question.needs_keeper,
    )


def build_candidate(site: Site) -> Candidate:
    return siting.Candidate(
        site.code,
        siting.Position(site.lon, site.lat),
        site.kelurahan,
        site.cost_idr,
        site.upkeep_idr,
        site.partner_idr,
        site.ready_year,
        site.keeper,
        site.is_upgrade,
    )


def cover(inputs: Inputs, sites: Iterable[Site], question: Question, opens: Mapping[str, int]) -> Coverage:
    """This function will return the children whom a whole plan leaves without a place, on whom another site can be tried at once.

    They stand in the groups of at least ten that maps show, so that no two tries differ by fewer than may be told.
    """
    task = build_task(inputs, [site for site in sites if site.code in opens], question)
    left = reckoning.merge_missed(siting.cover_plan(task, siting.Plan(opens, 0.0, 0.0, 0, {})))
    walking = reckoning.build_walking(inputs, left, Asked(certified=question.certified))
    return siting.Coverage(left, (), task.rule, walking)


def try_site(coverage: Coverage, site: Site) -> float:
    """This function will return how many children a site would newly reach; everything stays as it is."""
    if not len(coverage.demand):
        return 0.0
    place = siting.Place(
        "drawn", siting.Position(site.lon, site.lat), kelurahan=site.kelurahan, is_certified=True, is_accessible=True
    )
    return coverage.try_place(place).gained


def tell_standing(standing: Standing) -> Told:
    """This function will tell what a running search has found so far."""
    return {
        **tell_plan(standing.best),
        **_tell_proof(standing),
        "seconds": round(standing.seconds),
    }


def tell_plan(plan: Plan) -> Told:
    return {
        "opens": dict(plan.opens),
        "children": round(plan.children),
        "worth": round(plan.worth),
        "kelurahan_served": plan.kelurahan_served,
        "spent_idr": {str(year): spent for year, spent in plan.spent_idr.items()},
    }


def tell_result(task: Task, found: Siting, sites: Mapping[str, Site]) -> Told:
    """This function will tell the plan site by site, what no plan exceeds, and the two rules of thumb beside it."""
    before = siting.Coverage(task.demand, task.places, task.rule, task.walking).find_share()
    after = siting.cover_plan(task, found.plan).find_share()
    return {
        **tell_plan(found.plan),
        **_tell_proof(found),
        "is_proved": found.is_proved,
        "is_stopped": found.is_stopped,
        "greedy": tell_plan(found.greedy),
        "one_each": tell_plan(found.one_each),
        "basis": after.basis.value,
        "before": round(before.numerator),
        "after": round(after.numerator),
        "all": round(after.denominator),
        "sites": [_tell_site(reason, sites[reason.code]) for reason in siting.explain_plan(task, found.plan)],
    }


def _tell_proof(found: Standing | Siting) -> Told:
    """Stopped early, a search has proved nothing of other plans yet."""
    return {
        "bound": round(found.bound) if isfinite(found.bound) else None,
        "gap": found.gap if isfinite(found.gap) else None,
    }


def _tell_paths(inputs: Inputs, task: Task) -> Told:
    """The paths that distances ran along, as they were, and how many children live too far from all of them."""
    network = inputs.network
    if network is None:
        return {}
    off = sum(children for _code, children in reckoning.list_off_paths(task.demand, task.walking))
    return {"paths": {"source": network.source, "as_of": network.as_of.isoformat(), "off": off}}


def _tell_site(reason: Any, site: Site) -> Told:
    return {
        "code": site.code,
        "name": site.name,
        "kind": site.kind,
        "kelurahan": site.kelurahan,
        "kelurahan_name": site.kelurahan_name,
        "lon": site.lon,
        "lat": site.lat,
        "year": reason.year,
        "children": round(reason.children),
        "only_here": round(reason.only_here),
        "is_first": reason.is_first,
        "cost_idr": reason.cost_idr,
        "own_idr": reason.own_idr,
        "partner_idr": site.partner_idr,
        "upkeep_idr": site.upkeep_idr,
        "idr_per_child": None if reason.idr_per_child is None else round(reason.idr_per_child),
        "keeper": site.keeper,
        "is_upgrade": site.is_upgrade,
        "place_code": site.place_code,
    }


def _refuse_early(task: Task, question: Question) -> Outcome | None:
    if not task.candidates:
        return Outcome(fault=Fault.NO_CANDIDATES)
    if question.needs_keeper and not any(candidate.keeper for candidate in task.candidates):
        return Outcome(fault=Fault.NO_KEEPER)
    if all((candidate.ready or 0) > question.last_year for candidate in task.candidates):
        return Outcome(fault=Fault.NOT_READY, detail=str(min(candidate.ready or 0 for candidate in task.candidates)))
    return None


def _refuse_late(task: Task) -> Outcome:
    cheapest = min(candidate.own_idr for candidate in task.candidates)
    most = max((task.means.budget_idr.get(year, cheapest) for year in task.means.years), default=0)
    return Outcome(fault=Fault.TOO_DEAR, detail=str(cheapest)) if cheapest > most else Outcome(fault=Fault.NOTHING_NEW)


def _name(sites: Mapping[str, Site], bad: siting.BadInput) -> str:
    codes = [code.strip() for mistake in bad.mistakes for code in mistake.where.split(",")]
    return ", ".join(sites[code].name if code in sites else code for code in codes)[:200]
