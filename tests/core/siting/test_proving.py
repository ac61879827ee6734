"""What a prover makes of a best plan that nothing exceeds, and of numbers that cannot be; a bath with a site that reaches nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from paripurna.core.siting import Fairness, Means, find_sites
from paripurna.core.siting.classes import MoneyCuts, Purse, sort_classes
from paripurna.core.siting.greedy import place_musts, plan_greedily
from paripurna.core.siting.ground import Ground, cut_money, lay_ground
from paripurna.core.siting.improving import Bath
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.proving import Prover
from paripurna.core.siting.record import Record
from paripurna.core.siting.stakes import Stakes, weigh_task
from tests.core.siting.plans import MILLION, YEARS, Ticks, build_candidate, build_task
from tests.core.siting.town import build_demand


def go_on(_values: Any) -> bool:
    return False


def begin(stakes: Stakes) -> tuple[Record, Ground]:
    """A search that knows no plan but what must be, and its ground."""
    allowed = np.ones((stakes.never, len(stakes.candidates)), dtype=bool)
    root = cut_money(lay_ground(SiteModel(stakes, sort_classes(stakes), 0, allowed), go_on), go_on)
    record = Record(stakes, Ticks(), 60.0, 1e-6, None, place_musts(stakes))
    record.lower(root.found.bound)
    return record, root


class TestProve:
    def test_ends_where_nothing_more_can_be_said(self) -> None:
        """A gap of nothing at all is less than numbers can tell."""
        task = build_task(2, fairness=Fairness.EVERY_KELURAHAN)

        found = find_sites(task, clock=Ticks(), seconds=60.0, gap=0.0)

        assert found.gap < 1e-9

    def test_leaves_out_numbers_without_what_must_be(self) -> None:
        record, root = begin(weigh_task(build_task(2, must=frozenset({"c0"}))))
        prover = Prover(record, root)

        prover._visit(np.zeros(len(root.model.most)), goal=0.0)
        prover._lean(np.zeros(len(root.model.most)))
        prover.prove()

        assert record.plan.opens.keys() >= {"c0"}
        assert record.bound == pytest.approx(record.plan.worth)


class TestBath:
    def test_lets_a_site_go_that_reaches_nobody(self) -> None:
        demand = build_demand((500, 500, 100), (-500, 500, 50), (1900, -100, 5))
        near, far = build_candidate("near", 500, 500), build_candidate("far", 100, -1900, 10)
        task = build_task(0, demand=demand, candidates=(near, far), fairness=Fairness.EVERY_KELURAHAN)
        stakes = weigh_task(replace(task, rule=replace(task.rule, limit_m=300)))
        assert not len(stakes.find_units(1))
        steps = iter(np.linspace(0, 1, 400))

        found = Bath(stakes, plan_greedily(stakes), np.ones((stakes.never, 2), dtype=bool), seed=0).run(
            lambda: float(next(steps, 1.0))
        )

        assert stakes.fits(found)


class TestMoneyCuts:
    @pytest.mark.parametrize(
        "means",
        [Means(YEARS, dict.fromkeys(YEARS, 100_000 * MILLION)), Means(YEARS, sites=dict.fromkeys(YEARS, 2))],
        ids=["money for too many numbers", "no limit of money"],
    )
    def test_says_nothing(self, means: Means) -> None:
        stakes = weigh_task(build_task(2, count=60, means=means))

        cuts = MoneyCuts(Purse(stakes, sort_classes(stakes)))

        assert cuts.find(np.ones(stakes.never * len(sort_classes(stakes)))) is None
