"""docs/methods/siting.md is tested like code: its distances, weights and the worked triangle."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from paripurna.core.siting import Means, Rule, walk_meters
from paripurna.core.siting.classes import sort_classes
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.projection import Projection
from paripurna.core.siting.reach import AT_ONCE, DETOUR, OFF_NETWORK_M
from paripurna.core.siting.stakes import weigh_task
from paripurna.core.siting.task import WORST_WEIGHT
from paripurna.core.siting.triangles import list_broken
from tests.core.siting.plans import MILLION, build_candidate, build_task
from tests.core.siting.town import build_demand

DOCUMENT = (Path(__file__).parents[3] / "docs" / "methods" / "siting.md").read_text(encoding="utf-8")


def test_tells_distances() -> None:
    assert f"300 m to walk are {300 / DETOUR:.0f} m on the map" in DOCUMENT
    assert f"15 minutes are {walk_meters(15):,.0f} m, 5 minutes are {walk_meters(5):.0f} m" in DOCUMENT
    assert f"more than {OFF_NETWORK_M:.0f} m from every path" in DOCUMENT
    assert f"from {AT_ONCE} places at a time" in DOCUMENT


def test_tells_the_error_of_the_map() -> None:
    error = Projection(116.85, -1.19).find_error(np.array([-1.34, -1.04]))

    assert f"at most {error * 100:.3f} %, which is {error * 1000:.2f} m in a kilometer" in DOCUMENT


def test_tells_what_the_worst_served_weigh() -> None:
    assert f"a quarter reached: {WORST_WEIGHT - (WORST_WEIGHT - 1) / 4:.2f}" in DOCUMENT


def test_works_the_triangle_out() -> None:
    demand = build_demand((0, 300, 10), (-260, -150, 10), (260, -150, 10))
    sites = tuple(build_candidate(f"c{i}", *spot) for i, spot in enumerate([(0, -300), (260, 150), (-260, 150)]))
    means = Means((2027,), {2027: 450 * MILLION})
    stakes = weigh_task(build_task(0, demand=demand, candidates=sites, means=means, rule=Rule(310)))
    model = SiteModel(stakes, sort_classes(stakes), 0, np.ones((1, 3), dtype=bool))
    programme = model.build()

    loose = programme.relax(look=lambda values: False)
    site, reached = model.split(loose.values)
    for cut in list_broken(model.stakes.cover, model.stakes.worth, site[0], reached[0]):
        model.add_cut(programme, cut, 0)
    tight = programme.relax(look=lambda values: False)

    assert f"promises {loose.bound:.1f} children; with the cut {tight.bound:.1f}, and one site reaches 20" in DOCUMENT
