"""The chance of a plan is exact: against every success and failure of its moves, counted one by one."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from paripurna.core.forecast.distribution import Distribution
from paripurna.core.planning import CannotPlan, Effect, Evaluation, Fault, Move, Problem, weigh_stakes
from paripurna.core.planning.outcomes import envelope, list_effects
from paripurna.core.planning.sums import Sums
from tests.core.planning.planning_cases import MODEL, build_gated, build_simple, build_small, lift
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_strand


def build_tied() -> Problem:
    """Moves that lift several questions together, one effect of two moves, and an indicator that can overflow."""
    first = build_indicator("1", *(build_question(f"1.{k}") for k in range(3)), max_points=22)
    second = build_indicator("2", *(build_question(f"2.{k}", max_points=4) for k in range(2)))
    edition = build_edition(build_strand("A", first), build_strand("B", second))
    moves = (Move("latih", chance=0.7), Move("perda", chance=0.8), Move("taman", chance=0.9), Move("pasti"))
    effects: tuple[Effect, ...] = (
        lift("1.0", "latih"),
        lift("2.0", "latih", points="4"),
        lift("1.1", "perda"),
        lift("2.1", "taman", "latih", points="4"),
        lift("1.2", "taman"),
        lift("1.1", "pasti", points="5"),
    )
    return Problem(edition, (), moves, effects, D(20), 0.5)


def count_one_by_one(evaluation: Evaluation, codes, *, demanded: bool = False) -> np.ndarray:
    """Mixes the exact distributions of what the questions are after each pattern of successes."""
    stakes, problem = evaluation.stakes, evaluation.stakes.problem
    relied = list_effects(stakes, codes)
    mixed = np.zeros(10_000)
    for fate in product((True, False), repeat=len(codes)):
        won = {code for code, success in zip(codes, fate, strict=True) if success}
        chances = [problem.move_by_code[c].chance if c in won else 1 - problem.move_by_code[c].chance for c in codes]
        outcomes = list(stakes.base)
        for effect in relied:
            if won.issuperset(problem.effects[effect].moves):
                outcomes[stakes.questions[effect]] = stakes.lifted[effect]
        row = Distribution(stakes.compiled, outcomes, tuple(stakes.weights))
        wide, total = np.zeros(10_000), row.passing if demanded else row.total
        wide[np.arange(len(total)) * row.step] = total
        mixed += np.prod(chances) * wide
    return mixed


@pytest.mark.parametrize("codes", [("latih", "perda", "taman", "pasti"), ("latih", "taman"), ("pasti",), ()])
def test_equals_every_success_and_failure(codes) -> None:
    evaluation = Evaluation(weigh_stakes(build_tied(), model=MODEL))

    row = evaluation.distribute(codes)

    expected = count_one_by_one(evaluation, codes)
    found = np.zeros(10_000)
    found[np.arange(len(row)) * evaluation.stakes.step] = row
    assert np.abs(found - expected).max() < 1e-12
    mean = float(np.arange(10_000) @ expected)
    assert evaluation.find_mean(codes) == pytest.approx(mean)
    assert evaluation.find_chance(codes) == pytest.approx(expected[2001:].sum(), abs=1e-12)


@pytest.mark.parametrize("codes", [("buka", "isi", "wajib"), ("isi", "wajib"), ("buka",), ()])
@pytest.mark.parametrize("demanded", [False, True])
def test_equals_every_success_and_failure_with_gates_and_mandatory_parts(codes, demanded) -> None:
    evaluation = Evaluation(weigh_stakes(build_gated(), model=MODEL))

    row = evaluation.distribute(codes, demanded=demanded)

    expected = count_one_by_one(evaluation, codes, demanded=demanded)
    found = np.zeros(10_000)
    found[np.arange(len(row)) * evaluation.stakes.step] = row
    assert np.abs(found - expected).max() < 1e-12
    assert evaluation.find_chance(codes, demanded=demanded) == pytest.approx(expected[1201:].sum(), abs=1e-12)
    if not demanded:
        assert evaluation.find_mean(codes) == pytest.approx(float(np.arange(10_000) @ expected))


def test_no_choice_exceeds_its_bound_with_gates_and_mandatory_parts() -> None:
    stakes = weigh_stakes(replace(build_gated(), whole_rule=True), model=MODEL)
    evaluation, codes = Evaluation(stakes), ("buka", "isi", "wajib")

    for count in range(4):
        assert evaluation.find_chance(codes[:count]) <= evaluation.bound_chance(codes[:count]) + 1e-12


@pytest.mark.parametrize("seed", [0, 1])
def test_no_choice_exceeds_its_bound(seed) -> None:
    problem = build_small(seed)
    evaluation = Evaluation(weigh_stakes(problem, model=MODEL))
    codes = [move.code for move in problem.moves]

    for count in range(len(codes) + 1):
        assert evaluation.find_chance(codes[:count]) <= evaluation.bound_chance(codes[:count]) + 1e-12


def test_refuses_what_cannot_be_counted_through(monkeypatch) -> None:
    monkeypatch.setattr("paripurna.core.planning.evaluation.MOST_BRANCHES", 1)

    with pytest.raises(CannotPlan) as refusal:
        Evaluation(weigh_stakes(build_tied(), model=MODEL)).find_chance(["latih", "perda", "taman"])

    assert refusal.value.fault is Fault.TANGLED


def test_is_the_same_whether_parts_are_added_by_transform_or_column_by_column(monkeypatch) -> None:
    stakes = weigh_stakes(build_tied(), model=MODEL)
    before = Evaluation(stakes).distribute(["latih", "taman"])
    monkeypatch.setattr("paripurna.core.planning.sums.SPARSE", 0)

    assert Evaluation(stakes).distribute(["latih", "taman"]) == pytest.approx(before, abs=1e-12)


def test_finds_the_same_with_no_room_to_keep_anything() -> None:
    stakes = weigh_stakes(build_tied(), model=MODEL)
    forgetful = Evaluation(stakes, Sums(most_bytes=1))

    assert forgetful.find_chance(["latih"]) == Evaluation(stakes).find_chance(["latih"])


def test_envelope_reaches_any_mark_as_the_best_does() -> None:
    stakes = weigh_stakes(build_tied(), model=MODEL)
    points, chances = envelope([stakes.base[1], stakes.lifted[2], stakes.lifted[5]])

    assert chances.sum(axis=1) == pytest.approx(1)
    for outcome in (stakes.lifted[2], stakes.lifted[5]):
        for mark in outcome.points:
            reached = chances[:, np.array(points) >= mark].sum(axis=1)
            assert (reached >= outcome.chances[:, np.array(outcome.points) >= mark].sum(axis=1) - 1e-12).all()


def test_is_monotone_only_where_no_question_has_to_choose() -> None:
    single = build_simple(Move("a"), effects=(lift("1", "a"),))
    several = build_simple(Move("a"), Move("b"), effects=(lift("1", "a"), lift("1", "b", points="5")))

    assert weigh_stakes(single, model=MODEL).is_monotone
    assert not weigh_stakes(several, model=MODEL).is_monotone
