"""The cheapest road: against every set of moves on small problems, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest

from paripurna.core.planning import (
    CannotPlan,
    Fault,
    Limits,
    Move,
    find_road,
    list_breaches,
    plan_greedily,
    weigh_stakes,
)
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.schedule import list_counted
from tests.core.planning.planning_cases import (
    MILLION,
    MODEL,
    build_gated,
    build_simple,
    build_small,
    find_cheapest,
    lift,
)
from tests.core.scoring.building import D


def search(problem, **more):
    return find_road(problem, model=MODEL, clock=monotonic, **more)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_costs_what_the_cheapest_of_all_sets_costs(seed) -> None:
    problem = build_small(seed)

    road = search(problem)

    assert road.plan.cost_idr == road.proof.lower_bound_idr == find_cheapest(problem)
    assert road.is_optimal
    assert not road.is_stopped
    assert road.proof.measure_distance(road.plan.cost_idr) == 0


@pytest.mark.parametrize("seed", [5])
def test_holds_its_confidence_and_its_limits(seed) -> None:
    problem = build_small(seed)
    evaluation = Evaluation(weigh_stakes(problem, model=MODEL))

    for plan in (search(problem).plan, plan_greedily(evaluation.stakes, evaluation)):
        assert list_breaches(problem, plan) == ()
        assert evaluation.find_chance(list_counted(problem, plan)) >= problem.confidence
        assert plan.cost_idr == sum(problem.move_by_code[code].cost_idr for code in plan.starts)


@pytest.mark.parametrize("seed", [3])
def test_never_grows_cheaper_by_taking_a_move_away(seed) -> None:
    problem = build_small(seed)
    road = search(problem)
    gone = next(iter(road.plan.starts))
    keeps = [move for move in problem.moves if move.code != gone and gone not in move.needs]
    codes = {move.code for move in keeps}
    fewer = replace(problem, moves=tuple(keeps), effects=tuple(e for e in problem.effects if codes.issuperset(e.moves)))

    try:
        cost = search(fewer).plan.cost_idr
    except CannotPlan:
        return  # dearer than anything
    assert cost >= road.plan.cost_idr


class TestRules:
    def test_does_what_people_insist_on(self) -> None:
        insisted = Move("taman", cost_idr=300 * MILLION, must=True)
        problem = build_simple(insisted, Move("perwali", cost_idr=MILLION), effects=(lift("1", "perwali"),))

        assert set(search(problem).plan.starts) == {"taman", "perwali"}

    def test_counts_only_what_ends_in_time(self) -> None:
        late = Move("murah", cost_idr=MILLION, quarters=4, deadline=2)
        early = Move("mahal", cost_idr=9 * MILLION, quarters=3, deadline=2)
        problem = build_simple(late, early, effects=(lift("1", "murah"), lift("2", "mahal")))

        assert set(search(problem).plan.starts) == {"mahal"}

    def test_begins_after_what_it_needs_and_when_money_flows(self) -> None:
        survey = Move("survei", quarters=2, cost_idr=MILLION)
        park = Move("taman", cost_idr=MILLION, needs=("survei",), starts=(0, 4, 8))
        problem = build_simple(survey, park, effects=(lift("1", "taman"),))

        starts = search(problem).plan.starts

        assert starts["taman"] in {4, 8}
        assert starts["survei"] + 2 <= starts["taman"]

    def test_takes_no_two_that_exclude_each_other(self) -> None:
        moves = (Move("a", cost_idr=1, excludes=("b",)), Move("b", cost_idr=2), Move("c", cost_idr=9 * MILLION))
        problem = build_simple(
            *moves, effects=(lift("1", "a"), lift("2", "b"), lift("3", "c")), target=D(15), confidence=0.6
        )

        assert set(search(problem).plan.starts) == {"a", "c"}

    def test_takes_what_cannot_be_placed_together_quarter_by_quarter(self) -> None:
        moves = tuple(Move(code, cost_idr=MILLION, quarters=2, agency="dinas", effort=3) for code in "ab")
        limits = Limits(quarters=3, capacity={("dinas", 0): 3, ("dinas", 1): 3, ("dinas", 2): 3, ("dinas", 99): 0})
        other = Move("c", cost_idr=9 * MILLION)
        effects = tuple(lift(question, code) for question, code in (("1", "a"), ("2", "b"), ("3", "c")))

        road = search(build_simple(*moves, other, effects=effects, limits=limits, target=D(15)))

        assert road.plan.cost_idr == 10 * MILLION
        assert "c" in road.plan

    def test_keeps_floors_of_strands(self) -> None:
        moves = (Move("a", cost_idr=1), Move("b", cost_idr=2))
        effects = (lift("1", "a"), lift("2", "b"))

        road = search(build_simple(*moves, effects=effects, limits=Limits(floors={"A": D(12)})))

        assert set(road.plan.starts) == {"a", "b"}

    def test_costs_nothing_where_nothing_needs_to_be_done(self) -> None:
        road = search(build_simple(Move("gratis"), effects=(lift("1", "gratis"),)))

        assert road.plan.cost_idr == 0
        assert road.proof.measure_distance(0) == 0


class TestWholeRule:
    @pytest.mark.parametrize(("whole_rule", "confidence"), [(False, 0.6), (True, 0.4), (True, 0.6)])
    def test_costs_what_the_cheapest_of_all_sets_costs(self, whole_rule, confidence) -> None:
        problem = replace(build_gated(), whole_rule=whole_rule, confidence=confidence)

        road = search(problem)

        assert road.plan.cost_idr == find_cheapest(problem)
        assert road.proof.chance == (road.rule_chance if whole_rule else road.points_chance) >= confidence
        assert road.rule_chance <= road.points_chance

    def test_is_out_of_reach_where_something_mandatory_is(self) -> None:
        problem = replace(build_gated(), whole_rule=True, confidence=0.99)

        with pytest.raises(CannotPlan, match="UNREACHABLE"):
            search(problem)


class TestCannotPlan:
    def test_when_even_everything_is_too_little(self) -> None:
        with pytest.raises(CannotPlan) as refusal:
            search(build_simple(Move("a"), effects=(lift("1", "a", points="6"),), target=D(25)))

        assert refusal.value.fault is Fault.UNREACHABLE
        assert refusal.value.reachable == 0

    @pytest.mark.parametrize(
        "limits",
        [
            Limits(budget_idr=5 * MILLION),
            Limits(capacity={("dinas", quarter): 1 for quarter in range(12)}),
            Limits(money={("APBD", year): MILLION for year in range(3)}),
        ],
        ids=["budget", "hours", "money"],
    )
    def test_when_limits_leave_no_road(self, limits) -> None:
        move = Move("a", cost_idr=9 * MILLION, agency="dinas", effort=5, source="APBD")

        with pytest.raises(CannotPlan) as refusal:
            search(build_simple(move, effects=(lift("1", "a"),), limits=limits))

        assert refusal.value.fault is Fault.LIMITS

    def test_when_two_that_are_needed_exclude_each_other(self) -> None:
        for insisted in (False, True):
            moves = (Move("a", excludes=("b",), must=insisted), Move("b", must=True))

            with pytest.raises(CannotPlan, match="LIMITS"):
                search(build_simple(*moves, effects=(lift("1", "a"),)))


def test_the_rule_of_thumb_says_when_it_finds_none() -> None:
    problem = build_simple(Move("a", cost_idr=2, must=True), limits=Limits(budget_idr=1))
    stakes = weigh_stakes(problem, model=MODEL)

    assert plan_greedily(stakes, Evaluation(stakes)) is None


class TestStopping:
    def test_gives_the_best_so_far(self, monkeypatch) -> None:
        monkeypatch.setattr("paripurna.core.planning.programme.LOOK_EVERY", 0.0)
        seen = []

        def watch(standing) -> bool:
            seen.append(standing)
            return standing.best is not None

        road = search(build_small(1), watch=watch)

        assert road.plan.cost_idr >= road.proof.lower_bound_idr
        assert road.is_stopped
        assert seen[-1].chance >= 0.9
        assert seen[-1].seconds >= 0

    def test_falls_back_on_the_rule_of_thumb_when_there_is_no_time(self) -> None:
        problem = build_small(0)

        road = search(problem, seconds=0)

        assert road.is_stopped
        assert road.proof.chance >= problem.confidence
        assert road.proof.lower_bound_idr == 0
