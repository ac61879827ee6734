"""A site drawn on the map, tried on a plan at once: nothing is solved. Coverages are kept in the process by what they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from paripurna.platform.facts.queries import read_state
from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.rooms.places.siting.defaults import get_defaults
from paripurna.rooms.places.siting.models import SitingScenario
from paripurna.rooms.places.siting.queries import list_sites
from paripurna.rooms.places.siting.reading import read_ground, read_question
from paripurna.rooms.places.siting.types import Site
from paripurna.rooms.places.types import FACT_GROUP

_lock = Lock()
_last: dict[tuple[Any, ...], Any] = {}


@dataclass(frozen=True)
class Trial:
    """What a site would add to a plan."""

    kelurahan: str  # "" outside the city
    children: int  # in whole groups of ten or more
    cost_idr: int

    @property
    def idr_per_child(self) -> int | None:
        return round(self.cost_idr / self.children) if self.children else None


def try_position(scenario: SitingScenario, *, lat: float, lon: float, on: date) -> Trial:
    """This function will say how many more children a play space there would reach than the plan does. Raises `NoNumbers` and `NoBorders`."""
    from paripurna.rooms.places.coverage import reckoning  # late: loads the geometry
    from paripurna.rooms.places.siting.solving import try_site

    code, cost = reckoning.find_area(scenario.city.code, lat=lat, lon=lon), get_defaults().own.cost_idr
    if not code:
        return Trial("", 0, cost)
    names = {region.code: region.name for region in list_regions(scenario.city.code, Level.KELURAHAN)}
    site = Site("", "", "", lon, lat, code, names.get(code, code), cost, 0)
    with _lock:
        return Trial(site.kelurahan_name, round(try_site(_find_coverage(scenario, on), site)), cost)


def _find_coverage(scenario: SitingScenario, on: date) -> Any:
    """The last one is kept: who draws, draws again."""
    from paripurna.rooms.places.siting.solving import cover

    key = (scenario.pk, scenario.solved_at, read_state(scenario.city_id, FACT_GROUP), on)
    if key not in _last:
        opens: Mapping[str, int] = scenario.result.get("opens", {})
        question = read_question(scenario)
        made = cover(read_ground(scenario.city, question, on=on), list_sites(scenario.city), question, opens)
        _last.clear()
        _last[key] = made
    return _last[key]
