"""The explanation tree: from the total down to the rule that was applied, every number with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.instrument.text import Standing, Text
from paripurna.core.scoring.result import Level, PartScore, QuestionScore, Score, Step

TOTAL = Text(id="Nilai total", en="Total")
SUM = Text(
    id="Jumlah {count} bagian: {sum} dari maksimum {maximum}.", en="Sum of {count} parts: {sum} of at most {maximum}."
)
CAPPED = Text(
    id="Dibatasi pada maksimum {maximum}; kelebihan {overflow} tidak dihitung.",
    en="Cut at the maximum {maximum}; the overflow of {overflow} does not count.",
)
WEIGHTED = Text(
    id="{points} ÷ {maximum} × bobot {weight} = {weighted}.", en="{points} ÷ {maximum} × weight {weight} = {weighted}."
)
GRADED = Text(id="{total} masuk predikat {grade}.", en="{total} lies in the grade {grade}.")
FAILED = Text(
    id="Syarat wajib belum terpenuhi ({places}): {grade}, berapa pun nilainya.",
    en="Mandatory parts are missing ({places}): {grade}, whatever the score.",
)
DISTANCE = Text(
    id="Kurang {distance} poin untuk masuk predikat {grade}.", en="{distance} points are missing to enter {grade}."
)
AT_TOP = Text(id="Ini predikat tertinggi.", en="This is the highest grade.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """A node of the tree."""

    level: Level
    number: str  # "total" at the root
    label: Text
    points: Decimal
    max_points: Decimal
    steps: tuple[Step, ...]
    standing: Standing
    source: str
    children: tuple[Explanation, ...] = ()


def explain(edition: Edition, score: Score) -> Explanation:
    """This function will return the tree of a score made with `explain=True` (without it questions have no steps)."""
    indicators = iter(score.indicators)
    strands = zip(edition.strands, score.strands, strict=True)
    return Explanation(
        Level.TOTAL,
        "total",
        TOTAL,
        score.total,
        score.max_points,
        tuple(_list_total_steps(score)),
        edition.standing,
        "",
        tuple(_explain_strand(strand, part, indicators, score) for strand, part in strands),
    )


def _list_total_steps(score: Score) -> Iterator[Step]:
    yield _build_sum_step(len(score.strands), score.total, score.max_points)
    if score.failed_mandatory:
        yield Step(FAILED, {"places": ", ".join(score.failed_mandatory), "grade": score.grade.label})
    else:
        yield Step(GRADED, {"total": score.total, "grade": score.grade.label})
    if score.next_grade is None:
        yield Step(AT_TOP)
    else:
        yield Step(DISTANCE, {"distance": score.distance, "grade": score.next_grade.label})


def _explain_strand(strand: Strand, part: PartScore, indicators: Iterator[PartScore], score: Score) -> Explanation:
    steps = [_build_sum_step(len(strand.indicators), part.points, part.max_points)]
    if part.weighted is not None:
        values = {
            "points": min(part.points, part.max_points),
            "maximum": part.max_points,
            "weight": strand.weight,
            "weighted": part.weighted,
        }
        steps.append(Step(WEIGHTED, values, part.weighted))
    children = tuple(_explain_indicator(indicator, next(indicators), score) for indicator in strand.indicators)
    return Explanation(
        Level.STRAND,
        strand.code,
        strand.label,
        part.points,
        part.max_points,
        tuple(steps),
        strand.standing,
        strand.source,
        children,
    )


def _explain_indicator(indicator: Indicator, part: PartScore, score: Score) -> Explanation:
    steps = [_build_sum_step(part.question_count, part.points + part.overflow, part.max_points)]
    if part.overflow:
        steps.append(Step(CAPPED, {"maximum": part.max_points, "overflow": part.overflow}, part.points))
    return Explanation(
        Level.INDICATOR,
        indicator.number,
        indicator.label,
        part.points,
        part.max_points,
        tuple(steps),
        indicator.standing,
        indicator.source,
        tuple(_explain_question(question, score.questions[question.number]) for question in indicator.questions),
    )


def _explain_question(question: Question, score: QuestionScore) -> Explanation:
    return Explanation(
        Level.QUESTION,
        question.number,
        question.label,
        score.points,
        score.max_points,
        score.steps,
        score.standing,
        question.rule.source,
    )


def _build_sum_step(count: int, points: Decimal, maximum: Decimal) -> Step:
    return Step(SUM, {"count": count, "sum": points, "maximum": maximum}, points)
