"""Invented answers, plausible and the same at every load: made from a rule and the share of its points that is wished for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from paripurna.core.instrument.model import Polarity, Question
from paripurna.core.instrument.rules import (
    Band,
    BandsRule,
    ChecklistRule,
    ChoiceRule,
    CountRule,
    FreeRule,
    LinearRule,
    MatrixRule,
    RatioRule,
    TrendRule,
)

Data = dict[str, Any]


def draw(seed: str) -> Decimal:
    """This function will return a number in [0, 1) that belongs to `seed`, with four decimals."""
    digest = hashlib.sha256(seed.encode()).digest()
    return Decimal(int.from_bytes(digest[:4], "big") % 10_000) / 10_000


def invent_answer(question: Question, share: Decimal) -> Data:
    """This function will return an answer that earns about `share` (0…1) of the question's points, in stored form."""
    return _MAKERS[type(question.rule)](question, question.rule, share * question.max_points)


def _choice(question: Question, rule: ChoiceRule, wished: Decimal) -> Data:
    option = min(rule.options, key=lambda option: (abs(option.points - wished), -option.points))
    return {"option": option.code}


def _checklist(question: Question, rule: ChecklistRule, wished: Decimal) -> Data:
    ticked: list[str] = []
    won = Decimal(0)
    for item in rule.items:
        if won < wished or item.mandatory:
            ticked.append(item.code)
            won += item.points
    return {"items": ticked}


def _inside(bands: tuple[Band, ...], wished: Decimal, step: Decimal) -> Decimal:
    """A number inside the band whose points are nearest to the wish."""
    band = min(bands, key=lambda band: (abs(band.points - wished), -band.points))
    if band.low is None:
        return max(Decimal(0), (band.high or step) - step)
    if band.high is None:
        return band.low + step
    middle = ((band.low + band.high) / 2 / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return middle if band.holds(middle) else band.low if band.low_included else band.high


def _bands(question: Question, rule: BandsRule, wished: Decimal) -> Data:
    return {"value": str(_inside(rule.bands, wished, Decimal("0.1")))}


def _linear(question: Question, rule: LinearRule, wished: Decimal) -> Data:
    share = wished / question.max_points if question.max_points else Decimal(0)
    value = rule.zero_at + (rule.full_at - rule.zero_at) * share
    return {"value": str(value.quantize(Decimal("0.1"), ROUND_HALF_UP))}


def _ratio(question: Question, rule: RatioRule, wished: Decimal) -> Data:
    if rule.bands:
        percent = min(_inside(rule.bands, wished, Decimal("0.5")), Decimal(100))
    else:
        zero, full = rule.zero_at or Decimal(0), rule.full_at or Decimal(100)
        percent = zero + (full - zero) * (wished / question.max_points if question.max_points else 0)
    denominator = 400 + int(draw(f"denominator {question.number}") * 80) * 20
    numerator = (percent * denominator / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return {"numerator": str(min(numerator, Decimal(denominator))), "denominator": str(denominator)}


def _trend(question: Question, rule: TrendRule, wished: Decimal) -> Data:
    earlier = Decimal(40) + (draw(f"earlier {question.number}") * 40).quantize(Decimal("0.1"))
    better = Decimal("2.4") if question.polarity is Polarity.MORE_IS_BETTER else Decimal("-2.4")
    steps = {rule.improved: better, rule.steady: Decimal(0), rule.worsened: -better}
    nearest = min(steps, key=lambda points: (abs(points - wished), -points))
    return {"current": str(earlier + steps[nearest]), "earlier": str(earlier), "reference": None}


def _count(question: Question, rule: CountRule, wished: Decimal) -> Data:
    return {"count": int(_inside(rule.bands, wished, Decimal(1)))}


def _matrix(question: Question, rule: MatrixRule, wished: Decimal) -> Data:
    count = min(int(_inside(rule.bands, wished, Decimal(1))), 12)
    rows = [{column.code: f"{column.label.id} contoh {n}" for column in rule.columns} for n in range(1, count + 1)]
    return {"rows": rows}


def _free(question: Question, rule: FreeRule, wished: Decimal) -> Data:
    quarter = question.max_points / 4
    steps = (wished / quarter).quantize(Decimal(1), ROUND_HALF_UP) if quarter else Decimal(0)
    return {"value": str(min(steps * quarter, question.max_points))}


_MAKERS: dict[type, Callable[[Question, Any, Decimal], Data]] = {
    ChoiceRule: _choice,
    ChecklistRule: _checklist,
    BandsRule: _bands,
    LinearRule: _linear,
    RatioRule: _ratio,
    TrendRule: _trend,
    CountRule: _count,
    MatrixRule: _matrix,
    FreeRule: _free,
}
