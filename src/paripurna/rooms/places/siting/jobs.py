"""Looking for sites behind the scenes: what is found so far is shown all along, and kept when somebody stops it."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.registry import job, register_message
from paripurna.platform.jobs.running import Run
from paripurna.platform.jobs.types import Cancelled, Link
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.coverage.types import NoBorders, NoNumbers
from paripurna.rooms.places.siting import actions, queries
from paripurna.rooms.places.siting.models import SitingScenario
from paripurna.rooms.places.siting.reading import read_ground, read_question
from paripurna.rooms.places.siting.types import Fault, Told

SECONDS = 600.0
EVERY_SECONDS = 1.0


def link_scenario(result: Mapping[str, Any]) -> Link | None:
    """This function will return where the plan of a finished job stands."""
    kwargs = {"city": result["city"], "code": result["code"]}
    return Link(reverse("places:siting", kwargs=kwargs), gettext("Open the plan"))


@job(name=actions.SOLVE, title=_("Look for the next sites of play spaces"), result_link=link_scenario)
def find_sites(run: Run, scenario: int) -> dict[str, str]:
    """What it reads is read once; the outcome is written in one go."""
    from paripurna.rooms.places.siting.solving import Outcome, work_out  # late: loads the solver

    found = queries.get_scenario_by_id(scenario)
    city = found.city
    try:
        sites, question, watcher = queries.list_sites(city), read_question(found), Watcher(run, found)
        inputs = read_ground(city, question, on=day_in(city, timezone.now()))
        outcome = work_out(inputs, sites, question, seconds=SECONDS, clock=monotonic, watch=watcher)
    except NoNumbers:
        outcome = Outcome(fault=Fault.NO_NUMBERS)
    except NoBorders:
        outcome = Outcome(fault=Fault.NO_BORDERS)
    except BaseException:
        actions.give_up_solving(scenario=found)
        raise
    actions.keep_outcome(scenario=found, outcome=outcome, at=timezone.now())
    return {"city": city.slug, "code": str(found.code)}


class Watcher:
    """Shows everybody where a search stands, and ends it when somebody wants that."""

    def __init__(self, run: Run, scenario: SitingScenario) -> None:
        self.run, self.scenario, self.is_stopped, self.told_at = run, scenario, False, 0.0

    def __call__(self, standing: Told) -> bool:
        if not self.is_stopped and monotonic() - self.told_at >= EVERY_SECONDS:
            self.told_at = monotonic()
            self.is_stopped = self._tell(standing)
        return self.is_stopped

    def _tell(self, standing: Told) -> bool:
        gap = "–" if standing["gap"] is None else round(100 * standing["gap"], 1)
        words = {"children": standing["children"], "sites": len(standing["opens"]), "gap": str(gap)}
        try:
            self.run.advance(standing["seconds"], round(SECONDS), "places.sites_so_far", **words)
        except Cancelled:
            return True
        return actions.tell_standing(scenario=self.scenario, standing=standing)


register_message(
    "places.sites_so_far",
    _("Best so far: %(sites)s sites, %(children)s children newly reached. No plan is better by more than %(gap)s %%."),
)
