from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from paripurna.core import siting
from paripurna.core.siting import (
    AgeGroup,
    BadInput,
    Basis,
    Candidate,
    Coverage,
    Fairness,
    Fault,
    Means,
    Standing,
    Task,
    explain_plan,
    find_sites,
)
from paripurna.core.siting.explaining import build_place as build_site
from paripurna.core.siting.explaining import cover_plan
from paripurna.core.siting.greedy import fill, place_musts, plan_greedily, plan_one_each, take_even_prices
from paripurna.core.siting.stakes import weigh_task
from paripurna.core.siting.standing import measure_gap
from tests.core.siting.plans import MILLION, YEARS, Ticks, build_candidate, build_task, find_best
from tests.core.siting.town import CODES, at, build_demand, build_place


def search(task: Task, **about: Any) -> Any:
    return find_sites(task, **{"clock": Ticks(0.002), "seconds": 1.0, "gap": 1e-6, **about})


class TestFindSites:
    @pytest.mark.parametrize("fairness", list(Fairness))
    @pytest.mark.parametrize("seed", range(3))
    def test_finds_what_no_other_plan_exceeds(self, seed: int, fairness: Fairness) -> None:
        task = build_task(seed, fairness=fairness)

        found = search(task)

        served, worth = find_best(weigh_task(task))
        assert found.plan.worth == pytest.approx(worth)
        assert found.plan.kelurahan_served >= served
        assert found.is_proved
        assert not found.is_stopped
        assert found.gap <= 1e-6

    def test_is_never_worse_than_the_rules_of_thumb(self) -> None:
        for seed in range(3, 5):
            found = search(build_task(seed, count=10), seconds=0.3)
            assert found.plan.worth >= max(found.greedy.worth, found.one_each.worth)

    def test_keeps_money_readiness_numbers_and_what_must_be(self) -> None:
        task = build_task(1, means=Means(YEARS, dict.fromkeys(YEARS, 800 * MILLION), {2028: 1}), must=frozenset({"c3"}))
        late = tuple(replace(site, ready=2028) if site.code == "c3" else site for site in task.candidates)

        found = search(replace(task, candidates=late))

        assert found.plan.opens["c3"] == 2028
        assert list(found.plan.opens.values()).count(2028) == 1
        assert max(found.plan.spent_idr.values()) <= 800 * MILLION
        assert found.is_proved

    def test_serves_as_many_kelurahan_as_can_be(self) -> None:
        rich = [build_candidate(f"rich{number}", 500 + 300 * number, 500, 100) for number in range(4)]
        poor = [build_candidate("dear", -500, 500, 190), build_candidate("cheap", -500, -500, 100)]
        demand = build_demand((500, 500, 500), (1400, 500, 500), (-500, 500, 1), (-500, -500, 1), (500, -500, 1))
        task = build_task(
            0,
            demand=demand,
            candidates=(*rich, *poor),
            means=Means((2027,), {2027: 250 * MILLION}),
            fairness=Fairness.EVERY_KELURAHAN,
        )
        task = replace(task, rule=replace(task.rule, limit_m=100))

        fair, free = search(task), search(replace(task, fairness=Fairness.NONE))

        assert set(fair.plan.opens) == {"rich0", "cheap"}
        assert fair.plan.kelurahan_served == 2
        assert set(free.plan.opens) == {"rich0", "rich3"}
        assert free.plan.kelurahan_served == 1

    def test_leaves_kelurahan_that_have_a_place_to_others(self) -> None:
        task = build_task(2, fairness=Fairness.EVERY_KELURAHAN, places=(build_place("there", 1000, 1000),))

        assert weigh_task(task).needy.tolist() == [True, False, True, True]

    def test_shows_plan_and_bound_all_along_and_can_be_stopped(self) -> None:
        seen: list[Standing] = []

        def watch(standing: Standing) -> bool:
            seen.append(standing)
            return len(seen) > 20

        found = search(build_task(4, count=14, points=200), watch=watch, gap=0.0)

        assert found.is_stopped
        assert found.plan.worth >= found.greedy.worth
        assert len(seen) == 21
        assert seen[0].gap == float("inf")
        assert [standing.best.worth for standing in seen] == sorted(standing.best.worth for standing in seen)

    @pytest.mark.parametrize("looks", [1, 7, 13, 19])
    def test_keeps_a_plan_whenever_it_is_stopped(self, looks: int) -> None:
        left = iter(range(looks))

        found = search(
            build_task(4, count=14, points=200), gap=0.0, seconds=0.1, watch=lambda _: next(left, None) is None
        )

        assert found.plan.worth >= found.greedy.worth
        assert found.bound >= found.plan.worth

    @pytest.mark.parametrize(("fairness", "looks"), [(Fairness.EVERY_KELURAHAN, 25), (Fairness.NONE, 62)])
    def test_keeps_a_bound_when_it_is_stopped_while_proving(self, fairness: Fairness, looks: int) -> None:
        task, left = build_task(2, fairness=fairness), iter(range(looks))

        found = search(task, gap=0.0, watch=lambda _: next(left, None) is None)

        assert found.is_stopped
        assert found.plan.worth <= find_best(weigh_task(task))[1] <= found.bound < float("inf")

    def test_has_no_money(self) -> None:
        found = search(build_task(1, means=Means(YEARS, dict.fromkeys(YEARS, 0))))

        assert (found.plan.opens, found.bound) == ({}, 0)

    def test_stops_by_the_clock(self) -> None:
        found = search(build_task(4, count=14, points=200), clock=Ticks(0.4))

        assert found.is_stopped
        assert found.plan.worth >= found.greedy.worth

    def test_has_nothing_to_choose_from(self) -> None:
        found = search(build_task(1, count=0))

        assert (found.plan.opens, found.plan.worth, found.gap) == ({}, 0, 0)

    def test_weighs_years_kelurahan_and_ages(self) -> None:
        groups = (AgeGroup(0, 5), AgeGroup(6, 17))
        demand = build_demand((500, 500, 100), (-500, 500, 90), groups=groups)
        sites = (
            build_candidate("young", 500, 500, ages=AgeGroup(0, 17)),
            build_candidate("old", 500, 600, ages=AgeGroup(6, 17)),
            build_candidate("west", -500, 500),
        )
        task = build_task(
            0,
            demand=demand,
            candidates=sites,
            means=Means(YEARS, sites=dict.fromkeys(YEARS, 1)),
            year_weights={2027: 3.0},
        )
        task = replace(task, rule=replace(task.rule, limit_m=300))

        even, weighted = search(task), search(replace(task, kelurahan_weights={CODES[0]: 2.0}))

        assert dict(even.plan.opens) == {"young": 2027, "west": 2028}
        assert even.plan.worth == 100 * 4 + 90
        assert dict(weighted.plan.opens) == {"west": 2027, "young": 2028}

    def test_names_what_must_be_and_does_not_fit(self) -> None:
        with pytest.raises(BadInput, match=r"c0.*does not fit"):
            search(build_task(1, means=Means(YEARS, dict.fromkeys(YEARS, MILLION)), must=frozenset({"c0", "c1"})))


class TestCheckTask:
    def test_names_everything_that_is_wrong(self) -> None:
        task = build_task(1)
        first = task.candidates[0]
        bad = (first, first, replace(first, code="debt", cost_idr=-1), Candidate("far", at(0, 0), "64.71.09.1001", 1))

        with pytest.raises(BadInput) as caught:
            weigh_task(
                replace(
                    task,
                    candidates=bad,
                    means=Means((2028, 2027), {2027: -5}, {2028: -1}),
                    must=frozenset({"ghost"}),
                    year_weights={2027: float("nan")},
                    kelurahan_weights={CODES[0]: -1.0},
                )
            )

        assert [(mistake.fault, mistake.where) for mistake in caught.value.mistakes] == [
            (Fault.REPEATED, "c0"),
            (Fault.UNKNOWN_CODE, "ghost"),
            (Fault.BAD_NUMBER, "debt"),
            (Fault.UNKNOWN_KELURAHAN, "far"),
            (Fault.BAD_NUMBER, "years"),
            (Fault.BAD_NUMBER, "budget 2027"),
            (Fault.BAD_NUMBER, "sites 2028"),
            (Fault.BAD_NUMBER, "weight 2027"),
            (Fault.BAD_NUMBER, f"weight {CODES[0]}"),
        ]


class TestWeighTask:
    def test_joins_children_with_the_same_candidates(self) -> None:
        task = build_task(5)

        stakes = weigh_task(task)

        rows = {tuple(row.indices) for row in stakes.cover}
        assert len(rows) == len(stakes.worth) <= len(task.demand)
        everyone = stakes.children @ (np.asarray(stakes.cover.sum(axis=1)).ravel() > 0)
        built = [build_site(candidate, task.rule) for candidate in task.candidates]
        assert everyone == pytest.approx(Coverage(task.demand, built, task.rule, task.walking).find_share().numerator)

    def test_asks_for_a_keeper(self) -> None:
        task = build_task(1, needs_keeper=True, must=frozenset({"c5"}))
        kept = tuple(replace(site, keeper="LPM") if site.code == "c2" else site for site in task.candidates)

        assert [site.code for site in weigh_task(replace(task, candidates=kept)).candidates] == ["c2", "c5"]

    def test_takes_what_a_partner_gives_off_the_cost(self) -> None:
        site = build_candidate("c0", 0, 0, 300, partner_idr=120 * MILLION)

        assert (site.own_idr, replace(site, partner_idr=500 * MILLION).own_idr) == (180 * MILLION, 0)

    def test_weighs_the_worst_served_most(self) -> None:
        demand = build_demand((500, 500, 10), (600, 500, 30), (-500, 500, 10), basis=(Basis.MEASURED,) * 4)
        task = build_task(0, demand=demand, places=(build_place("there", 700, 500),), fairness=Fairness.WORST_FIRST)
        task = replace(
            task,
            rule=replace(task.rule, limit_m=150),
            candidates=(build_candidate("east", 500, 500), build_candidate("west", -500, 500)),
        )

        worth = weigh_task(task).worth

        assert sorted(worth) == pytest.approx([10 * (4 - 3 * 0.75), 40])


class TestRulesOfThumb:
    def test_greedy_serves_kelurahan_without_a_place_first(self) -> None:
        stakes = weigh_task(build_task(6, count=10, fairness=Fairness.EVERY_KELURAHAN))

        opening = plan_greedily(stakes)

        homes = stakes.home[np.argsort(opening, kind="stable")][: int((opening < stakes.never).sum())].tolist()
        assert len(set(homes)) == min(len(homes), len(set(stakes.home.tolist())))
        assert stakes.fits(opening)

    def test_one_each_takes_one_in_each_kelurahan(self) -> None:
        stakes = weigh_task(build_task(6, count=10, must=frozenset({"c1"})))

        opening = plan_one_each(stakes)

        homes = stakes.home[opening < stakes.never].tolist()
        assert len(homes) == len(set(homes))
        assert opening[1] < stakes.never

    def test_what_must_be_and_fits_nowhere_stays_out(self) -> None:
        task = build_task(
            1, means=Means(YEARS, dict.fromkeys(YEARS, 300 * MILLION)), must=frozenset({"c0", "c1", "c2"})
        )

        opening = place_musts(weigh_task(task))

        assert 0 < (opening < len(YEARS)).sum() < 3

    def test_filling_leaves_no_room_for_anything_that_gains(self) -> None:
        stakes = weigh_task(build_task(7, count=8))
        opening = fill(stakes, plan_greedily(stakes), take_even_prices(stakes))

        for candidate in np.flatnonzero(opening == stakes.never):
            for year in range(stakes.never):
                more = opening.copy()
                more[candidate] = year
                assert not stakes.fits(more) or stakes.measure(more) <= stakes.measure(opening) + 1e-9


class TestExplainPlan:
    def test_adds_up_to_the_plan(self) -> None:
        task = build_task(9, count=10, points=100, places=(build_place("there", 1000, 1000),))
        plan = search(task).plan

        reasons = explain_plan(task, plan)

        assert [reason.code for reason in reasons] == list(plan.opens)
        assert sum(reason.children for reason in reasons) == pytest.approx(plan.children)
        assert all(reason.only_here <= reason.children + 1e-9 for reason in reasons)
        assert reasons[0].idr_per_child == pytest.approx(reasons[0].own_idr / reasons[0].children)

    def test_shows_a_drawn_candidate_at_once(self) -> None:
        task = build_task(9)
        plan = search(task).plan
        drawn = build_place("drawn", *(0, 0))

        change = cover_plan(task, plan).try_place(drawn)

        grown = replace(task, places=(drawn,))
        assert change.gained == pytest.approx(
            cover_plan(grown, plan).find_share().numerator - cover_plan(task, plan).find_share().numerator
        )


@pytest.mark.parametrize(("worth", "bound", "gap"), [(100, 101, 0.01), (100, 99.9, 0), (0, 0, 0), (0, 1, float("inf"))])
def test_measure_gap_is_a_share_of_the_worth(worth: float, bound: float, gap: float) -> None:
    assert measure_gap(worth, bound) == pytest.approx(gap)


def test_the_front_door_has_no_other_names() -> None:
    assert not hasattr(siting, "find_nothing")
