"""The points of one question: the mark given, else the rule applied to the answer, else nothing."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledEdition, CompiledQuestion, Earned
from paripurna.core.scoring.hundredths import to_hundredths, to_points
from paripurna.core.scoring.kinds import Refused, require_within
from paripurna.core.scoring.result import ZERO, Basis, Contradiction, QuestionScore
from paripurna.core.scoring.subject import FilledSheet

_MARK, _RULE, _REFUSED = Basis.MARK, Basis.RULE, Basis.REFUSED
_SEEN_AT_MOST = 4_096  # different marks of a question that are kept
UNREADABLE = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)  # data not of its declared type


def earn_all(compiled: CompiledEdition, sheet: FilledSheet, refusals: list[Contradiction]) -> list[Earned]:
    """This function will return what every question earns, without explanation and before gates."""
    find_mark, find_answer = sheet.marks.get, sheet.answers.get
    return [
        _earn(question, find_mark(number), find_answer(number), refusals) if question.is_asked else question.absent
        for number, question in zip(compiled.numbers, compiled.questions, strict=True)
    ]


def _earn(
    question: CompiledQuestion, mark: Decimal | None, answer: AnswerValue | None, refusals: list[Contradiction]
) -> Earned:
    try:
        if mark is not None:
            seen = question.seen_marks.get(mark) if type(mark) is Decimal else None  # 5.0 would find Decimal(5)
            return seen or _keep_mark(question, mark)
        if answer is not None:
            hundredths = weigh_answer(question, answer)
            return question.seen_answers.get(hundredths) or _keep_answer(question, hundredths)
    except Refused as refused:
        return _refuse(question, refused, refusals)
    except UNREADABLE:
        return _refuse(question, Refused("answer", "unreadable"), refusals)
    return question.absent


def _refuse(question: CompiledQuestion, refused: Refused, refusals: list[Contradiction]) -> Earned:
    maximum = question.max_points
    refusals.append(Contradiction(refused.kind, question.number, maximum, refused.found, refused.detail))
    return Earned(QuestionScore(question.number, ZERO, maximum, _REFUSED, question.rule_standing), 0)


def weigh_mark(question: CompiledQuestion, mark: Decimal) -> int:
    """This function will return the hundredths of a mark; it raises `Refused` for one out of range."""
    return min(to_hundredths(require_within(mark, question.max_points, "mark")), question.max_hundredths)


def weigh_answer(question: CompiledQuestion, answer: AnswerValue) -> int:
    """This function will return the hundredths that the rule gives to an answer; it raises `Refused` or UNREADABLE."""
    if type(answer) is not question.answer:
        raise Refused("answer", "of_another_kind")
    return question.worth(answer)


def _keep_mark(question: CompiledQuestion, mark: Decimal) -> Earned:
    hundredths = weigh_mark(question, mark)
    score = QuestionScore(question.number, to_points(hundredths), question.max_points, _MARK, Standing.OFFICIAL)
    earned = Earned(score, hundredths)
    if len(question.seen_marks) < _SEEN_AT_MOST:
        question.seen_marks[mark] = earned
    return earned


def _keep_answer(question: CompiledQuestion, hundredths: int) -> Earned:
    points = to_points(hundredths)
    score = QuestionScore(question.number, points, question.max_points, _RULE, question.rule_standing)
    earned = question.seen_answers[hundredths] = Earned(score, hundredths)
    return earned
