"""The lines that explain a question: where its points come from, what cut them, and how far its rule may be trusted."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal

from paripurna.core.instrument.model import Gate
from paripurna.core.instrument.text import Text
from paripurna.core.scoring.compiled import CompiledEdition, CompiledQuestion
from paripurna.core.scoring.hundredths import shorten, to_points
from paripurna.core.scoring.kinds import limit
from paripurna.core.scoring.result import ZERO, Basis, QuestionScore, Step
from paripurna.core.scoring.subject import FilledSheet

MARKED = Text(
    id="Nilai {points} dari maksimum {maximum} diberikan pada tahap ini.",
    en="A mark of {points} of at most {maximum} was given at this stage.",
)
UNANSWERED = Text(
    id="Belum dijawab: bernilai 0, dan {maximum} poin masih terbuka.",
    en="Not answered: worth 0, and {maximum} points are open.",
)
NOT_APPLICABLE = Text(
    id="Tidak berlaku untuk daerah ini: tidak menambah dan tidak mengurangi.",
    en="Does not apply to this region: neither won nor lost.",
)
REFUSED = Text(
    id="Jawaban atau nilai tidak dapat dipakai: bernilai 0 sampai diperbaiki.",
    en="The answer or mark cannot be used: worth 0 until it is mended.",
)
GATED = Text(
    id="Baru dihitung bila pertanyaan {opener} memperoleh sedikitnya {at_least}; sekarang {found}: bernilai 0.",
    en="Counts only once question {opener} earns at least {at_least}; it has {found}: worth 0.",
)
CUT = Text(
    id="{exact} dibatasi pada maksimum pertanyaan: {points}.",
    en="{exact} cut at the question's maximum: {points}.",
)
ROUNDED = Text(
    id="{exact} dibulatkan ke perseratus terdekat (setengah ke atas): {points}.",
    en="{exact} rounded half-up to hundredths: {points}.",
)
_SAID_AT_ONCE = {
    Basis.UNANSWERED: UNANSWERED,
    Basis.NOT_APPLICABLE: NOT_APPLICABLE,
    Basis.REFUSED: REFUSED,
}


def explain_questions(
    compiled: CompiledEdition, scores: Mapping[str, QuestionScore], sheet: FilledSheet, only: Container[str] | None
) -> dict[str, QuestionScore]:
    """This function will return the scores with their steps: those of all questions, or of those named in `only`."""
    wanted = (question for question in compiled.questions if only is None or question.number in only)
    return {**scores, **{question.number: _explain(question, scores, sheet) for question in wanted}}


def _explain(compiled: CompiledQuestion, scores: Mapping[str, QuestionScore], sheet: FilledSheet) -> QuestionScore:
    score = scores[compiled.number]
    steps = _list_steps(compiled, score, sheet)
    if score.basis is Basis.GATED and (gate := compiled.question.gate):
        steps = (*steps, _build_gate_step(gate, scores))
    if score.basis is not Basis.MARK:
        steps = (*steps, compiled.standing)
    return QuestionScore(score.number, score.points, score.max_points, score.basis, score.standing, steps)


def _list_steps(compiled: CompiledQuestion, score: QuestionScore, sheet: FilledSheet) -> tuple[Step, ...]:
    if sentence := _SAID_AT_ONCE.get(score.basis):
        return (Step(sentence, {"maximum": score.max_points}, ZERO),)
    if (mark := sheet.marks.get(compiled.number)) is not None:
        steps: tuple[Step, ...] = (Step(MARKED, {"points": mark, "maximum": score.max_points}, mark),)
    else:
        steps = compiled.telling(sheet.answers[compiled.number])
    exact = steps[-1].points
    return steps if exact is None or exact == score.points else (*steps, *_list_cuts(exact, compiled))


def _list_cuts(exact: Decimal, compiled: CompiledQuestion) -> Iterator[Step]:
    """What cut the exact points: the maximum, the rounding; nothing where a gate took them."""
    counted = to_points(limit(exact, compiled.question))
    if counted != exact:
        template = CUT if exact > compiled.max_points else ROUNDED
        yield Step(template, {"exact": shorten(exact), "points": counted}, counted)


def _build_gate_step(gate: Gate, scores: Mapping[str, QuestionScore]) -> Step:
    opener = scores.get(gate.question)
    found = opener.points if opener else ZERO
    return Step(GATED, {"opener": gate.question, "at_least": gate.at_least, "found": found}, ZERO)
