"""A second scorer, plain and slow, in `Decimal` alone: what the real ones are held against."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from paripurna.core.instrument.model import Combination, Edition, Question
from paripurna.core.instrument.rules import BandsRule, ChoiceRule, LinearRule
from paripurna.core.scoring.subject import FilledSheet

CENT = Decimal("0.01")


def add_up(edition: Edition, sheet: FilledSheet) -> Decimal:
    """The total of a sheet whose questions are choices, bands, lines or free marks."""
    return sum((_strand(edition, index, sheet) for index in range(len(edition.strands))), Decimal(0))


def _strand(edition: Edition, index: int, sheet: FilledSheet) -> Decimal:
    strand, won = edition.strands[index], Decimal(0)
    for indicator in strand.indicators:
        asked = [question for question in indicator.questions if sheet.subject.is_asked(question.applies_to)]
        won += min(indicator.max_points, sum((_question(edition, one, sheet) for one in asked), Decimal(0)))
    if edition.combination is Combination.SUM:
        return won
    return (min(won, strand.max_points) / strand.max_points * (strand.weight or 0)).quantize(CENT, ROUND_HALF_UP)


def _question(edition: Edition, question: Question, sheet: FilledSheet) -> Decimal:
    points = min(_worth(question, sheet), question.max_points).quantize(CENT, ROUND_HALF_UP)
    if question.gate is None:
        return points
    opener = edition.question_by_number[question.gate.question]
    return points if _question(edition, opener, sheet) >= question.gate.at_least else Decimal(0)


def _worth(question: Question, sheet: FilledSheet) -> Decimal:
    mark, answer = sheet.marks.get(question.number), sheet.answers.get(question.number)
    if mark is not None:
        return mark if 0 <= mark <= question.max_points else Decimal(0)
    if answer is None:
        return Decimal(0)
    match question.rule:
        case ChoiceRule(options=options):
            return next((one.points for one in options if one.code == answer.option), Decimal(0))
        case BandsRule(bands=bands):
            return next((band.points for band in bands if band.holds(answer.value)), Decimal(0))
        case LinearRule(zero_at=zero_at, full_at=full_at):
            share = (answer.value - zero_at) / (full_at - zero_at)
            return min(max(share, Decimal(0)), Decimal(1)) * question.max_points
        case _:
            return answer.value if 0 <= answer.value <= question.max_points else Decimal(0)
