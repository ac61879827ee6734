"""The exact scorer: one sheet, every question, up to the total and its grade."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from types import MappingProxyType

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledEdition, Earned, compile_edition
from paripurna.core.scoring.contradictions import find_contradictions
from paripurna.core.scoring.grades import find_grade, find_next_grade, get_failed_grade
from paripurna.core.scoring.hundredths import EXACT
from paripurna.core.scoring.parts import list_failed, score_indicators, score_strands
from paripurna.core.scoring.questions import earn_all
from paripurna.core.scoring.result import ZERO, Basis, Contradiction, QuestionScore, Score
from paripurna.core.scoring.steps import explain_questions
from paripurna.core.scoring.subject import ANY_SUBJECT, FilledSheet, RecordedTotals, Subject

NOTHING: Mapping[str, Decimal] = MappingProxyType({})
_GATEABLE = frozenset({Basis.MARK, Basis.RULE})


def score(
    edition: Edition,
    *,
    answers: Mapping[str, AnswerValue],
    marks: Mapping[str, Decimal] = NOTHING,
    subject: Subject = ANY_SUBJECT,
    recorded: RecordedTotals | None = None,
    explain: bool | Container[str] = False,
) -> Score:
    """This function will score one sheet. It never raises on answers or marks: what is wrong is a contradiction.

    `explain` adds the steps to every question, or to those that it names.
    """
    with localcontext(EXACT):
        compiled, sheet = compile_edition(edition, subject), FilledSheet(answers, marks, subject)
        refusals: list[Contradiction] = []
        earned = earn_all(compiled, sheet, refusals)
        shut_gates(compiled, earned)
        result = _build_score(compiled, earned)
        questions = dict(zip(compiled.numbers, [one.score for one in earned], strict=True))
        if explain:
            questions = explain_questions(compiled, questions, sheet, None if explain is True else explain)
        contradictions = find_contradictions(compiled, result, sheet, recorded)
    return replace(result, questions=questions, contradictions=(*refusals, *contradictions))


def shut_gates(compiled: CompiledEdition, earned: list[Earned]) -> None:
    """This function will take the points behind every gate whose opener earned too little."""
    for gate in compiled.gates:
        opened = gate.opener is not None and earned[gate.opener].won >= gate.at_least
        score = earned[gate.question].score
        if not opened and score.basis in _GATEABLE:
            shut = QuestionScore(score.number, ZERO, score.max_points, Basis.GATED, score.standing)
            earned[gate.question] = Earned(shut, 0)


def _build_score(compiled: CompiledEdition, earned: list[Earned]) -> Score:
    edition, indicators = compiled.edition, score_indicators(compiled, earned)
    strands = score_strands(compiled, indicators)
    total = sum([part.points if part.weighted is None else part.weighted for part in strands], ZERO)
    failed = tuple(list_failed(compiled, earned, indicators))
    grade = find_grade(edition, total)
    if failed:
        grade = get_failed_grade(edition, grade)
    following = find_next_grade(edition, grade, total)
    return Score(
        total=total,
        max_points=edition.max_points,
        grade=grade,
        next_grade=following[0] if following else None,
        distance=following[1] if following else None,
        failed_mandatory=failed,
        strands=strands,
        indicators=indicators,
    )
