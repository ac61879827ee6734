"""Free mark: from 0 to the question's maximum, for questions whose steps are not known."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import FreeRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Measured
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, limit, require_number
from paripurna.core.scoring.result import ContradictionKind, Step

FREE = Text(
    id="Nilai bebas {points} dari maksimum {maximum}: langkah penilaiannya belum diketahui.",
    en="A free mark of {points} of at most {maximum}: the steps of this question are not known.",
)


def require_within(mark: Decimal, maximum: Decimal, field: str) -> Decimal:
    """This function will return `mark`, or raise `Refused` when it is no number, below zero or above the maximum."""
    require_number(mark, field)
    if mark < 0:
        raise Refused(field, "below_zero", ContradictionKind.MARK_BELOW_ZERO, mark)
    if mark > maximum:
        raise Refused(field, "above_maximum", ContradictionKind.MARK_ABOVE_MAXIMUM, mark)
    return mark


def _prepare(_rule: FreeRule, question: Question) -> Worth:
    maximum = question.max_points

    def take(answer: Measured) -> int:
        return limit(require_within(answer.value, maximum, "value"), question)

    return take


def _steps(_rule: FreeRule, question: Question, answer: Measured) -> tuple[Step, ...]:
    return (Step(FREE, {"points": answer.value, "maximum": question.max_points}, answer.value),)


FREE_MARK = Kind(Measured, _prepare, _steps)
