"""The programme of a task: what it holds, what its cuts take away, and how it is narrowed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from paripurna.core.siting import Fairness, Means, Task, find_sites
from paripurna.core.siting.classes import Purse, sort_classes
from paripurna.core.siting.dominance import list_needless
from paripurna.core.siting.greedy import place_musts, plan_greedily
from paripurna.core.siting.ground import Ground, cut_money, lay_ground, narrow
from paripurna.core.siting.improving import Bath
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.roof import Roof
from paripurna.core.siting.stakes import Stakes, weigh_task
from paripurna.core.siting.triangles import list_broken
from paripurna.core.siting.types import Floats, Ints
from tests.core.siting.plans import (
    MILLION,
    YEARS,
    Ticks,
    build_candidate,
    build_task,
    find_best,
    list_openings,
)
from tests.core.siting.town import build_demand


def build_model(stakes: Stakes, least_served: int = 0) -> SiteModel:
    allowed = np.arange(stakes.never)[:, None] >= stakes.ready[None, :]
    return SiteModel(stakes, sort_classes(stakes), least_served, allowed)


def write(model: SiteModel, opening: Ints) -> Floats:
    """The solution of openings."""
    stakes = model.stakes
    open_by = (opening[None, :] <= np.arange(stakes.never)[:, None]).astype(float)
    sites = open_by[model.places]
    reached = (model.groups[2] @ sites > 0).astype(float)
    numbers = open_by @ model.classes.list_members().T
    return np.concatenate([sites, reached, numbers.ravel(), stakes.list_served(opening)[stakes.needy], [0.0]])


class TestGround:
    @pytest.mark.parametrize("classes", [8, 2], ids=["exact classes", "classes by the least in them"])
    def test_knows_what_every_opening_costs(self, classes: int) -> None:
        """No plan that opens a candidate in a year is worth more than the bound less what the opening is said to cost."""
        stakes = weigh_task(build_task(8, count=5, points=200))
        model = replace(build_model(stakes), classes=sort_classes(stakes, classes))
        loose = lay_ground(model, lambda _: False)

        ground = cut_money(loose, lambda _: False)
        losses = ground.model.weigh_openings(ground.programme, ground.found)

        assert bool(ground.cuts) == model.classes.is_exact == (ground.found.bound < loose.found.bound - 1)
        assert losses.max() > 1
        for opening in list_openings(stakes):
            opened = np.flatnonzero(opening < stakes.never)
            most = losses[opening[opened], opened].max(initial=0.0)
            assert stakes.measure(opening) <= ground.found.bound - most + 1e-6

    def test_cuts_of_money_hold_for_every_plan(self) -> None:
        stakes = weigh_task(build_task(8, count=5, points=200))
        model = build_model(stakes)

        cuts = cut_money(lay_ground(model, lambda _: False), lambda _: False).cuts

        for opening in list_openings(stakes):
            numbers = write(model, opening)[model.numbers]
            assert all(factors @ numbers <= limit + 1e-9 for factors, limit in cuts)

    def test_narrows_to_what_reaches_the_goal(self) -> None:
        stakes = weigh_task(build_task(8, count=5, points=200))
        root = lay_ground(build_model(stakes), lambda _: False)
        best = max(list_openings(stakes), key=stakes.measure)

        near = narrow(root, stakes.measure(best) - 1e-6, lambda _: False)

        opened = np.flatnonzero(best < stakes.never)
        assert near.model.allowed[best[opened], opened].all()
        assert near.model.allowed.sum() < root.model.allowed.sum()


class TestListNeedless:
    def test_names_those_that_another_stands_in_for(self) -> None:
        wide, dear, far, same, fixed = (
            build_candidate(code, 100 * number, 0, cost)
            for number, (code, cost) in enumerate(
                [("wide", 300), ("dear", 400), ("far", 300), ("same", 300), ("must", 400)]
            )
        )
        demand = build_demand((300, 0, 5), (-600, 0, 5), (-850, 0, 5))
        task = build_task(0, demand=demand, candidates=(wide, dear, far, same, fixed), must=frozenset({"must"}))
        stakes = weigh_task(replace(task, rule=replace(task.rule, limit_m=1000)))

        assert list_needless(stakes).tolist() == [False, True, True, True, False]


def build_triangle() -> Task:
    """Three sites, each two of which share children: half of each would reach all of them."""
    demand = build_demand((0, 300, 10), (-260, -150, 10), (260, -150, 10))
    sites = tuple(build_candidate(f"c{i}", *place) for i, place in enumerate([(0, -300), (260, 150), (-260, 150)]))
    task = build_task(0, demand=demand, candidates=sites, means=Means((2027,), {2027: 450 * MILLION}))
    return replace(task, rule=replace(task.rule, limit_m=310))


class TestSiteModel:
    def test_holds_every_plan_that_fits_and_its_worth(self) -> None:
        stakes = weigh_task(build_task(8, count=4, fairness=Fairness.EVERY_KELURAHAN))
        model = build_model(stakes)

        for opening in list_openings(stakes):
            values = write(model, opening)
            sites, reached = model.split(values)
            assert (model.read(values) == opening).all()
            assert float(stakes.weights @ (reached @ stakes.worth)) == pytest.approx(stakes.measure(opening))
            assert len(values) == sum(model.sizes)
            assert sites.shape == (stakes.never, 4)

    def test_cuts_hold_for_every_plan_and_break_halves(self) -> None:
        task = build_triangle()
        stakes = weigh_task(task)

        cuts = list_broken(stakes.cover, stakes.worth, np.full(3, 0.5), np.ones(3))

        assert len(cuts) == 1
        assert sorted(cuts[0].units) == [0, 1, 2]
        assert cuts[0].factors.tolist() == [1, 1, 1]
        assert find_sites(task, clock=Ticks(0.002), seconds=1.0, gap=1e-6).plan.children == 20
        for opening in list_openings(stakes):
            open_by = opening < stakes.never
            reached = stakes.cover @ open_by > 0
            assert reached[list(cuts[0].units)].sum() <= 1 + cuts[0].factors @ open_by[cuts[0].sites]

    def test_cuts_what_fractions_promise_for_numbers_that_reach_the_goal(self) -> None:
        model = build_model(weigh_task(build_triangle()))
        programme = model.build()
        ground = Ground(model, programme, programme.relax(look=lambda _: False))

        weighed = ground.weigh_numbers(model.most.astype(float), 0.0, lambda _: False)

        assert (ground.found.bound, weighed.bound) == pytest.approx((30, 25))

    def test_a_cut_is_told_once(self) -> None:
        """Two sites reach the same two children; either makes a triangle with the others."""
        cover = csr_matrix(np.array([[1.0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 1, 1]]))

        cuts = list_broken(cover, np.ones(3), np.array([0.5, 0.5, 0.25, 0.25]), np.ones(3))

        assert [cut.factors.tolist() for cut in cuts] == [[1, 1, 1, 1]]


class TestPurse:
    def test_tries_no_baskets_that_are_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stakes = weigh_task(build_task(8))
        purse = Purse(stakes, sort_classes(stakes))
        monkeypatch.setattr("paripurna.core.siting.classes.MOST_BASKETS", 0)

        assert not purse.baskets.size


class TestBath:
    def test_keeps_every_limit_and_what_must_be(self) -> None:
        means = Means(YEARS, dict.fromkeys(YEARS, 700 * MILLION), {2028: 1})
        stakes = weigh_task(build_task(3, count=9, points=200, means=means, must=frozenset({"c3"})))
        start, left = place_musts(stakes), iter(np.linspace(0, 1, 300).tolist())

        found = Bath(stakes, start, build_model(stakes).allowed, seed=0).run(lambda: next(left))

        assert stakes.fits(found)
        assert stakes.rank(found) > stakes.rank(start)

    def test_meets_the_best_plan_of_a_small_task(self) -> None:
        stakes = weigh_task(build_task(2, fairness=Fairness.EVERY_KELURAHAN))
        left = iter(np.linspace(0, 1, 1000).tolist())

        found = Bath(stakes, plan_greedily(stakes), build_model(stakes).allowed, seed=1).run(lambda: next(left))

        assert stakes.rank(found) == pytest.approx(find_best(stakes))


class TestRoof:
    @pytest.mark.parametrize("classes", [8, 2], ids=["exact classes", "classes by the least in them"])
    def test_lies_above_every_plan(self, classes: int) -> None:
        """Wherever the roof is leaned on, no plan is above it; and it tells of none but plans that fall short of the goal."""
        stakes = weigh_task(build_task(8, count=5, points=200, fairness=Fairness.EVERY_KELURAHAN))
        best = find_best(stakes)
        model = replace(build_model(stakes, best[0]), classes=sort_classes(stakes, classes))
        ground, roof = lay_ground(model, lambda _: False), Roof(())
        plans = [opening for opening in list_openings(stakes) if stakes.rank(opening)[0] == best[0]]
        leaned = []
        while (found := roof.find(model, best[1] + 1, ground.found.bound, lambda _: False)).values.size:
            priced = ground.weigh_numbers(found.values, best[1], lambda _: False)
            roof.lean(found.values, priced.bound, priced.steps[model.numbers])
            leaned.append((found.values, priced))
            if priced.bound > best[1]:
                roof.finish(found.values)

        assert found.is_closed
        assert leaned
        for opening in plans:
            numbers = write(model, opening)[model.numbers]
            for at, priced in leaned:
                assert stakes.measure(opening) <= priced.bound + priced.steps[model.numbers] @ (numbers - at) + 1e-6

    def test_leaves_out_numbers_that_are_done_with_and_fewer(self) -> None:
        stakes = weigh_task(build_task(8, count=3))
        model, roof = build_model(stakes), Roof(())
        seen = []
        while (found := roof.find(model, 0.0, 1.0, lambda _: False)).values.size:
            assert not any((found.values <= numbers).all() for numbers in seen)
            roof.finish(found.values)
            seen.append(found.values)

        for opening in list_openings(stakes):
            numbers = write(model, opening)[model.numbers]
            assert any((numbers <= most).all() for most in seen)
