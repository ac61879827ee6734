"""The lines that explain a question: where its points come from, what cut them, and how far its rule may be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from paripurna.core.instrument.model import Gate
from paripurna.core.instrument.rules import RuleBase
from paripurna.core.instrument.text import Standing, Text
from paripurna.core.scoring.compiled import CompiledEdition, CompiledQuestion
from paripurna.core.scoring.hundredths import shorten, to_hundredths, to_points
from paripurna.core.scoring.questions import apply_rule
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
ROUNDED = Text(
    id="{exact} dibulatkan ke perseratus terdekat (setengah ke atas): {points}.",
    en="{exact} rounded half-up to hundredths: {points}.",
)
STANDINGS = {
    Standing.OFFICIAL: Text(id="Aturan resmi. Sumber: {source}", en="An official rule. Source: {source}"),
    Standing.INFERRED: Text(
        id="Aturan perkiraan, bukan terbitan resmi. Sumber: {source}",
        en="An inferred rule, not published. Source: {source}",
    ),
    Standing.UNKNOWN: Text(
        id="Aturan aslinya belum diketahui. Sumber: {source}",
        en="The real rule is not known. Source: {source}",
    ),
    Standing.LOCAL: Text(
        id="Aturan ditetapkan daerah dalam revisi lokal. Sumber: {source}",
        en="A rule set by the city in a local revision. Source: {source}",
    ),
}
NO_SOURCE = Text(id="tidak disebutkan", en="not given")
_SAID_AT_ONCE = {
    Basis.UNANSWERED: UNANSWERED,
    Basis.NOT_APPLICABLE: NOT_APPLICABLE,
    Basis.REFUSED: REFUSED,
}


def explain_questions(
    compiled: CompiledEdition, scores: Mapping[str, QuestionScore], sheet: FilledSheet
) -> dict[str, QuestionScore]:
    """This function will return the scores of all questions with their steps."""
    return {
        question.number: replace(scores[question.number], steps=tuple(_list_steps(question, scores, sheet, compiled)))
        for question in compiled.questions
    }


def _list_steps(
    compiled: CompiledQuestion, scores: Mapping[str, QuestionScore], sheet: FilledSheet, edition: CompiledEdition
) -> Iterator[Step]:
    score = scores[compiled.number]
    if score.basis in _SAID_AT_ONCE:
        yield Step(_SAID_AT_ONCE[score.basis], {"maximum": score.max_points}, ZERO)
    elif (mark := sheet.marks.get(compiled.number)) is not None:
        yield Step(MARKED, {"points": mark, "maximum": score.max_points}, mark)
        yield from _list_cuts(mark, compiled)
    elif (answer := sheet.answers.get(compiled.number)) is not None:
        yield from compiled.kind.steps(compiled.question.rule, compiled.question, answer)
        yield from _list_cuts(apply_rule(compiled, answer), compiled)
    if score.basis is Basis.GATED and compiled.question.gate:
        yield _build_gate_step(compiled.question.gate, scores)
    if score.basis is not Basis.MARK:
        yield _build_standing_step(compiled.question.rule, edition)


def _list_cuts(points: Decimal, compiled: CompiledQuestion) -> Iterator[Step]:
    rounded = to_points(min(to_hundredths(points), compiled.max_hundredths))
    if rounded != points:
        yield Step(ROUNDED, {"exact": shorten(points), "points": rounded}, rounded)


def _build_gate_step(gate: Gate, scores: Mapping[str, QuestionScore]) -> Step:
    opener = scores.get(gate.question)
    found = opener.points if opener else ZERO
    return Step(GATED, {"opener": gate.question, "at_least": gate.at_least, "found": found}, ZERO)


def _build_standing_step(rule: RuleBase, compiled: CompiledEdition) -> Step:
    codes = [code.strip() for code in rule.source.split("+") if code.strip()]
    named = "; ".join(f"{code}: {compiled.sources[code]}" if code in compiled.sources else code for code in codes)
    return Step(STANDINGS[rule.standing], {"source": named or NO_SOURCE})
