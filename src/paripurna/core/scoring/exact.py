"""The exact scorer: one sheet, every question, up to the total and its grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, localcontext
from types import MappingProxyType
from typing import NamedTuple

from paripurna.core.instrument.model import Combination, Edition
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledEdition, CompiledPart, Earned, compile_edition
from paripurna.core.scoring.contradictions import find_contradictions
from paripurna.core.scoring.grades import find_grade, find_next_grade, get_failed_grade
from paripurna.core.scoring.hundredths import EXACT, divide_half_up, to_points
from paripurna.core.scoring.questions import earn_all
from paripurna.core.scoring.result import ZERO, Basis, Contradiction, PartScore, QuestionScore, Score
from paripurna.core.scoring.steps import explain_questions
from paripurna.core.scoring.subject import ANY_SUBJECT, FilledSheet, RecordedTotals, Subject

NOTHING: Mapping[str, Decimal] = MappingProxyType({})
_GATEABLE = frozenset({Basis.MARK, Basis.RULE})


class Tally(NamedTuple):
    """Hundredths of a part: what it won after the cap, what the cap cut, what stands open."""

    won: int
    overflow: int
    lost: int
    unanswered: int
    answered_count: int


def score(
    edition: Edition,
    *,
    answers: Mapping[str, AnswerValue],
    marks: Mapping[str, Decimal] = NOTHING,
    subject: Subject = ANY_SUBJECT,
    recorded: RecordedTotals | None = None,
    explain: bool = False,
) -> Score:
    """This function will score one sheet. It never raises on answers or marks: what is wrong is a contradiction."""
    with localcontext(EXACT):
        compiled, sheet = compile_edition(edition, subject), FilledSheet(answers, marks, subject)
        refusals: list[Contradiction] = []
        earned = earn_all(compiled, sheet, refusals)
        shut_gates(compiled, earned)
        result = _build_score(compiled, earned)
        questions = {one.score.number: one.score for one in earned}
        if explain:
            questions = explain_questions(compiled, questions, sheet)
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
    edition = compiled.edition
    tallies = _tally_indicators(compiled, earned)
    strands = [_tally_strand(part, tallies) for part in compiled.strands]
    total = to_points(sum(_contribution(*pair, edition) for pair in zip(compiled.strands, strands, strict=True)))
    failed = tuple(_list_failed(compiled, earned, tallies))
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
        strands=tuple(_show(part, tally, edition) for part, tally in zip(compiled.strands, strands, strict=True)),
        indicators=tuple(_show(part, tally) for part, tally in zip(compiled.indicators, tallies, strict=True)),
    )


def _tally_indicators(compiled: CompiledEdition, earned: list[Earned]) -> list[Tally]:
    won = [one.won for one in earned]
    unanswered = [one.unanswered for one in earned]
    answered = [one.answered for one in earned]
    tallies = []
    for part in compiled.indicators:
        start, stop = part.start, part.stop
        won_here, unanswered_here = sum(won[start:stop]), sum(unanswered[start:stop])
        lost = part.asked_hundredths - unanswered_here - won_here
        tally = Tally(won_here, 0, lost, unanswered_here, sum(answered[start:stop]))
        tallies.append(tally if part.asked_hundredths <= part.max_hundredths else _cap(part, tally))
    return tallies


def _cap(part: CompiledPart, tally: Tally) -> Tally:
    """Cut what was won at the part's maximum, and what is open at what is left of it."""
    won = min(tally.won, part.max_hundredths)
    unanswered = min(tally.unanswered, part.max_hundredths - won)
    lost = min(tally.lost, part.max_hundredths - won - unanswered)
    return Tally(won, tally.won - won, lost, unanswered, tally.answered_count)


def _tally_strand(part: CompiledPart, tallies: list[Tally]) -> Tally:
    """A strand is the sum of its indicators, uncapped: maxima that disagree are reported instead."""
    children = tallies[part.start : part.stop]
    return Tally(*(sum(column) for column in zip(*children, strict=True))) if children else Tally(0, 0, 0, 0, 0)


def _contribution(part: CompiledPart, tally: Tally, edition: Edition) -> int:
    if edition.combination is Combination.SUM:
        return tally.won
    if not part.max_hundredths or part.weight is None:
        return 0
    return divide_half_up(min(tally.won, part.max_hundredths) * part.weight, part.max_hundredths)


def _list_failed(compiled: CompiledEdition, earned: list[Earned], tallies: list[Tally]) -> Iterator[str]:
    for question, one in zip(compiled.questions, earned, strict=True):
        if question.mandatory is not None and one.won < question.mandatory:
            yield question.number
    for part, tally in zip(compiled.indicators, tallies, strict=True):
        if part.mandatory is not None and tally.won < part.mandatory:
            yield part.number


def _show(part: CompiledPart, tally: Tally, edition: Edition | None = None) -> PartScore:
    is_weighted = edition is not None and edition.combination is Combination.WEIGHTED
    return PartScore(
        number=part.number,
        points=to_points(tally.won),
        max_points=part.max_points,
        lost=to_points(tally.lost),
        unanswered=to_points(tally.unanswered),
        overflow=to_points(tally.overflow),
        answered_count=tally.answered_count,
        question_count=part.asked_count,
        weighted=to_points(_contribution(part, tally, edition)) if edition and is_weighted else None,
    )
