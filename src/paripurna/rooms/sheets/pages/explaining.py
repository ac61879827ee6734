"""Why a number is what it is: from the total over strand and indicator down to the question and its rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Question
from paripurna.core.scoring.result import PartScore, QuestionScore
from paripurna.rooms.sheets.pages.panel import question_url
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.typed import current_language

TOTAL, STRAND, INDICATOR = "total", "klaster", "indikator"


@dataclass(frozen=True, slots=True)
class Why:
    """A number and the parts that it is the sum of. Exactly one of `parts` and `questions` is filled."""

    level: str
    number: str
    label: str
    score: PartScore
    parts: tuple[WhyPart, ...] = ()
    questions: tuple[WhyQuestion, ...] = ()
    hue: int = 0
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def sum(self) -> Decimal:
        rows = self.parts or self.questions
        return sum((row.score.points for row in rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class WhyPart:
    label: str
    url: str
    hue: int
    score: PartScore


@dataclass(frozen=True, slots=True)
class WhyQuestion:
    number: str
    label: str
    url: str
    standing: str
    score: QuestionScore
    reasons: tuple[str, ...]


def explain(opened: OpenedSheet, level: str, number: str) -> Why:
    """This function will explain one number of the sheet. Raises `KeyError` for a part that the edition has not."""
    why: Why = _EXPLAINERS[level](opened, number)
    return why


def why_url(opened: OpenedSheet, level: str = TOTAL, number: str = "") -> str:
    """This function will return the address of the explanation of a part at the stage that is open."""
    place = {"city": opened.sheet.city.slug, "code": opened.sheet.code}
    if level == TOTAL:
        url = reverse("sheets:why", kwargs=place)
    else:
        url = reverse("sheets:why_part", kwargs={**place, "level": level, "number": number})
    return f"{url}?tahap={opened.stage}"


def _explain_total(opened: OpenedSheet, _number: str) -> Why:
    score = opened.score
    whole = PartScore(
        "total",
        score.total,
        score.max_points,
        sum((strand.lost for strand in score.strands), Decimal(0)),
        sum((strand.unanswered for strand in score.strands), Decimal(0)),
    )
    labels = {strand.code: strand.label.in_language(current_language()) for strand in opened.edition.strands}
    parts = tuple(
        WhyPart(labels[part.number], why_url(opened, STRAND, part.number), hue, part)
        for hue, part in enumerate(score.strands, start=1)
    )
    return Why(TOTAL, "", _("Total"), whole, parts)


def _explain_strand(opened: OpenedSheet, code: str) -> Why:
    strands = {strand.code: (hue, strand) for hue, strand in enumerate(opened.edition.strands, start=1)}
    hue, strand = strands[code]
    scores = {part.number: part for part in opened.score.indicators}
    language = current_language()
    parts = tuple(
        WhyPart(
            f"{indicator.number}. {indicator.label.in_language(language)}",
            why_url(opened, INDICATOR, indicator.number),
            hue,
            scores[indicator.number],
        )
        for indicator in strand.indicators
    )
    own = next(part for part in opened.score.strands if part.number == code)
    return Why(
        STRAND, code, strand.label.in_language(language), own, parts, hue=hue, trail=((_("Total"), why_url(opened)),)
    )


def _explain_indicator(opened: OpenedSheet, number: str) -> Why:
    language = current_language()
    places = {
        indicator.number: (hue, strand, indicator)
        for hue, strand in enumerate(opened.edition.strands, start=1)
        for indicator in strand.indicators
    }
    hue, strand, indicator = places[number]
    own = next(part for part in opened.score.indicators if part.number == number)
    trail = (
        (_("Total"), why_url(opened)),
        (strand.label.in_language(language), why_url(opened, STRAND, strand.code)),
    )
    questions = tuple(_why_question(opened, question) for question in indicator.questions)
    label = f"{number}. {indicator.label.in_language(language)}"
    return Why(INDICATOR, number, label, own, questions=questions, hue=hue, trail=trail)


def _why_question(opened: OpenedSheet, question: Question) -> WhyQuestion:
    language = current_language()
    found = opened.score.questions[question.number]
    return WhyQuestion(
        question.number,
        question.label.in_language(language),
        question_url(opened, question.number),
        question.rule.standing.value,
        found,
        tuple(step.text.in_language(language) for step in found.steps),
    )


_EXPLAINERS: dict[str, Any] = {TOTAL: _explain_total, STRAND: _explain_strand, INDICATOR: _explain_indicator}
