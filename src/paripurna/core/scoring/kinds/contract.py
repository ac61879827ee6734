"""What an answer kind offers to the scoring: what an answer is worth, and how to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.hundredths import floor_hundredths, to_hundredths
from paripurna.core.scoring.result import ZERO, ContradictionKind, Step


class Refused(Exception):
    """The answer cannot be scored: zero points and a contradiction. `reason` is a key of `descriptions.REASONS`."""

    def __init__(
        self,
        field: str,
        reason: str,
        kind: ContradictionKind = ContradictionKind.BAD_VALUE,
        found: Decimal | None = None,
    ) -> None:
        super().__init__(f"{field}:{reason}")
        self.detail = f"{field}:{reason}"
        self.kind = kind
        self.found = found


Worth = Callable[[Any], int]
Telling = Callable[[Any], tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """The strategy of one rule type. Both functions are called once an edition, for each question of the kind.

    `prepare_worth(rule, question)` returns a function from the answer to its hundredths of points, within
    0 … the question's maximum (`limit` sees to that); that function raises `Refused` for what it cannot score.
    `prepare_telling(rule, question)` returns a function from an answer that was not refused to the steps that
    explain it; the last step holds the exact points, before rounding.
    """

    answer: type[AnswerValue]
    prepare_worth: Callable[[Any, Question], Worth]
    prepare_telling: Callable[[Any, Question], Telling]


def told_by(steps: Callable[[Any, Question, Any], tuple[Step, ...]]) -> Callable[[Any, Question], Telling]:
    """This function will return the `prepare_telling` of a kind whose steps need no preparation."""
    return lambda rule, question: partial(steps, rule, question)


def limit(points: Decimal, question: Question) -> int:
    """This function will return points cut to 0 … maximum and rounded half-up to hundredths."""
    within = min(max(points, ZERO), question.max_points)
    return min(to_hundredths(within), floor_hundredths(question.max_points))


def require_number(value: object, field: str) -> Decimal:
    """This function will return `value`, or raise `Refused` when it is not a finite number."""
    if isinstance(value, Decimal) and value.is_finite():
        return value
    raise Refused(field, "not_a_number")
