"""How good and how fast planning is: `python benchmarks/planning.py [first] [last]`. Prints figures, asserts nothing.

Instances are written by seed: 300 moves, 12 quarters, 20 agencies, three sources of funds, on the national instrument. Each road
is held against the rule of thumb and against the plan by expected score, both at the same confidence. Then the other answers, 5,000
moves within a minute, and small problems against every set of moves. Seconds are of the processor: a busy machine is not slower.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from random import Random
from statistics import mean, median
from time import monotonic, process_time
from typing import Any, TypeVar

import numpy as np

from paripurna.core.forecast import CheckState, Claim, ProofLevel, get_forecast_model
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning import (
    CannotPlan,
    Effect,
    Evaluation,
    Limits,
    Move,
    Problem,
    Road,
    explain_road,
    find_best_chance,
    find_expected_plan,
    find_relaxation,
    find_road,
    list_breaches,
    list_counted,
    plan_greedily,
    trace_frontier,
    try_costs,
    weigh_stakes,
)

Found = TypeVar("Found")
MOVES, QUARTERS, AGENCIES, MILLION = 300, 12, 20, 1_000_000
KINDS = {  # of moves: how many questions they touch, what they cost (millions), how many quarters they run
    "mend": ((1, 1), (2, 40), (1, 1)),
    "build": ((1, 2), (50, 500), (2, 4)),
    "train": ((4, 12), (60, 400), (1, 3)),
}


def main(first: int = 0, last: int = 20) -> None:
    """The other answers on the first instance, the large one and the small ones; then every instance."""
    plan_large()
    compare_small()
    answer_the_rest(first)
    rows = [plan_one(seed) for seed in range(first, last)]
    seconds, thumbs, expected = zip(*rows, strict=True)
    print(
        f"seconds: median {median(seconds):.1f}, most {max(seconds):.1f} (limit 30)   "
        f"÷ rule of thumb: mean {mean(thumbs):.3f} (aim 0.93)   ÷ expected score: mean {mean(expected):.3f}"
    )


def plan_one(seed: int) -> tuple[float, float, float]:
    """One instance: seconds, cost ÷ cost of the rule of thumb, cost ÷ cost of planning by expected score."""
    problem = aim(build_instance(get_edition("kla-2024"), seed))
    stakes = weigh_stakes(problem, model=get_forecast_model(problem.edition))
    greedy = plan_greedily(stakes, Evaluation(stakes))
    road, taken = clock(lambda: find_road(problem, **kit(problem)))
    evaluation = Evaluation(stakes)
    naive, sure = plan_by_score(problem, evaluation)
    exact = evaluation.find_chance(list_counted(problem, road.plan))
    ratio = road.plan.cost_idr / greedy.cost_idr if greedy else 1.0
    other = road.plan.cost_idr / sure.plan.cost_idr
    print(
        f"seed {seed:2}: {road.plan.cost_idr / MILLION:6.0f} million, chance {exact:.4f}, model gap {road.proof.model_gap:.2%}, "
        f"bound {road.proof.lower_bound_idr / MILLION:5.0f}, {taken:4.1f} s, breaches {len(list_breaches(problem, road.plan))}, "
        f"÷ thumb {ratio:.3f}, ÷ expected {other:.3f} (on paper alone: chance {naive.proof.chance:.2f})",
        flush=True,
    )
    return taken, ratio, other


def plan_by_score(problem: Problem, evaluation: Evaluation) -> tuple[Road, Road]:
    """The cheapest plan by expected score, and the same with its target raised until it has the confidence."""
    naive = sure = find_expected_plan(problem, **kit(problem))
    low, high = problem.target, problem.target + 200
    while high - low > Decimal("0.5"):
        middle = ((low + high) / 2).quantize(Decimal("0.01"))
        try:
            road = find_expected_plan(replace(problem, target=middle), **kit(problem))
        except CannotPlan:
            high = middle
            continue
        holds = evaluation.find_chance(list_counted(problem, road.plan)) >= problem.confidence
        low, high, sure = (low, middle, road) if holds else (middle, high, sure)
    return naive, sure


def answer_the_rest(seed: int) -> None:
    """Seconds of every other answer, on one instance."""
    problem = aim(build_instance(get_edition("kla-2024"), seed))
    road = find_road(problem, **kit(problem))
    tight = replace(problem, limits=replace(problem.limits, budget_idr=road.plan.cost_idr * 2 // 3))
    points, taken = clock(lambda: trace_frontier(problem, **kit(problem)))
    costs = [
        f"{p.confidence:.2f}: {p.road.plan.cost_idr / MILLION:.0f}" if p.road else f"{p.confidence:.2f}: –"
        for p in points
    ]
    print(f"frontier {taken:.1f} s ({', '.join(costs)})")
    best, taken = clock(lambda: find_best_chance(problem, budget_idr=road.plan.cost_idr, **kit(problem)))
    print(f"greatest chance for the same money {taken:.1f} s: {best.proof.chance:.4f} (road {road.proof.chance:.4f})")
    print(f"reasons {clock(lambda: explain_road(problem, road, model=kit(problem)['model']))[1]:.1f} s")
    robust, taken = clock(lambda: try_costs(problem, road, **kit(problem)))
    print(
        f"other costs {taken:.1f} s: {len(robust.trials)} trials, {len(robust.shaky)} of {len(road.plan.starts)} moves shaky"
    )
    found, taken = clock(lambda: find_relaxation(tight, **kit(problem)))
    print(f"limits to relax {taken:.1f} s: {', '.join(f'{r.bound} to {r.then / MILLION:.0f}' for r in found)}")


def plan_large(count: int = 5_000, seconds: float = 60.0) -> None:
    """Many moves and a time limit: a plan and a bound all the same."""
    problem = replace(build_instance(get_edition("kla-2024"), 0, count), target=Decimal(700))
    begun = monotonic()
    road, taken = clock(lambda: find_road(problem, **kit(problem), seconds=seconds))
    print(
        f"{count} moves: {road.plan.cost_idr / MILLION:.0f} million, chance {road.proof.chance:.4f}, model gap {road.proof.model_gap:.2%}, "
        f"bound {road.proof.lower_bound_idr / MILLION:.0f}, {taken:.1f} s ({monotonic() - begun:.1f} on the wall, limit {seconds:.0f})"
    )


def compare_small(count: int = 10, moves: int = 12) -> None:
    """Small problems, on the first strand alone, against the cheapest of all sets of moves that have the confidence."""
    edition, ratios = get_edition("kla-2024"), []
    edition = Edition.model_validate(edition.model_dump() | {"strands": [edition.strands[0].model_dump()]})
    for seed in range(count):
        problem = aim(build_instance(edition, seed, moves))
        road = find_road(problem, **kit(problem))
        ratios.append(road.plan.cost_idr / find_cheapest(problem))
    equal = sum(ratio == 1 for ratio in ratios)
    print(
        f"{count} problems of {moves} moves: {equal} as cheap as the cheapest of all sets, mean ratio {mean(ratios):.4f}"
    )


def find_cheapest(problem: Problem) -> int:
    """The least cost of any set of moves that has the confidence and all it needs (limits do not bind here)."""
    evaluation = Evaluation(weigh_stakes(problem, model=get_forecast_model(problem.edition)))
    moves = problem.move_by_code
    sets = (codes for size in range(len(moves) + 1) for codes in combinations(moves, size))
    whole = (codes for codes in sets if all(set(codes).issuperset(moves[code].needs) for code in codes))
    by_cost = sorted((sum(moves[code].cost_idr for code in codes), codes) for codes in whole)
    return next(cost for cost, codes in by_cost if evaluation.find_chance(codes) >= problem.confidence)


def kit(problem: Problem) -> dict[str, Any]:
    """What every search is given."""
    return {"model": get_forecast_model(problem.edition), "clock": process_time}


def clock(work: Callable[[], Found]) -> tuple[Found, float]:
    """What the work returns, and its seconds."""
    begun = process_time()
    found = work()
    return found, process_time() - begun


def build_instance(edition: Edition, seed: int, count: int = MOVES) -> Problem:
    """An invented city: half-won questions with any proof, and what it might do about them."""
    chance = Random(seed)
    pool = list(edition.questions)
    chance.shuffle(pool)
    claims = tuple(_claim(chance, question) for question in edition.questions)
    moves: list[Move] = []
    effects: list[Effect] = []
    for number in range(count):
        kind = chance.choices(list(KINDS), [6, 3, 1])[0]
        moves.append(_build_move(chance, number, kind))
        effects.extend(_list_effects(chance, number, kind=kind, pool=pool, questions=edition.questions))
    limits = Limits(
        quarters=QUARTERS,
        capacity={(f"a{agency}", quarter): 120 for agency in range(AGENCIES) for quarter in range(QUARTERS)},
        money={(source, year): 4_000 * MILLION for source in ("APBD", "DAK", "CSR") for year in range(3)},
    )
    return Problem(edition, claims, tuple(moves), tuple(effects), Decimal(0), 0.9, limits)


def _claim(chance: Random, question: Question) -> Claim:
    return Claim(
        question.number,
        (question.max_points * chance.choice([0, 1, 2, 2, 2]) / 2).quantize(Decimal("0.01")),
        chance.choices(list(ProofLevel), [2, 3, 4, 2])[0],
        chance.choice([CheckState.NOT_YET, CheckState.ACCEPTED]),
    )


def _build_move(chance: Random, number: int, kind: str) -> Move:
    _, cost, quarters = KINDS[kind]
    return Move(
        f"m{number:03}",
        cost_idr=chance.randint(*cost) * MILLION,
        quarters=chance.randint(*quarters),
        chance=round(chance.uniform(0.7, 1.0), 2),
        agency=f"a{chance.randrange(AGENCIES)}",
        effort=chance.randint(5, 60),
        source=chance.choice(["APBD", "DAK", "CSR"]),
        starts=() if kind == "mend" else tuple(range(0, QUARTERS, 2)),
        needs=(f"m{chance.randrange(number):03}",) if number and chance.random() < 0.1 else (),
    )


def _list_effects(
    chance: Random, number: int, *, kind: str, pool: list[Question], questions: tuple[Question, ...]
) -> list[Effect]:
    width = chance.randint(*KINDS[kind][0])
    own = kind == "train" and chance.random() < 0.9  # most trainings have questions that no other has
    taken = [pool.pop() for _ in range(min(width, len(pool)))] if own else chance.sample(questions, width)
    proof = ProofLevel.COMPLETE if kind == "train" else ProofLevel.CHECKED
    second = (f"m{chance.randrange(number):03}",) if number and chance.random() < 0.05 else ()
    return [
        Effect(
            Claim(q.number, q.max_points, proof, CheckState.ACCEPTED, has_fact=kind == "train"),
            (f"m{number:03}", *second),
        )
        for q in taken
    ]


def aim(problem: Problem, share: float = 0.6) -> Problem:
    """The same with a target between what is sure enough today and what is sure enough with every move."""
    evaluation = Evaluation(weigh_stakes(problem, model=get_forecast_model(problem.edition)))
    step = evaluation.stakes.step
    low, high = (
        int(np.searchsorted(np.cumsum(evaluation.distribute(codes)), 0.1)) * step
        for codes in ((), [move.code for move in problem.moves])
    )
    return replace(problem, target=Decimal(int(low + (high - low) * share)) / 100)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
