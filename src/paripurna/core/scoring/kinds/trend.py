"""Trend: this period's figure against a reference or the earlier period; what is better follows the polarity."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from paripurna.core.instrument.model import Polarity, Question
from paripurna.core.instrument.rules import TrendRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Change
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, limit, require_number, told_by
from paripurna.core.scoring.result import Step


class Course(Enum):
    """Where the figure went."""

    IMPROVED = Text(id="membaik", en="better")
    STEADY = Text(id="tetap", en="unchanged")
    WORSENED = Text(id="memburuk", en="worse")


MORE = Text(id="makin banyak makin baik", en="more is better")
LESS = Text(id="makin sedikit makin baik", en="less is better")
COMPARED = Text(
    id="Angka {current} dibandingkan {earlier} pada periode sebelumnya ({way}): {course}, bernilai {points}.",
    en="The figure {current} against {earlier} in the earlier period ({way}): {course}, worth {points}.",
)
REFERENCE_MET = Text(
    id="Angka {current} sama atau lebih baik daripada acuan {reference} ({way}): bernilai {points}.",
    en="The figure {current} is equal to or better than the reference {reference} ({way}): worth {points}.",
)
REFERENCE_MISSED = Text(
    id="Angka {current} belum mencapai acuan {reference} ({way}).",
    en="The figure {current} does not reach the reference {reference} ({way}).",
)
NOTHING_EARLIER = Text(
    id="Tidak ada angka periode sebelumnya untuk dibandingkan: bernilai {points}.",
    en="There is no figure of an earlier period to compare with: worth {points}.",
)


def _compare(current: Decimal, other: Decimal, question: Question) -> Course:
    if current == other:
        return Course.STEADY
    more_is_better = question.polarity is Polarity.MORE_IS_BETTER
    return Course.IMPROVED if (current > other) == more_is_better else Course.WORSENED


def _find_reference(rule: TrendRule, answer: Change) -> Decimal | None:
    """The edition's own reference stands above one that the answer brings."""
    return answer.reference if rule.reference is None else rule.reference


def _reaches(reference: Decimal | None, current: Decimal, question: Question) -> bool:
    return reference is not None and _compare(current, reference, question) is not Course.WORSENED


def _get_course(rule: TrendRule, question: Question, answer: Change) -> Course:
    current, reference = require_number(answer.current, "current"), _find_reference(rule, answer)
    if reference is not None and _reaches(require_number(reference, "reference"), current, question):
        return Course.IMPROVED
    if answer.earlier is not None:
        return _compare(current, require_number(answer.earlier, "earlier"), question)
    if reference is None:
        raise Refused("earlier", "nothing_to_compare")
    return Course.WORSENED


def _list_worth(rule: TrendRule) -> dict[Course, Decimal]:
    return {Course.IMPROVED: rule.improved, Course.STEADY: rule.steady, Course.WORSENED: rule.worsened}


def _prepare(rule: TrendRule, question: Question) -> Worth:
    worth = {course: limit(points, question) for course, points in _list_worth(rule).items()}

    def judge(answer: Change) -> int:
        return worth[_get_course(rule, question, answer)]

    return judge


def _steps(rule: TrendRule, question: Question, answer: Change) -> tuple[Step, ...]:
    course, reference = _get_course(rule, question, answer), _find_reference(rule, answer)
    points = _list_worth(rule)[course]
    values = {
        "current": answer.current,
        "earlier": answer.earlier,
        "reference": reference,
        "way": MORE if question.polarity is Polarity.MORE_IS_BETTER else LESS,
        "course": course.value,
        "points": points,
    }
    if _reaches(reference, answer.current, question):
        return (Step(REFERENCE_MET, values, points),)
    last = Step(NOTHING_EARLIER if answer.earlier is None else COMPARED, values, points)
    return (last,) if reference is None else (Step(REFERENCE_MISSED, values), last)


TREND = Kind(Change, _prepare, told_by(_steps))
