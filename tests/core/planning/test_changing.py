"""A plan when things change: what slipped, other costs, limits that are too tight."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from time import monotonic

import pytest

from paripurna.core.planning import (
    Bound,
    Limits,
    Move,
    Plan,
    Relaxed,
    Scope,
    find_relaxation,
    find_road,
    fix_moves,
    list_breaches,
    relax,
    replan,
    try_costs,
)
from paripurna.core.planning.scores import Line, draw_line
from tests.core.planning.planning_cases import MILLION, MODEL, build_simple, build_small, lift
from tests.core.scoring.building import D

KIT = {"model": MODEL, "clock": monotonic}
RIVALS = tuple(Move(code, cost_idr=cost * MILLION) for code, cost in (("a", 100), ("b", 104), ("c", 300)))
EITHER = (lift("1", "a"), lift("2", "b"), lift("3", "c"))


class TestReplan:
    def test_leaves_the_plan_alone_where_a_change_saves_less_than_its_price(self) -> None:
        problem = build_simple(*RIVALS, effects=EITHER)
        old = Plan({"b": 3}, 104 * MILLION)

        kept = replan(problem, old, change_idr=3 * MILLION, **KIT)
        changed = replan(problem, old, change_idr=MILLION, **KIT)

        assert kept.road.plan == old
        assert (kept.added, kept.dropped, kept.moved, kept.change_count) == ((), (), (), 0)
        assert (changed.added, changed.dropped, changed.change_count) == (("a",), ("b",), 2)

    def test_replaces_what_failed_and_moves_what_slipped(self) -> None:
        problem = build_simple(*RIVALS[1:], effects=EITHER[1:])
        slipped = replace(problem, moves=(replace(RIVALS[1], earliest=5), RIVALS[2]))

        assert replan(problem, Plan({"a": 0}, 100 * MILLION), **KIT).added == ("b",)
        again = replan(slipped, Plan({"b": 3}, 104 * MILLION), **KIT)
        assert again.moved == ("b",)
        assert again.change_idr == 1_040_000

    def test_keeps_what_has_begun_where_it_is(self) -> None:
        problem = build_simple(*RIVALS, effects=EITHER)

        road = replan(fix_moves(problem, {"c": 7}), Plan({"a": 0}, 100 * MILLION), **KIT).road

        assert road.plan.starts["c"] == 7

    def test_costs_no_less_than_planning_anew_and_changes_no_more(self) -> None:
        problem = build_small(0, count=5)
        old = find_road(problem, **KIT).plan
        dearer = replace(problem, moves=tuple(replace(m, cost_idr=m.cost_idr * 2) for m in problem.moves))

        again = replan(dearer, old, **KIT)

        assert again.road.plan.cost_idr >= find_road(dearer, **KIT).plan.cost_idr
        assert again.road.proof.chance >= problem.confidence


class TestTryCosts:
    def test_says_which_costs_would_change_the_plan(self) -> None:
        problem = build_simple(*(replace(move, source="APBD") for move in RIVALS), effects=EITHER)

        robustness = try_costs(problem, find_road(problem, **KIT), **KIT)

        trials = {(trial.scope, trial.name, trial.factor): trial for trial in robustness.trials}
        assert (robustness.low_idr, robustness.high_idr) == (70 * MILLION, 130 * MILLION)
        assert robustness.is_whole
        dearer = trials[Scope.MOVE, "a", 1.3]
        assert (dearer.cost_idr, dearer.kept_idr, dearer.joined, dearer.left) == (
            104 * MILLION,
            130 * MILLION,
            ("b",),
            ("a",),
        )
        assert dearer.chance >= problem.confidence
        assert trials[Scope.MOVE, "b", 0.7].joined == ("b",)
        assert trials[Scope.MOVE, "c", 0.7].joined == ()
        assert trials[Scope.SOURCE, "APBD", 1.3].left == ()
        assert robustness.shaky == ("a",)

    def test_names_the_limits_that_dearer_moves_would_break(self) -> None:
        problem = build_simple(*RIVALS, effects=EITHER, limits=Limits(budget_idr=110 * MILLION))

        robustness = try_costs(problem, find_road(problem, **KIT), **KIT)

        assert next(trial for trial in robustness.trials if trial.name == "a").breaches == ("budget",)

    def test_says_when_time_was_too_short_to_try_them_all(self) -> None:
        problem = build_simple(*RIVALS, effects=EITHER)

        robustness = try_costs(problem, find_road(problem, **KIT), seconds=0, **KIT)

        assert robustness.trials == ()
        assert not robustness.is_whole

    @pytest.mark.parametrize(("steps", "joined"), [((-99.0, 0.0), ("b",)), ((-99.0,), ())])
    def test_asks_for_more_where_what_the_line_leads_to_fails(self, monkeypatch, steps, joined) -> None:
        monkeypatch.setattr("paripurna.core.planning.robustness.STEPS", steps)
        problem = build_simple(*RIVALS, Move("hiasan", cost_idr=1), effects=EITHER)

        robustness = try_costs(problem, find_road(problem, **KIT), **KIT)

        trials = {trial.name: trial for trial in robustness.trials}
        assert trials["a"].joined == joined
        assert "hiasan" not in trials


class TestFindRelaxation:
    @pytest.mark.parametrize(
        ("limits", "move", "relaxed"),
        [
            (Limits(budget_idr=5), {}, Relaxed(Bound.BUDGET, (), Decimal(5), Decimal(9))),
            (
                Limits(capacity={("dinas", quarter): 1 for quarter in range(12)}),
                {},
                Relaxed(Bound.CAPACITY, ("dinas", "*"), Decimal(1), Decimal(5)),
            ),
            (
                Limits(money={("APBD", year): 8 for year in range(3)}),
                {},
                Relaxed(Bound.MONEY, ("APBD", "*"), Decimal(8), Decimal(9)),
            ),
            (Limits(), {"quarters": 3, "deadline": 1}, Relaxed(Bound.DEADLINE, ("a",), Decimal(1), Decimal(2))),
        ],
        ids=["budget", "hours", "money", "deadline"],
    )
    def test_names_the_one_limit_and_how_far(self, limits, move, relaxed) -> None:
        asked = replace(Move("a", cost_idr=9, agency="dinas", effort=5, source="APBD"), **move)
        problem = build_simple(asked, effects=(lift("1", "a"),), limits=limits)

        (found,) = find_relaxation(problem, **KIT)

        assert (found.bound, found.now) == (relaxed.bound, relaxed.now)
        assert found.places == tuple(
            there if wanted == "*" else wanted for there, wanted in zip(found.places, relaxed.places, strict=True)
        )
        if found.bound is Bound.DEADLINE:
            assert found.then >= relaxed.then
        else:
            assert found.then == relaxed.then
        assert find_road(relax(problem, (found,)), **KIT).proof.chance >= problem.confidence

    def test_gives_up_what_people_insist_on_only_where_it_is_in_the_way(self) -> None:
        moves = (Move("a", excludes=("b",)), Move("b", must=True))
        problem = build_simple(*moves, effects=(lift("1", "a"),))

        found = find_relaxation(problem, **KIT)

        assert found == (Relaxed(Bound.MUST, ("b",), Decimal(1), Decimal(0)),)
        assert set(find_road(relax(problem, found), **KIT).plan.starts) == {"a"}

    def test_lowers_a_floor_that_cannot_be_reached(self) -> None:
        problem = build_simple(Move("a"), effects=(lift("1", "a"),), limits=Limits(floors={"A": D(25)}))

        (found,) = find_relaxation(problem, **KIT)

        assert found.bound is Bound.FLOOR
        assert found.places == ("A",)
        assert 5 < found.then < 10
        assert find_road(relax(problem, (found,)), **KIT)

    def test_names_the_confidence_where_even_everything_is_too_little(self) -> None:
        problem = build_simple(Move("a"), effects=(lift("1", "a"),), confidence=0.99)

        (found,) = find_relaxation(problem, **KIT)

        assert found.bound is Bound.CONFIDENCE
        assert find_road(relax(problem, (found,)), **KIT).plan.starts == {"a": 0}

    def test_finds_several_at_once_and_no_more_than_are_in_the_way(self) -> None:
        problem = build_small(1)
        tight = Limits(
            quarters=6,
            capacity=dict.fromkeys(problem.limits.capacity, 2),
            money=dict.fromkeys(problem.limits.money, 45 * MILLION),
            floors={"A": D(1)},
        )
        problem = replace(problem, limits=tight)

        found = find_relaxation(problem, **KIT)

        relaxed = relax(problem, found)
        plan = find_road(relaxed, **KIT).plan
        assert len(found) == 2
        assert list_breaches(relaxed, plan) == ()

    @pytest.mark.parametrize(("less", "then"), [(5.0, 9), (1e6, None)])
    def test_asks_for_more_while_what_the_line_leads_to_fails(self, monkeypatch, less, then) -> None:
        def draw(stakes, effects, aim) -> Line:
            line = draw_line(stakes, effects, aim)
            return Line(line.scores, line.need - less)

        monkeypatch.setattr("paripurna.core.planning.relaxing.draw_line", draw)
        move = Move("a", cost_idr=9)
        problem = build_simple(move, effects=(lift("1", "a"),), limits=Limits(budget_idr=5))

        found = find_relaxation(problem, **KIT)

        assert [int(relaxed.then) for relaxed in found] == ([] if then is None else [then])

    def test_finds_none_where_exclusions_stand_in_the_way_or_time_is_out(self) -> None:
        moves = (Move("a", excludes=("b",)), Move("b"))
        problem = build_simple(*moves, effects=(lift("1", "a"), lift("2", "b")), target=D(15))

        assert find_relaxation(problem, **KIT) == ()

    def test_is_content_where_nothing_has_to_be_relaxed(self) -> None:
        assert find_relaxation(build_small(1), **KIT) == ()
