"""What an answer kind offers to the scoring: what an answer is worth, and how to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.hundredths import floor_hundredths, to_hundredths
from paripurna.core.scoring.result import ZERO, ContradictionKind, Step


class Refused(Exception):
    """The answer cannot be scored: zero points and a contradiction. `reason` is a key of `contradictions.REMEDIES`."""

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


@dataclass(frozen=True, slots=True)
class Kind:
    """The strategy of one rule type.

    `prepare(rule, question)` is called once an edition and returns a function from the answer to its hundredths of points,
    within 0 … the question's maximum (`limit` sees to that); that function raises `Refused` for what it cannot score.
    `steps(rule, question, answer)` tells how, for an answer that was not refused; the last step holds the exact points.
    """

    answer: type[AnswerValue]
    prepare: Callable[[Any, Question], Worth]
    steps: Callable[[Any, Question, Any], tuple[Step, ...]]


def limit(points: Decimal, question: Question) -> int:
    """This function will return points cut to 0 … maximum and rounded half-up to hundredths."""
    within = min(max(points, ZERO), question.max_points)
    return min(to_hundredths(within), floor_hundredths(question.max_points))


def require_number(value: object, field: str) -> Decimal:
    """This function will return `value`, or raise `Refused` when it is not a finite number."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise Refused(field, "not_a_number")
    return value
