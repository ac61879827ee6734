"""Free mark: from 0 to the question's maximum, for questions whose steps are not known."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import FreeRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Measured
from paripurna.core.scoring.hundredths import floor_hundredths, to_hundredths
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, require_number, told_by
from paripurna.core.scoring.result import ZERO, ContradictionKind, Step

FREE = Text(
    id="Nilai bebas {points} dari maksimum {maximum}: langkah penilaiannya belum diketahui.",
    en="A free mark of {points} of at most {maximum}: the steps of this question are not known.",
)


def require_within(mark: Decimal, maximum: Decimal, field: str) -> Decimal:
    """This function will return `mark`, or raise `Refused` when it is no number, below zero or above the maximum."""
    if ZERO <= require_number(mark, field) <= maximum:
        return mark
    if mark < ZERO:
        raise Refused(field, "below_zero", ContradictionKind.MARK_BELOW_ZERO, mark)
    raise Refused(field, "above_maximum", ContradictionKind.MARK_ABOVE_MAXIMUM, mark)


def _prepare(_rule: FreeRule, question: Question) -> Worth:
    maximum, most = question.max_points, floor_hundredths(question.max_points)

    def take(answer: Measured) -> int:
        value = answer.value
        if not ZERO <= value <= maximum:
            require_within(value, maximum, "value")
        return min(to_hundredths(value), most)

    return take


def _steps(_rule: FreeRule, question: Question, answer: Measured) -> tuple[Step, ...]:
    return (Step(FREE, {"points": answer.value, "maximum": question.max_points}, answer.value),)


FREE_MARK = Kind(Measured, _prepare, told_by(_steps))
