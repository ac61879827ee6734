"""Linear between limits: a measured value, and the share of a ratio (which may also fall into bands)."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import LinearRule, RatioRule
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Measured, Share
from paripurna.core.scoring.hundredths import shorten
from paripurna.core.scoring.kinds.bands import build_band_step, get_band, prepare_bands
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, limit, require_number, told_by
from paripurna.core.scoring.result import ZERO, Step
from paripurna.core.scoring.sentences import Amount

HUNDRED = Decimal(100)
ENDLESS = Decimal("Infinity")
ON_LINE = Text(
    id="{value} antara {zero_at} (nilai 0) dan {full_at} (nilai penuh {maximum}): bernilai {points}.",
    en="{value} between {zero_at} (worth 0) and {full_at} (worth the full {maximum}): worth {points}.",
)
DIVIDED = Text(
    id="{numerator} ÷ {denominator} × 100 = {percent} %.",
    en="{numerator} ÷ {denominator} × 100 = {percent} %.",
)


def interpolate(value: Decimal, zero_at: Decimal, full_at: Decimal, maximum: Decimal) -> Decimal:
    """This function will return the points of `value` on the line, cut at 0 and at the maximum.

    Where both limits are one number, reaching it earns the maximum.
    """
    if zero_at == full_at:
        return maximum if value >= full_at else ZERO
    way = (value - zero_at) * maximum / (full_at - zero_at)
    return min(max(way, ZERO), maximum)


def _build_line_step(value: Decimal, unit: str, limits: tuple[Decimal, Decimal], question: Question) -> Step:
    points = interpolate(value, *limits, question.max_points)
    values = {
        "value": Amount(shorten(value), unit),
        "zero_at": limits[0],
        "full_at": limits[1],
        "maximum": question.max_points,
        "points": shorten(points),
    }
    return Step(ON_LINE, values, points)


def _prepare_linear(rule: LinearRule, question: Question) -> Worth:
    def place(answer: Measured) -> int:
        value = require_number(answer.value, "value")
        return limit(interpolate(value, rule.zero_at, rule.full_at, question.max_points), question)

    return place


def _linear_steps(rule: LinearRule, question: Question, answer: Measured) -> tuple[Step, ...]:
    return (_build_line_step(answer.value, rule.unit, (rule.zero_at, rule.full_at), question),)


def _refuse_share(answer: Share) -> Refused:
    """The reason why a share has no percentage."""
    if require_number(answer.numerator, "numerator") < ZERO:
        return Refused("numerator", "below_zero", found=answer.numerator)
    found = require_number(answer.denominator, "denominator")
    return Refused("denominator", "not_above_zero", found=found)


def _find_limits(rule: RatioRule) -> tuple[Decimal, Decimal] | None:
    return None if rule.zero_at is None or rule.full_at is None else (rule.zero_at, rule.full_at)


def _prepare_ratio(rule: RatioRule, question: Question) -> Worth:
    limits, find = _find_limits(rule), prepare_bands(rule.bands, question, "numerator")

    def divide(answer: Share) -> int:
        numerator, denominator = answer.numerator, answer.denominator
        if not (ZERO <= numerator < ENDLESS and ZERO < denominator < ENDLESS):
            raise _refuse_share(answer)
        percent = numerator * HUNDRED / denominator
        if limits is None:
            return find(percent)
        return limit(interpolate(percent, *limits, question.max_points), question)

    return divide


def _ratio_steps(rule: RatioRule, question: Question, answer: Share) -> tuple[Step, ...]:
    percent = answer.numerator * HUNDRED / answer.denominator
    values = {"numerator": answer.numerator, "denominator": answer.denominator, "percent": shorten(percent)}
    divided = Step(DIVIDED, values)
    if limits := _find_limits(rule):
        return divided, _build_line_step(percent, "%", limits, question)
    band = get_band(rule.bands, percent)
    return divided, build_band_step(band, shorten(percent), "%", question)


LINEAR = Kind(Measured, _prepare_linear, told_by(_linear_steps))
RATIO = Kind(Share, _prepare_ratio, told_by(_ratio_steps))
