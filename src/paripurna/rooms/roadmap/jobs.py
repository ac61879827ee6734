"""Work of the road map behind the scenes: working scenarios out, and following the plan by the clock."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.core.planning import Standing
from paripurna.platform.jobs.registry import job, register_message
from paripurna.platform.jobs.running import Run
from paripurna.platform.jobs.types import Cancelled, Link
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.actions.scenarios import SOLVE
from paripurna.rooms.roadmap.reading import read_inputs, read_today
from paripurna.rooms.roadmap.solving import COSTS, EXPECTED, FRONTIER, PLAN, REASONS, work_out

SECONDS = 300.0
PARTS = (PLAN, EXPECTED, FRONTIER, REASONS, COSTS)
MILLION = 1_000_000


def link_scenario(result: Mapping[str, Any]) -> Link | None:
    """This function will return where the plan of a finished job stands."""
    kwargs = {"city": result["city"], "code": result["code"]}
    return Link(reverse("roadmap:scenario", kwargs=kwargs), gettext("Open the plan"))


@job(name=SOLVE, title=_("Work out a scenario of the road map"), result_link=link_scenario)
def solve(run: Run, scenario: int) -> dict[str, str]:
    """Stopped, it keeps the best plan it has. What it reads is read once; the outcome is written in one go."""
    found = queries.get_scenario_by_id(scenario)
    try:
        inputs = read_inputs(found, on=day_in(found.city, timezone.now()))
        outcome = work_out(inputs, seconds=SECONDS, clock=monotonic, watch=Watcher(run))
        actions.keep_outcome(scenario=found, outcome=outcome, inputs_hash=inputs.hash, at=timezone.now())
    finally:
        actions.give_up_solving(scenario=found)
    return {"city": found.city.slug, "code": str(found.code)}


@job(name="roadmap.follow_plans", title=_("Follow the adopted road maps"), cron="30 21 * * *")
def follow_plans(_run: Run) -> dict[str, int]:
    """Half past nine in the evening UTC: before work begins in every zone of Indonesia."""
    adoptions = queries.list_standing_adoptions()
    for adoption in adoptions:
        now = timezone.now()
        today = read_today(adoption.round, on=day_in(adoption.city, now))
        actions.follow_plan(adoption=adoption, today=today, at=now)
    return {"followed": len(adoptions)}


class Watcher:
    """Tells the page where a search stands, and the search when the person wants it to end."""

    def __init__(self, run: Run) -> None:
        self.run, self.is_stopped = run, False

    def __call__(self, part: str, standing: Standing | None) -> bool:
        if not self.is_stopped:
            try:
                self.run.advance(PARTS.index(part), len(PARTS), f"roadmap.{part}", **tell_standing(standing))
            except Cancelled:
                self.is_stopped = True
        return self.is_stopped


def tell_standing(standing: Standing | None) -> dict[str, int | str]:
    """This function will return cost, chance, bound and distance of the best plan so far, as the sentence takes them."""
    if standing is None or standing.best is None:
        return {"cost": "–", "chance": "–", "bound": "–", "distance": "–"}
    cost, bound = standing.best.cost_idr, min(standing.lower_bound_idr, standing.best.cost_idr)
    return {
        "cost": cost // MILLION,
        "chance": round(100 * standing.chance),
        "bound": bound // MILLION,
        "distance": round(100 * (cost - bound) / cost) if cost else 0,
    }


for _code, _sentence in {
    PLAN: _(
        "Looking for the plan. Best so far: %(cost)s million rupiah with a chance of %(chance)s %%; no plan costs less than %(bound)s million (distance %(distance)s %%)."
    ),
    EXPECTED: _("Working out the plan by expected points, for comparison."),
    FRONTIER: _("Working out what each chance costs. Last found: %(cost)s million rupiah for %(chance)s %%."),
    REASONS: _("Working out why each move is in or out."),
    COSTS: _("Trying costs that are dearer and cheaper."),
}.items():
    register_message(f"roadmap.{_code}", _sentence)
