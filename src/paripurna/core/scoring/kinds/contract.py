"""What an answer kind offers to the scoring: what an answer is worth, and how to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.result import ContradictionKind, Step


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


@dataclass(frozen=True, slots=True)
class Kind:
    """The strategy of one rule type.

    `points(rule, question, answer)` returns the points before rounding, or raises `Refused`.
    `steps(rule, question, answer)` tells how, for an answer that `points` accepted.
    """

    answer: type[AnswerValue]
    points: Callable[[Any, Question, Any], Decimal]
    steps: Callable[[Any, Question, Any], tuple[Step, ...]]


def require_number(value: object, field: str) -> Decimal:
    """This function will return `value`, or raise `Refused` when it is not a finite number."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise Refused(field, "not_a_number")
    return value
