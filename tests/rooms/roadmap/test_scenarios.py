"""Scenarios: asked, worked out, kept with three figures apart, adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import monotonic

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from paripurna.core.forecast import CheckState, Claim, ProofLevel, get_forecast_model
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning import Bound, Relaxed
from paripurna.platform.access.types import NotAllowed
from paripurna.platform.accounts.models import User
from paripurna.platform.jobs.models import Progress
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.models import Scenario
from paripurna.rooms.roadmap.pages.costs import build_cost_card
from paripurna.rooms.roadmap.pages.scenario_page import build_scenario_page, build_solution_page
from paripurna.rooms.roadmap.problem import Inputs, build_limits
from paripurna.rooms.roadmap.quarters import begin_of, end_of, last_ended
from paripurna.rooms.roadmap.reading import read_standing
from paripurna.rooms.roadmap.solving import COSTS, FRONTIER, PLAN, REASONS, SHARES, Outcome, work_out
from paripurna.rooms.roadmap.types import (
    BadScenario,
    Effect,
    Mode,
    RoadmapError,
    ScenarioBusy,
    ScenarioDraft,
    StepState,
)
from tests.factories.access import sign_in
from tests.factories.assessment import NOW
from tests.factories.roadmap import MILLION, adopt, build_road, get_step, make_move, make_scenario, solve_scenario

KLA = get_edition("kla-2024")
SETTLED = [Claim(q.number, q.max_points, ProofLevel.CHECKED, CheckState.ACCEPTED, settled=True) for q in KLA.questions]


def build_inputs(scenario: Scenario, *lost: str) -> Inputs:
    """Every question settled at its maximum, but those that are `lost`: nothing won there, and only a move can."""
    claims = tuple(Claim(each.question, Decimal(0)) if each.question in lost else each for each in SETTLED)
    moves = tuple(queries.list_moves(scenario.city, "kla-2024"))
    found = queries.get_scenario(scenario.city, scenario.code)
    return Inputs(found, KLA, claims, (), moves, get_forecast_model(KLA))


class TestWorkOut:
    def test_finds_the_cheaper_of_two_moves_and_says_why(self, running: Round, secretary: User) -> None:
        sure = Effect("2.3", Decimal(5), "CHECKED", "ACCEPTED")
        cheap = make_move(running, by=secretary, label="Murah", cost_idr=10 * MILLION, effect=sure)
        dear = make_move(running, by=secretary, label="Mahal", cost_idr=90 * MILLION, effect=sure)
        scenario = make_scenario(running, target=Decimal(996), confidence=Decimal("0.50"))
        inputs, told = build_inputs(scenario, "2.3"), set()

        outcome = work_out(
            inputs,
            seconds=60,
            clock=monotonic,
            watch=lambda part, _standing: bool(told.add(part)),
            parts=(PLAN, REASONS),
        )

        assert outcome.road is not None
        assert (set(outcome.road.plan.starts), outcome.road.plan.cost_idr) == ({cheap.key}, 10 * MILLION)
        assert outcome.road.proof.chance >= 0.5
        assert {reason.code: reason.is_chosen for reason in outcome.reasons} == {cheap.key: True, dear.key: False}
        assert REASONS in told

    def test_tells_why_of_every_chosen_move_when_time_is_out_and_of_others_when_asked(
        self, running: Round, secretary: User, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(SHARES, REASONS, 0)
        sure = Effect("2.3", Decimal(5), "CHECKED", "ACCEPTED")
        cheap = make_move(running, by=secretary, label="Murah", cost_idr=10 * MILLION, effect=sure)
        dear = make_move(running, by=secretary, label="Mahal", cost_idr=90 * MILLION, effect=sure)
        scenario = make_scenario(running, target=Decimal(996), confidence=Decimal("0.50"))
        given = {"clock": monotonic, "watch": lambda *_told: False, "parts": (PLAN, REASONS)}

        outcome = work_out(build_inputs(scenario, "2.3"), seconds=60, **given)
        solution = solve_scenario(scenario, cheap, reasons=outcome.reasons, untold=outcome.untold)
        here = {"city": running.city.slug, "code": scenario.code, "solution": solution.code}
        sign_in(client, secretary)
        page = client.get(reverse("roadmap:solution", kwargs=here), {"mengapa": dear.key}).context["page"]

        assert [reason.code for reason in outcome.reasons] == [cheap.key]
        assert outcome.untold == (dear.key,)
        assert [(line.key, bool(line.why), line.is_of_today) for line in page.rejected] == [(dear.key, True, True)]

    @pytest.mark.parametrize("mode", [Mode.CHEAPEST, Mode.BUDGET])
    def test_tells_which_costs_would_change_the_plan(self, running: Round, secretary: User, mode: Mode) -> None:
        sure = Effect("2.3", Decimal(5), "CHECKED", "ACCEPTED")
        near, rival = (
            make_move(running, by=secretary, label=label, cost_idr=cost * MILLION, effect=sure, fund="DPA")
            for label, cost in (("Dekat", 100), ("Pesaing", 110))
        )
        given = {"mode": mode, "budget_idr": 105 * MILLION} if mode is Mode.BUDGET else {}
        scenario = make_scenario(running, target=Decimal(996), confidence=Decimal("0.50"), **given)

        inputs = build_inputs(scenario, "2.3")
        outcome = work_out(inputs, seconds=60, clock=monotonic, watch=lambda *_told: False, parts=(PLAN, COSTS))
        actions.keep_outcome(scenario=scenario, outcome=outcome, inputs_hash="", at=NOW)
        page = build_scenario_page(queries.get_scenario(running.city, scenario.code))
        card = build_cost_card(page)

        assert set(page.plan.solution.starts) == {near.key}
        assert (card.share, card.low_idr, card.high_idr, card.is_whole) == (30, 70 * MILLION, 130 * MILLION, True)
        told = {(line.name, line.is_dearer): (line.left, line.joined, line.fits) for line in card.lines}
        if mode is Mode.CHEAPEST:
            assert told["Dekat", True] == (("Dekat",), ("Pesaing",), True)
            assert told["Pesaing", False] == (("Dekat",), ("Pesaing",), True)
            assert card.steady == 2
        else:
            assert told["Dekat", True] == ((), (), False)
        assert all(line.chance >= scenario.confidence for line in card.lines)
        assert rival.key not in page.plan.solution.starts

    def test_tells_how_far_everything_would_reach(self, running: Round, secretary: User) -> None:
        make_move(running, by=secretary)
        scenario = make_scenario(running, target=Decimal(999))

        outcome = work_out(
            build_inputs(scenario, "2.3"),
            seconds=20,
            clock=monotonic,
            watch=lambda *_told: False,
            parts=(PLAN,),
        )

        assert (outcome.road, outcome.fault, outcome.reachable) == (None, "UNREACHABLE", 0.0)


class TestProblem:
    def test_money_flows_by_its_calendar_and_what_cannot_be_done_is_left_out(
        self, running: Round, secretary: User
    ) -> None:
        asked = make_move(running, by=secretary, label="Dari APBD", fund="APBD")
        ready = make_move(running, by=secretary, label="Dari DPA", fund="DPA", deadline_on=date(2027, 6, 30))
        make_move(running, by=secretary, label="Ditahan", is_held_back=True)
        make_move(running, by=secretary, label="Menunggu", needs=(asked.key,))
        scenario = make_scenario(running, quarters=3, hours=100, money={"DPA": 5}, counts_until=date(2027, 9, 30))

        problem = build_inputs(scenario, "11.2").problem

        assert {move.code: (move.starts, move.deadline) for move in problem.moves} == {ready.key: ((0, 1, 2), 1)}
        assert problem.limits.money == {("DPA", 0): 5}
        assert [effect.claim.points for effect in problem.effects] == [Decimal(9)]

    def test_a_must_that_cannot_begin_is_kept_so_that_the_planner_names_it(
        self, running: Round, secretary: User
    ) -> None:
        move = make_move(running, by=secretary, fund="APBD", is_must=True)

        (kept,) = build_inputs(make_scenario(running, quarters=2), "11.2").problem.moves

        assert (kept.code, kept.starts) == (move.key, (2,))


class TestReplan:
    def test_keeps_what_runs_leaves_what_was_dropped_and_tells_the_changes(
        self, running: Round, secretary: User
    ) -> None:
        sure = Effect("2.3", Decimal(5), "CHECKED", "ACCEPTED")
        begun, failed, other = (
            make_move(running, by=secretary, label=label, cost_idr=10 * MILLION, effect=sure)
            for label in ("Berjalan", "Gagal", "Pengganti")
        )
        adoption = adopt(running, begun, failed, by=secretary, confidence=Decimal("0.50"), target=Decimal(996))
        actions.move_step(step=get_step(adoption, begun), state=StepState.RUNNING, by=secretary, at=NOW)
        actions.move_step(step=get_step(adoption, failed), state=StepState.DROPPED, by=secretary, at=NOW)

        scenario = actions.add_replan(adoption=adoption, title="Susun ulang", by=secretary, at=NOW)
        standing = read_standing(scenario)
        inputs = replace(build_inputs(scenario, "2.3"), standing=standing)
        outcome = work_out(inputs, seconds=60, clock=monotonic, watch=lambda *_told: False, parts=(PLAN,))

        assert {move.code for move in inputs.problem.moves} == {begun.key, other.key}
        assert set(outcome.road.plan.starts) == {begun.key}
        assert outcome.changes == {"added": (), "dropped": (), "moved": ()}


class TestScenario:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": " "},
            {"target": Decimal(1000)},
            {"confidence": Decimal(1)},
            {"quarters": 0},
            {"mode": Mode.BUDGET},
            {"counts_until": date(2026, 1, 1)},
        ],
        ids=lambda wrong: next(iter(wrong)),
    )
    def test_refuses_what_cannot_be_asked(self, running: Round, wrong: dict[str, object]) -> None:
        draft = replace(ScenarioDraft("Uji", Decimal(900), date(2027, 1, 1), 4), **wrong)

        with pytest.raises(BadScenario):
            actions.add_scenario(round=running, draft=draft, by=None, at=NOW)

    def test_is_worked_out_by_a_job_and_is_busy_meanwhile(self, running: Round, secretary: User) -> None:
        scenario = make_scenario(running)

        progress = actions.begin_solving(scenario=scenario, by=secretary, at=NOW)

        assert Progress.objects.get(pk=progress).kind == "roadmap.solve"
        with pytest.raises(ScenarioBusy):
            actions.begin_solving(scenario=scenario, by=secretary, at=NOW)
        actions.give_up_solving(scenario=scenario)
        actions.remove_scenario(scenario=scenario, by=secretary, at=NOW)
        assert queries.list_scenarios(running.city) == []

    def test_is_no_business_of_an_officer(self, running: Round, officer: User) -> None:
        with pytest.raises(NotAllowed):
            actions.begin_solving(scenario=make_scenario(running), by=officer, at=NOW)


class TestKeepOutcome:
    def test_keeps_three_figures_apart_and_none_for_the_plan_by_expectation(
        self, running: Round, secretary: User
    ) -> None:
        move = make_move(running, by=secretary)
        scenario = make_scenario(running)

        solve_scenario(scenario, move, expected=build_road(move, chance=0.25))

        page = build_scenario_page(queries.get_scenario(running.city, scenario.code))
        plan, expected = page.plan, page.expected
        assert (plan.solution.chance, plan.solution.model_gap) == (Decimal("0.91"), Decimal("0.001"))
        assert (plan.solution.lower_bound_idr, plan.distance) == (270 * MILLION, Decimal("0.1"))
        assert (expected.solution.chance, expected.solution.lower_bound_idr, expected.distance) == (
            Decimal("0.25"),
            None,
            None,
        )

    def test_tells_the_limits_and_which_to_relax(self, running: Round, secretary: User) -> None:
        make_move(running, by=secretary, agency_id=running.city.agencies.get(code="dp3akb").pk)
        limits = {"hours": 480, "hours_of": {"dp3akb": 960}, "money": {"APBD": 2_000 * MILLION}}
        scenario = make_scenario(running, **limits, floors={"K5": Decimal(100)})
        short = Relaxed(Bound.CAPACITY, ("dp3akb", "1"), Decimal(960), Decimal(990))
        poor = Relaxed(Bound.MONEY, ("APBD", "1"), Decimal(5), Decimal(8))

        actions.keep_outcome(
            scenario=scenario, outcome=Outcome(fault="LIMITS", relaxed=(short, poor)), inputs_hash="", at=NOW
        )

        page = build_scenario_page(queries.get_scenario(running.city, scenario.code))
        with override("id"):
            told = [words for _, words in page.limits]
            assert told[:2] == ["paling banyak Rp2 miliar per tahun", "paling banyak 480 jam setriwulan"]
            assert page.limits[2] == ("DP3AKB", "paling banyak 960 jam setriwulan")
            assert told[3] == "paling sedikit 100 poin harapan"
            assert [each["places"] for each in page.relaxed] == ["DP3AKB, Tw 2 2027", "APBD, 2028"]

    def test_gives_every_agency_its_hours(self, running: Round) -> None:
        scenario = make_scenario(running, quarters=1, hours=480, hours_of={"dp3akb": 960})

        capacity = build_limits(scenario, ["dp3akb", "dinkes"]).capacity

        assert capacity == {("dp3akb", 0): 960, ("dinkes", 0): 480}

    def test_tells_what_stood_in_the_way(self, running: Round) -> None:
        scenario = make_scenario(running)
        relaxed = Relaxed(Bound.BUDGET, (), Decimal(5), Decimal(8))

        outcome = Outcome(fault="UNREACHABLE", reachable=0.44, relaxed=(relaxed,))
        actions.keep_outcome(scenario=scenario, outcome=outcome, inputs_hash="", at=NOW)

        page = build_scenario_page(queries.get_scenario(running.city, scenario.code))
        assert (page.reachable, build_cost_card(page)) == (Decimal("0.44"), None)
        assert page.refusal
        assert [(each["now"], each["then"]) for each in page.relaxed] == [("5", "8")]

    @pytest.mark.parametrize(("rule", "shown"), [(0.91, None), (0.4, Decimal("0.4"))])
    def test_tells_the_chance_of_the_predicate_where_points_are_not_all(
        self, running: Round, secretary: User, rule: float, shown: Decimal | None
    ) -> None:
        move = make_move(running, by=secretary)
        scenario = make_scenario(running)

        solve_scenario(scenario, move, road=replace(build_road(move), rule_chance=rule))

        page = build_scenario_page(queries.get_scenario(running.city, scenario.code))
        assert (page.plan.solution.chance, page.plan.rule_chance) == (Decimal("0.91"), shown)


class TestAdoptPlan:
    def test_makes_steps_in_their_quarters(self, running: Round, secretary: User) -> None:
        first, second = (make_move(running, by=secretary, quarters=2) for _ in range(2))

        adopt(running, first, second, by=secretary)

        assert [(row.starts_on, row.ends_on) for row in queries.list_steps(running.city)] == [
            (date(2027, 1, 1), date(2027, 6, 30)),
            (date(2027, 4, 1), date(2027, 9, 30)),
        ]

    def test_takes_the_place_of_the_plan_before_and_carries_its_steps_over(
        self, running: Round, secretary: User
    ) -> None:
        move = make_move(running, by=secretary)
        before = adopt(running, move, by=secretary)
        step = queries.get_step(running.city, before.steps.get().code)
        actions.move_step(step=step, state=StepState.RUNNING, by=secretary, at=NOW)

        after = adopt(running, move, by=secretary, title="Lagi")

        assert queries.find_adoption(running.city) == after
        assert [row.state for row in queries.list_steps(running.city)] == ["RUNNING"]

    def test_asks_why(self, running: Round, secretary: User) -> None:
        scenario = make_scenario(running)
        solution = solve_scenario(scenario, make_move(running, by=secretary))

        with pytest.raises(RoadmapError):
            actions.adopt_plan(scenario=scenario, solution=solution, note=" ", by=secretary, at=NOW)

    def test_keeps_the_scenario_as_it_was(self, running: Round, secretary: User) -> None:
        adoption = adopt(running, make_move(running, by=secretary), by=secretary)

        with pytest.raises(ScenarioBusy):
            actions.remove_scenario(scenario=adoption.solution.scenario, by=secretary, at=NOW)


def test_the_page_of_a_plan_names_its_moves(running: Round, secretary: User) -> None:
    move = make_move(running, by=secretary)
    scenario = make_scenario(running)
    solution = solve_scenario(scenario, move)

    with override("en"):
        page = build_solution_page(queries.get_scenario(running.city, scenario.code), solution)

    assert [(line.label, line.quarter, line.cost_idr) for line in page.chosen] == [
        ("Perbaiki taman", "Q1 2027", move.cost_idr)
    ]
    assert FRONTIER not in {each.role for each in scenario.solutions.all()}


def test_quarters_are_those_of_the_calendar() -> None:
    begin = date(2026, 11, 26)

    assert [begin_of(begin, k) for k in (0, 1, 5)] == [date(2026, 10, 1), date(2027, 1, 1), date(2028, 1, 1)]
    assert end_of(begin, 0) == date(2026, 12, 31)
    assert [last_ended(begin, day) for day in (date(2026, 12, 31), date(2026, 12, 30), date(2027, 4, 1))] == [0, -1, 1]
