"""A small scenario for the demo: worked out, not written down, in a few seconds."""

from __future__ import annotations

from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.coverage.reading import find_numbers
from paripurna.rooms.places.siting import actions, queries
from paripurna.rooms.places.siting.reading import read_ground
from paripurna.rooms.places.siting.types import Fairness, Question

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

TITLE = "Empat lokasi setahun (contoh)"
SITES, SECONDS = 4, 2.0


def load_scenario(city: City, *, at: datetime) -> bool:
    """This function will look for eight sites in two years where there are candidates and numbers, and say whether it did."""
    sites = queries.list_sites(city)
    if not sites or queries.list_scenarios(city) or find_numbers(city) is None:
        return False
    from paripurna.rooms.places.siting.solving import work_out  # late: loads the solver

    on = day_in(city, at)
    question = Question(on.year + 1, on.year + 2, sites=SITES, fairness=Fairness.NONE)
    scenario = actions.add_scenario(city=city, title=TITLE, question=question, is_example=True, by=None, at=at)
    inputs = read_ground(city, question, on=on)
    outcome = work_out(inputs, sites, question, seconds=SECONDS, clock=monotonic, watch=lambda _told: False)
    actions.keep_outcome(scenario=scenario, outcome=outcome, at=at)
    return True
