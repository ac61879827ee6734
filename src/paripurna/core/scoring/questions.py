"""The points of one question: the mark given, else the rule applied to the answer, else nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledQuestion, Earned, build_earned
from paripurna.core.scoring.hundredths import to_hundredths, to_points
from paripurna.core.scoring.kinds import Refused, require_within
from paripurna.core.scoring.result import Basis, Contradiction, QuestionScore

_UNREADABLE = (ArithmeticError, AttributeError, KeyError, TypeError, ValueError)  # data not of its declared type


def earn(
    compiled: CompiledQuestion,
    answers: Mapping[str, AnswerValue],
    marks: Mapping[str, Decimal],
    refusals: list[Contradiction],
) -> Earned:
    """This function will return what a question earns, without explanation and before gates."""
    if not compiled.is_asked:
        return compiled.absent
    try:
        if (mark := marks.get(compiled.number)) is not None:
            return _earn_mark(compiled, mark)
        if (answer := answers.get(compiled.number)) is not None:
            return _earn_answer(compiled, answer)
    except Refused as refused:
        refusals.append(_report(compiled, refused))
        return _build(compiled, 0, Basis.REFUSED)
    return compiled.absent


def _earn_mark(compiled: CompiledQuestion, mark: Decimal) -> Earned:
    require_within(mark, compiled.max_points, "mark")
    hundredths = min(to_hundredths(mark), compiled.max_hundredths)
    found = compiled.seen_marks.get(hundredths)
    if found is None:
        found = compiled.seen_marks[hundredths] = _build(compiled, hundredths, Basis.MARK)
    return found


def _earn_answer(compiled: CompiledQuestion, answer: AnswerValue) -> Earned:
    if type(answer) is not compiled.kind.answer:
        raise Refused("answer", "of_another_kind")
    try:
        hundredths = compiled.worth(answer)
    except _UNREADABLE as error:
        raise Refused("answer", "unreadable") from error
    found = compiled.seen_answers.get(hundredths)
    if found is None:
        found = compiled.seen_answers[hundredths] = _build(compiled, hundredths, Basis.RULE)
    return found


def _build(compiled: CompiledQuestion, hundredths: int, basis: Basis) -> Earned:
    standing = Standing.OFFICIAL if basis is Basis.MARK else compiled.question.rule.standing
    score = QuestionScore(compiled.number, to_points(hundredths), compiled.max_points, basis, standing)
    return build_earned(score, hundredths, compiled.max_hundredths)


def _report(compiled: CompiledQuestion, refused: Refused) -> Contradiction:
    return Contradiction(refused.kind, compiled.number, compiled.max_points, refused.found, refused.detail)
