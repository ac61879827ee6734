"""The points of one question: the mark given, else the rule applied to the answer, else nothing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledQuestion, Earned
from paripurna.core.scoring.hundredths import to_hundredths, to_points
from paripurna.core.scoring.kinds import Refused, require_within
from paripurna.core.scoring.result import ZERO, Basis, Contradiction, QuestionScore

_MARK, _RULE = Basis.MARK, Basis.RULE
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
            return _keep(compiled, require_within(mark, compiled.question.max_points, "mark"), _MARK)
        if (answer := answers.get(compiled.number)) is not None:
            return _keep(compiled, apply_rule(compiled, answer), _RULE)
    except Refused as refused:
        refusals.append(_report(compiled, refused))
        return 0, QuestionScore(
            compiled.number, ZERO, compiled.question.max_points, Basis.REFUSED, compiled.question.rule.standing
        )
    return compiled.absent


def apply_rule(compiled: CompiledQuestion, answer: AnswerValue) -> Decimal:
    """This function will return the points of an answer within 0 … maximum, unrounded; it raises `Refused`."""
    kind, question = compiled.kind, compiled.question
    if type(answer) is not kind.answer:
        raise Refused("answer", "of_another_kind")
    try:
        points = kind.points(question.rule, question, answer)
    except _UNREADABLE as error:
        raise Refused("answer", "unreadable") from error
    return min(max(points, ZERO), question.max_points)


def _keep(compiled: CompiledQuestion, points: Decimal, basis: Basis) -> Earned:
    hundredths = min(to_hundredths(points), compiled.max_hundredths)
    found = compiled.seen.get((hundredths, basis))
    if found is None:
        found = compiled.seen[hundredths, basis] = hundredths, _build_score(compiled, hundredths, basis)
    return found


def _build_score(compiled: CompiledQuestion, hundredths: int, basis: Basis) -> QuestionScore:
    question = compiled.question
    standing = Standing.OFFICIAL if basis is Basis.MARK else question.rule.standing
    return QuestionScore(compiled.number, to_points(hundredths), question.max_points, basis, standing)


def _report(compiled: CompiledQuestion, refused: Refused) -> Contradiction:
    return Contradiction(refused.kind, compiled.number, compiled.question.max_points, refused.found, refused.detail)
