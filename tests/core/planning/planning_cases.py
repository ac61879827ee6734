"""Small problems by seed, and the cheapest plan by trying every set of moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from random import Random
from typing import Any

import numpy as np

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.model import Gate
from paripurna.core.planning import Effect, Evaluation, Limits, Move, Problem, Stakes, weigh_stakes
from paripurna.core.planning.road_model import RoadModel
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_strand

MODEL = ForecastModel(edition="uji")
MILLION = 1_000_000


def build_small(seed: int, count: int = 6) -> Problem:
    """Sixteen questions, a few moves with agencies, money, needs and effects that share questions; the target lies between."""
    chance = Random(seed)
    questions = [
        build_question(f"{i}.{j}", max_points=chance.choice([3, 4, 5, 10])) for i in range(4) for j in range(4)
    ]
    indicators = [build_indicator(str(i), *questions[4 * i : 4 * i + 4]) for i in range(4)]
    edition = build_edition(build_strand("A", *indicators[:2]), build_strand("B", *indicators[2:]), max_points=100)
    claims = tuple(
        Claim(
            q.number,
            (q.max_points * chance.choice([0, 5, 10]) / 10).quantize(D("0.01")),
            chance.choice(list(ProofLevel)),
        )
        for q in questions
    )
    moves = tuple(_build_move(chance, number) for number in range(count))
    effects = tuple(
        Effect(Claim(q.number, q.max_points, ProofLevel.CHECKED, CheckState.ACCEPTED), _list_moves(chance, number))
        for number in range(count)
        for q in chance.sample(questions, chance.choice([1, 1, 2, 3]))
    )
    limits = Limits(
        quarters=6,
        capacity={(agency, quarter): 8 for agency in "ab" for quarter in range(6)},
        money={("APBD", year): 900 * MILLION for year in (0, 1)},
    )
    return aim(Problem(edition, claims, moves, effects, D(0), 0.9, limits), 0.6)


def _build_move(chance: Random, number: int) -> Move:
    return Move(
        f"m{number}",
        cost_idr=chance.randint(10, 300) * MILLION,
        quarters=chance.randint(1, 3),
        chance=chance.choice([1, 1, 0.9, 0.8]),
        agency=chance.choice("ab"),
        effort=chance.randint(1, 4),
        source="APBD",
        needs=(f"m{number - 1}",) if number and chance.random() < 0.15 else (),
    )


def _list_moves(chance: Random, number: int) -> tuple[str, ...]:
    return (f"m{number}", f"m{number - 1}") if number and chance.random() < 0.1 else (f"m{number}",)


def aim(problem: Problem, share: float) -> Problem:
    """The same with a target between what is sure enough today and what is sure enough with every move."""
    evaluation = Evaluation(weigh_stakes(problem, model=MODEL))
    low, high = (
        int(np.searchsorted(np.cumsum(evaluation.distribute(codes)), 0.1)) * evaluation.stakes.step
        for codes in ((), [move.code for move in problem.moves])
    )
    return replace(problem, target=Decimal(int(low + (high - low) * share)) / 100)


def build_simple(*moves: Move, effects: tuple[Effect, ...] = (), **more: Any) -> Problem:
    """Three questions of ten points in one indicator; nothing is claimed today."""
    questions = [build_question(str(number)) for number in (1, 2, 3)]
    edition = build_edition(build_strand("A", build_indicator("1", *questions)))
    return Problem(edition, (), moves, effects, **{"target": D(5), "confidence": 0.5, **more})


def build_gated() -> Problem:
    """A gate behind a gate, a mandatory question and a mandatory indicator; moves lift openers and what is behind them."""
    at_least = {"1.1": Gate(question="1.0", at_least=D(5)), "2.0": Gate(question="1.1", at_least=D(3))}
    first = build_indicator("1", build_question("1.0"), build_question("1.1", gate=at_least["1.1"]))
    behind = build_question("2.0", gate=at_least["2.0"])
    second = build_indicator("2", behind, build_question("2.1", mandatory_points=D(4)))
    third = build_indicator("3", build_question("3.0"), build_question("3.1"), mandatory_points=D(6))
    shut = build_indicator("4", build_question("4.0", gate=Gate(question="tidak ada", at_least=D(1))))
    edition = build_edition(build_strand("A", first, second), build_strand("B", third, shut))
    moves = (
        Move("buka", cost_idr=5, chance=0.8),
        Move("isi", cost_idr=7, chance=0.9),
        Move("wajib", cost_idr=9, chance=0.95),
    )
    effects = (
        lift("1.0", "buka"),
        lift("1.1", "isi"),
        lift("2.0", "isi", "buka"),
        lift("2.1", "wajib"),
        lift("3.0", "wajib"),
    )
    claims = (lift("1.0", points="4").claim, lift("1.1", points="6").claim, lift("3.1", points="4").claim)
    return Problem(edition, claims, moves, effects, D(12), 0.5)


def lift(question: str, *moves: str, points: str = "10") -> Effect:
    return Effect(Claim(question, D(points), ProofLevel.CHECKED, CheckState.ACCEPTED), moves)


def find_cheapest(problem: Problem) -> int | None:
    """The least cost of any set of moves that has the confidence by its exact chance and can be scheduled."""
    stakes = weigh_stakes(problem, model=MODEL)
    evaluation = Evaluation(stakes)
    for cost, codes in _list_sets(problem):
        if evaluation.find_chance(codes) >= problem.confidence and can_be_scheduled(stakes, codes):
            return cost
    return None


def _list_sets(problem: Problem) -> Iterator[tuple[int, tuple[str, ...]]]:
    moves = problem.move_by_code
    sets = (codes for size in range(len(moves) + 1) for codes in combinations(moves, size))
    return iter(sorted((sum(moves[code].cost_idr for code in codes), codes) for codes in sets))


def can_be_scheduled(stakes: Stakes, codes: tuple[str, ...]) -> bool:
    model = RoadModel(stakes)
    for move in stakes.problem.moves:
        parts = model._sum_starts(move)
        model.programme.add_row(
            ("fixed", move.code), parts, low=float(move.code in codes), high=float(move.code in codes)
        )
    return bool(model.programme.solve(gap=0.5, seconds=10).values)
