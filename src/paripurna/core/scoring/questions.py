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
_UNREADABLE = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)  # data not of its declared type


def earn_all(compiled: CompiledEdition, sheet: FilledSheet, refusals: list[Contradiction]) -> list[Earned]:
    """This function will return what every question earns, without explanation and before gates."""
    find_mark, find_answer = sheet.marks.get, sheet.answers.get
    return [
        _earn(question, find_mark(question.number), find_answer(question.number), refusals)
        if question.is_asked
        else question.absent
        for question in compiled.questions
    ]


def _earn(
    question: CompiledQuestion, mark: Decimal | None, answer: AnswerValue | None, refusals: list[Contradiction]
) -> Earned:
    try:
        if mark is not None:
            hundredths = weigh_mark(question, mark)
            return question.seen_marks.get(hundredths) or _keep_mark(question, hundredths)
        if answer is not None:
            hundredths = weigh_answer(question, answer)
            return question.seen_answers.get(hundredths) or _keep_answer(question, hundredths)
    except Refused as refused:
        maximum = question.max_points
        refusals.append(Contradiction(refused.kind, question.number, maximum, refused.found, refused.detail))
        return Earned(QuestionScore(question.number, ZERO, maximum, _REFUSED, question.rule_standing), 0)
    return question.absent


def weigh_mark(question: CompiledQuestion, mark: Decimal) -> int:
    """This function will return the hundredths of a mark; it raises `Refused` for one out of range."""
    return min(to_hundredths(require_within(mark, question.max_points, "mark")), question.max_hundredths)


def weigh_answer(question: CompiledQuestion, answer: AnswerValue) -> int:
    """This function will return the hundredths that the rule gives to an answer; it raises `Refused`."""
    if type(answer) is not question.answer:
        raise Refused("answer", "of_another_kind")
    try:
        return question.worth(answer)
    except _UNREADABLE as error:
        raise Refused("answer", "unreadable") from error


def _keep_mark(question: CompiledQuestion, hundredths: int) -> Earned:
    score = QuestionScore(question.number, to_points(hundredths), question.max_points, _MARK, Standing.OFFICIAL)
    earned = question.seen_marks[hundredths] = Earned(score, hundredths)
    return earned


def _keep_answer(question: CompiledQuestion, hundredths: int) -> Earned:
    points = to_points(hundredths)
    score = QuestionScore(question.number, points, question.max_points, _RULE, question.rule_standing)
    earned = question.seen_answers[hundredths] = Earned(score, hundredths)
    return earned
