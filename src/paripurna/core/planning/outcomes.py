"""What every question may become, today and under each effect: the numbers that planning works with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from paripurna.core.forecast.chances import Outcomes, build_outcomes
from paripurna.core.forecast.grid import Row, Rows, find_step
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.outlook import expect_kept
from paripurna.core.forecast.pooling import pool_history
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.types import Effect, Problem
from paripurna.core.scoring.compiled import CompiledEdition, compile_edition
from paripurna.core.scoring.hundredths import floor_hundredths
from paripurna.core.scoring.subject import ANY_SUBJECT, Subject


@dataclass(frozen=True)
class Stakes:
    """A problem in numbers. Questions and effects by position; rows are strictnesses, the strictest first."""

    problem: Problem
    compiled: CompiledEdition
    weights: Row
    base: tuple[Outcomes, ...]  # a question
    lifted: tuple[Outcomes, ...]  # an effect
    questions: tuple[int, ...]  # the question of each effect

    @cached_property
    def target(self) -> int:
        """The smallest total, in hundredths, that exceeds the target."""
        return floor_hundredths(self.problem.target) + 1

    @cached_property
    def step(self) -> int:
        """The grid of all points that may come, in hundredths."""
        points = [value for outcome in (*self.base, *self.lifted) for value in outcome.points]
        return find_step([*points, *(part.max_hundredths for part in self.compiled.indicators)])

    @cached_property
    def chances(self) -> tuple[float, ...]:
        """The chance that all moves of each effect succeed."""
        moves = self.problem.move_by_code
        return tuple(prod(moves[code].chance for code in effect.moves) for effect in self.problem.effects)

    @cached_property
    def base_means(self) -> Rows:
        """Expected hundredths: questions × strictnesses."""
        return np.array([outcome.means for outcome in self.base])

    @cached_property
    def base_variances(self) -> Rows:
        return np.array([outcome.variances for outcome in self.base])

    @cached_property
    def gains(self) -> Rows:
        """What each effect adds to the mean once it is there: effects × strictnesses, in hundredths."""
        means = np.array([outcome.means for outcome in self.lifted]).reshape(len(self.lifted), len(self.weights))
        return means - self.base_means[np.array(self.questions, dtype=np.intp)]

    @cached_property
    def worths(self) -> Row:
        """What each effect promises: hundredths it adds on average, failures included."""
        return np.asarray(np.array(self.chances) * (self.gains @ self.weights))

    @cached_property
    def variances(self) -> Rows:
        """The variance of the question with each effect there: effects × strictnesses."""
        return np.array([outcome.variances for outcome in self.lifted]).reshape(len(self.lifted), len(self.weights))

    @cached_property
    def now_variances(self) -> Rows:
        """The variance today of the question of each effect."""
        return self.base_variances[np.array(self.questions, dtype=np.intp)]

    @cached_property
    def by_question(self) -> dict[int, tuple[int, ...]]:
        """The effects of each question."""
        found: dict[int, list[int]] = {}
        for effect, question in enumerate(self.questions):
            found.setdefault(question, []).append(effect)
        return {question: tuple(effects) for question, effects in found.items()}

    @cached_property
    def effects_by_move(self) -> dict[str, tuple[int, ...]]:
        """The effects that each move takes part in."""
        found: dict[str, list[int]] = {}
        for position, effect in enumerate(self.problem.effects):
            for code in effect.moves:
                found.setdefault(code, []).append(position)
        return {code: tuple(effects) for code, effects in found.items()}

    @cached_property
    def mandatory(self) -> dict[int, int]:
        """The hundredths that are demanded of mandatory questions."""
        return dict(self.compiled.mandatory_questions)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the chance hangs on the sum of all questions alone: no gates, nothing mandatory that is asked for."""
        return not (self.compiled.gates or (self.problem.whole_rule and self.has_demands))

    @property
    def has_demands(self) -> bool:
        """Whether anything is mandatory."""
        return bool(self.compiled.mandatory_questions or self.compiled.mandatory_indicators)

    @cached_property
    def is_monotone(self) -> bool:
        """Whether one more move that counts can never lower the chance: no question has to choose, and no effect hurts."""
        return all(len(effects) == 1 for effects in self.by_question.values()) and all(
            dominates(self.lifted[effect], self.base[question]) for effect, question in enumerate(self.questions)
        )


def list_effects(stakes: Stakes, counted: Iterable[str]) -> list[int]:
    """This function will return the effects that questions rely on when these moves count: of each question the one that promises most."""
    counted = frozenset(counted)
    effects = stakes.problem.effects
    return [
        max(there, key=lambda e: stakes.worths[e])
        for candidates in stakes.by_question.values()
        if (there := [e for e in candidates if counted.issuperset(effects[e].moves)])
    ]


def envelope(outcomes: Sequence[Outcomes]) -> tuple[tuple[int, ...], Rows]:
    """This function will return points and chances that exceed any mark as probably as the best of the outcomes does."""
    points = sorted({value for outcome in outcomes for value in outcome.points})
    reached = np.stack([np.max([reach(outcome, mark) for outcome in outcomes], axis=0) for mark in points], axis=1)
    return tuple(points), np.maximum(reached - np.pad(reached[:, 1:], ((0, 0), (0, 1))), 0.0)


def dominates(better: Outcomes, worse: Outcomes) -> bool:
    """This function will say whether `better` reaches any points at least as probably as `worse`, at every strictness."""
    return all(bool((reach(better, mark) >= reach(worse, mark) - 1e-12).all()) for mark in worse.points)


def reach(outcome: Outcomes, mark: int) -> Row:
    """This function will return the chance of at least that many hundredths, one for each strictness."""
    return np.asarray(outcome.chances @ np.array([points >= mark for points in outcome.points], dtype=np.float64))


def weigh_stakes(
    problem: Problem, *, model: ForecastModel, past: Sequence[PastMark] = (), subject: Subject = ANY_SUBJECT
) -> Stakes:
    """This function will turn a checked problem into numbers."""
    compiled, strictness = compile_edition(problem.edition, subject), model.fit()
    history = pool_history(past, believed=expect_kept(strictness), strength=model.strength)

    def build(effects: Sequence[Effect]) -> tuple[Outcomes, ...]:
        claims = {claim.question: claim for claim in problem.claims} | {e.question: e.claim for e in effects}
        return build_outcomes(compiled, claims, model=model, strictness=strictness, history=history)

    questions = tuple(compiled.positions[effect.question] for effect in problem.effects)
    lifted: dict[int, Outcomes] = {}
    for turn in _take_turns(questions):
        outcomes = build([problem.effects[position] for position in turn])
        lifted |= {position: outcomes[questions[position]] for position in turn}
    return Stakes(
        problem,
        compiled,
        np.array(strictness.weights),
        build(()),
        tuple(lifted[k] for k in range(len(lifted))),
        questions,
    )


def _take_turns(questions: Sequence[int]) -> list[list[int]]:
    """Positions of effects in groups in which no question comes twice: each group is worked out in one go."""
    turns: list[list[int]] = []
    seen: dict[int, int] = {}
    for position, question in enumerate(questions):
        turn = seen[question] = seen.get(question, -1) + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(position)
    return turns
