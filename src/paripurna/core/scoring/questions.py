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
            hundredths = weigh_mark(compiled, mark)
            return compiled.seen_marks.get(hundredths) or _keep(compiled, hundredths, Basis.MARK)
        if (answer := answers.get(compiled.number)) is not None:
            hundredths = weigh_answer(compiled, answer)
            return compiled.seen_answers.get(hundredths) or _keep(compiled, hundredths, Basis.RULE)
    except Refused as refused:
        refusals.append(_report(compiled, refused))
        return _build(compiled, 0, Basis.REFUSED)
    return compiled.absent


def weigh_mark(compiled: CompiledQuestion, mark: Decimal) -> int:
    """This function will return the hundredths of a mark; it raises `Refused` for one out of range."""
    return min(to_hundredths(require_within(mark, compiled.max_points, "mark")), compiled.max_hundredths)


def weigh_answer(compiled: CompiledQuestion, answer: AnswerValue) -> int:
    """This function will return the hundredths that the rule gives to an answer; it raises `Refused`."""
    if type(answer) is not compiled.answer:
        raise Refused("answer", "of_another_kind")
    try:
        return compiled.worth(answer)
    except _UNREADABLE as error:
        raise Refused("answer", "unreadable") from error


def _keep(compiled: CompiledQuestion, hundredths: int, basis: Basis) -> Earned:
    seen = compiled.seen_marks if basis is Basis.MARK else compiled.seen_answers
    return seen.setdefault(hundredths, _build(compiled, hundredths, basis))


def _build(compiled: CompiledQuestion, hundredths: int, basis: Basis) -> Earned:
    standing = Standing.OFFICIAL if basis is Basis.MARK else compiled.question.rule.standing
    score = QuestionScore(compiled.number, to_points(hundredths), compiled.max_points, basis, standing)
    return build_earned(score, hundredths, compiled.max_hundredths)


def _report(compiled: CompiledQuestion, refused: Refused) -> Contradiction:
    return Contradiction(refused.kind, compiled.number, compiled.max_points, refused.found, refused.detail)
