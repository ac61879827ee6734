"""The greatest chance that a budget buys: against every set of moves, and never less for more money."""

from __future__ import annotations

from itertools import combinations
from time import monotonic

import pytest

from paripurna.core.forecast import Claim
from paripurna.core.planning import CannotPlan, Effect, Fault, Limits, Move, find_best_chance, list_breaches
from paripurna.core.planning.best_chance import lend
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.outcomes import weigh_stakes
from tests.core.planning.planning_cases import MILLION, MODEL, build_simple, build_small, can_be_scheduled, lift
from tests.core.scoring.building import D


def climb(problem, budget_idr, **more):
    return find_best_chance(problem, budget_idr=budget_idr, model=MODEL, clock=monotonic, **more)


def find_greatest(problem, budget_idr) -> float:
    """The greatest exact chance of any set of moves within the budget that can be scheduled."""
    stakes = weigh_stakes(lend(problem, budget_idr), model=MODEL)
    evaluation, moves = Evaluation(stakes), problem.move_by_code
    sets = (codes for size in range(len(moves) + 1) for codes in combinations(moves, size))
    return max(
        evaluation.find_chance(codes)
        for codes in sets
        if sum(moves[code].cost_idr for code in codes) <= budget_idr and can_be_scheduled(stakes, codes)
    )


@pytest.mark.parametrize(("seed", "budget"), [(0, 250), (4, 400)])
def test_is_the_greatest_of_all_sets_within_the_budget(seed, budget) -> None:
    problem = build_small(seed, count=5)

    road = climb(problem, budget * MILLION)

    assert road.proof.chance == pytest.approx(find_greatest(problem, budget * MILLION), abs=1e-9)
    assert road.is_optimal
    assert road.plan.cost_idr <= budget * MILLION
    assert list_breaches(lend(problem, budget * MILLION), road.plan) == ()


def test_more_money_never_brings_less() -> None:
    problem = build_small(2, count=5)

    chances = [climb(problem, budget * MILLION).proof.chance for budget in (0, 120, 300, 5_000)]

    assert chances == sorted(chances)


def test_stays_within_the_budget_that_the_problem_has_already() -> None:
    moves = (Move("a", cost_idr=2 * MILLION), Move("b", cost_idr=3 * MILLION))
    effects = (lift("1", "a"), lift("2", "b"))
    problem = build_simple(*moves, effects=effects, limits=Limits(budget_idr=3 * MILLION))

    assert climb(problem, 9 * MILLION).plan.cost_idr <= 3 * MILLION


def test_spends_nothing_where_nothing_helps() -> None:
    road = climb(build_simple(Move("a", cost_idr=1), Move("b", cost_idr=1), effects=(lift("1", "a"),), target=D(15)), 9)

    assert road.plan.starts == {}
    assert road.proof.chance == 0
    assert road.is_optimal


def test_knows_when_it_is_certain() -> None:
    problem = build_simple(Move("a", cost_idr=1), effects=(Effect(Claim("1", D(10), settled=True), ("a",)),))

    road = climb(problem, 9)

    assert road.proof.chance == pytest.approx(1)
    assert road.is_optimal


def test_says_when_the_limits_cannot_be_kept() -> None:
    with pytest.raises(CannotPlan) as refusal:
        climb(build_simple(Move("a", cost_idr=9, must=True)), 1)

    assert refusal.value.fault is Fault.LIMITS


@pytest.mark.parametrize("left_out", ["_follow_lines", "_spend_rest"])
def test_the_proof_climbs_to_the_greatest_from_wherever_it_begins(monkeypatch, left_out) -> None:
    problem = build_small(0, count=5)
    whole = climb(problem, 250 * MILLION)
    monkeypatch.setattr("paripurna.core.planning.best_chance.ROUNDS", 1)
    monkeypatch.setattr(f"paripurna.core.planning.best_chance.{left_out}", lambda climb: None)

    assert climb(problem, 250 * MILLION).proof.chance == whole.proof.chance


def test_claims_no_proof_on_large_problems(monkeypatch) -> None:
    problem = build_small(1)
    monkeypatch.setattr("paripurna.core.planning.proving.SMALL", 2)

    road = climb(problem, 150 * MILLION)

    assert not road.is_optimal
    assert 0 < road.proof.lower_bound_idr <= road.plan.cost_idr
