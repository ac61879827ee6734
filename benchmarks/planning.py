"""How good and how fast the road is: `python benchmarks/planning.py [first] [last]`. Prints figures, asserts nothing.

Instances are written by seed: 300 moves, 12 quarters, 20 agencies, three sources of funds, on the national instrument. Each road
is held against the sensible rule of thumb at the same confidence.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from random import Random
from statistics import mean, median
from time import monotonic

import numpy as np

from paripurna.core.forecast import CheckState, Claim, ProofLevel, get_forecast_model
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning import (
    Effect,
    Evaluation,
    Limits,
    Move,
    Problem,
    find_road,
    list_breaches,
    list_counted,
    plan_greedily,
    weigh_stakes,
)

MOVES, QUARTERS, AGENCIES, MILLION = 300, 12, 20, 1_000_000
KINDS = {  # of moves: how many questions they touch, what they cost (millions), how many quarters they run
    "mend": ((1, 1), (2, 40), (1, 1)),
    "build": ((1, 2), (50, 500), (2, 4)),
    "train": ((4, 12), (60, 400), (1, 3)),
}


def main(first: int = 0, last: int = 20, seconds: float = 120.0) -> None:
    """Plan every instance and print cost, chance, proof, time and the ratio to the rule of thumb."""
    rows = [plan_one(seed, seconds) for seed in range(first, last)]
    times, ratios = [row[0] for row in rows], [row[1] for row in rows if row[1]]
    print(
        f"seconds: median {median(times):.1f} (limit 30)   ratio to the rule of thumb: mean {mean(ratios):.3f} (aim 0.93)"
    )


def plan_one(seed: int, seconds: float) -> tuple[float, float]:
    """One instance: seconds, and cost ÷ cost of the rule of thumb (0 where that finds none)."""
    problem = aim(build_instance(get_edition("kla-2024"), seed))
    stakes = weigh_stakes(problem, model=get_forecast_model(problem.edition))
    greedy = plan_greedily(stakes, Evaluation(stakes))
    started = monotonic()
    road = find_road(problem, model=get_forecast_model(problem.edition), clock=monotonic, seconds=seconds)
    taken = monotonic() - started
    exact = Evaluation(stakes).find_chance(list_counted(problem, road.plan))
    ratio = road.plan.cost_idr / greedy.cost_idr if greedy else 0.0
    print(
        f"seed {seed:2}: {road.plan.cost_idr / MILLION:7.0f} million, chance {exact:.4f}, model gap {road.proof.model_gap:.2%}, "
        f"bound {road.proof.lower_bound_idr / MILLION:6.0f}, {taken:5.1f} s, ratio {ratio:.3f}, breaches {len(list_breaches(problem, road.plan))}",
        flush=True,
    )
    return taken, ratio


def build_instance(edition: Edition, seed: int) -> Problem:
    """An invented city: half-won questions with any proof, and what it might do about them."""
    chance = Random(seed)
    pool = list(edition.questions)
    chance.shuffle(pool)
    claims = tuple(_claim(chance, question) for question in edition.questions)
    moves: list[Move] = []
    effects: list[Effect] = []
    for number in range(MOVES):
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
