"""What each confidence costs: never less for more, and each point as good as its own search."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest

from paripurna.core.forecast import Claim
from paripurna.core.planning import (
    CannotPlan,
    Effect,
    Fault,
    Limits,
    Move,
    Problem,
    find_expected_plan,
    find_road,
    trace_frontier,
)
from paripurna.core.planning.patience import Patience
from tests.core.planning.planning_cases import MILLION, MODEL, build_simple, build_small, lift
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_strand

KIT = {"model": MODEL, "clock": monotonic}


class TestTraceFrontier:
    def test_rises_and_each_point_costs_what_its_own_search_finds(self) -> None:
        problem = build_small(0, count=5)

        points = trace_frontier(problem, confidences=(0.9, 0.7, 0.9), **KIT)

        assert [point.confidence for point in points] == [0.7, 0.9]
        costs = [point.road.plan.cost_idr for point in points]
        assert costs == sorted(costs)
        assert costs == [find_road(replace(problem, confidence=c), **KIT).plan.cost_idr for c in (0.7, 0.9)]
        assert all(point.road.proof.chance >= point.confidence for point in points)

    def test_says_what_is_out_of_reach_and_what_is_out_of_the_limits(self) -> None:
        problem = build_simple(Move("a", cost_idr=9), effects=(lift("1", "a"),), limits=Limits(budget_idr=8))

        possible, beyond = trace_frontier(problem, confidences=(0.5, 0.999), **KIT)

        assert (possible.road, possible.fault) == (None, Fault.LIMITS)
        assert (beyond.road, beyond.fault) == (None, Fault.UNREACHABLE)
        assert 0.5 < beyond.reachable < 0.999

    def test_whoever_stops_one_point_stops_them_all(self, monkeypatch) -> None:
        monkeypatch.setattr("paripurna.core.planning.programme.LOOK_EVERY", 0.0)

        points = trace_frontier(build_small(1), confidences=(0.8, 0.9), watch=lambda standing: True, **KIT)

        assert all(point.road.is_stopped for point in points)


class TestPatience:
    def test_keeps_some_of_the_time_back(self) -> None:
        now = [0.0]
        patience = Patience(lambda: now[0], seconds=10)

        with patience.keep_back(0.3):
            now[0] = 7.5
            assert patience.is_over()

        assert not patience.is_over()
        assert patience.was_cut
        assert patience.count_left() == pytest.approx(2.5)

    def test_gives_no_time_to_what_comes_after_a_stop(self) -> None:
        patience = Patience(lambda: 0.0, watch=lambda standing: True)

        assert patience.spare(0.5).tell(None, 0.0, 0)

        assert patience.is_over()
        assert patience.spare(0.5).is_over()


class TestFindExpectedPlan:
    def test_is_enough_on_paper_and_shows_its_true_chance(self) -> None:
        problem = build_small(0, count=5)

        road = find_expected_plan(problem, **KIT)

        assert road.mean_points > problem.target
        assert road.plan.cost_idr < find_road(problem, **KIT).plan.cost_idr
        assert road.proof.chance < problem.confidence

    @pytest.mark.parametrize("rounds", [12, 1])
    def test_asks_for_more_where_a_cap_takes_some(self, monkeypatch, rounds) -> None:
        monkeypatch.setattr("paripurna.core.planning.expected.ROUNDS", rounds)
        capped = build_indicator("1", build_question("1.1"), build_question("1.2"), max_points=12)
        edition = build_edition(build_strand("A", capped, build_indicator("2", build_question("2.1"))))
        moves = tuple(Move(code, cost_idr=cost * MILLION) for code, cost in (("a", 1), ("b", 2), ("c", 9)))
        effects = tuple(
            Effect(Claim(question, D(10), settled=True), (code,))
            for question, code in (("1.1", "a"), ("1.2", "b"), ("2.1", "c"))
        )
        problem = Problem(edition, (), moves, effects, D(15))

        if rounds == 1:
            with pytest.raises(CannotPlan):
                find_expected_plan(problem, **KIT)
        else:
            assert set(find_expected_plan(problem, **KIT).plan.starts) == {"a", "c"}

    @pytest.mark.parametrize("target", [D("29.9"), D(9)], ids=["no plan", "in time"])
    def test_says_when_there_is_none(self, target) -> None:
        problem = build_simple(Move("a", cost_idr=9 * MILLION), effects=(lift("1", "a"),), target=target)

        with pytest.raises(CannotPlan, match="LIMITS"):
            find_expected_plan(problem, seconds=60 if target > 20 else 0, **KIT)
