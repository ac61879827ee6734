"""Answers and rules in words: for history, comparison, reports and the panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.core.instrument import rules
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.parsing import NUMBER_FIELDS
from paripurna.platform.ui.formats import format_number, format_percent, format_points
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import AnswerData

FIELD_LABELS: Mapping[str, Promise] = {
    "value": gettext_lazy("Figure"),
    "count": gettext_lazy("Count"),
    "numerator": gettext_lazy("Part (numerator)"),
    "denominator": gettext_lazy("Whole (denominator)"),
    "current": gettext_lazy("This period"),
    "earlier": gettext_lazy("Earlier period"),
    "reference": gettext_lazy("Reference"),
}
"""The numbers of an answer, as they are called in its form."""


def list_kinds() -> tuple[tuple[str, str], ...]:
    """This function will return every kind of answer: its code, and its name in the person's language."""
    return tuple((kind, rule.name.in_language(current_language())) for kind, rule in rules.RULES.items())


def say_answer(question: Question, data: AnswerData) -> str:
    """This function will say an answer in words, one line a part; empty for no answer, raw where it cannot be read."""
    if not data:
        return ""
    try:
        return _SAYERS.get(question.rule.kind, _say_numbers)(question.rule, data)
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return str(dict(data))


def _say_choice(rule: rules.ChoiceRule, data: AnswerData) -> str:
    labels = {option.code: option.label for option in rule.options}
    return labels[data["option"]].in_language(current_language())


def _say_checklist(rule: rules.ChecklistRule, data: AnswerData) -> str:
    labels = [item.label.in_language(current_language()) for item in rule.items if item.code in data["items"]]
    return "\n".join(f"✓ {label}" for label in labels)


def _say_number(rule: Any, data: AnswerData) -> str:
    return f"{number_text(data['value'])} {getattr(rule, 'unit', '')}".strip()


def _say_count(rule: rules.CountRule, data: AnswerData) -> str:
    return f"{number_text(data['count'])} {rule.unit}".strip()


def _say_ratio(rule: rules.RatioRule, data: AnswerData) -> str:
    percent = say_percent(data)
    parts = {
        "numerator": number_text(data["numerator"]),
        "denominator": number_text(data["denominator"]),
        "percent": percent,
    }
    return _("%(numerator)s of %(denominator)s = %(percent)s") % parts


def say_percent(data: AnswerData) -> str:
    """This function will return the share of a ratio as a percentage. Raises `ArithmeticError` when it has none."""
    share = Decimal(str(data["numerator"])) / Decimal(str(data["denominator"]))
    return format_percent(share, current_language(), places=2)


def _say_numbers(rule: Any, data: AnswerData) -> str:
    fields, unit = NUMBER_FIELDS[rule.kind], getattr(rule, "unit", "")
    lines = [
        f"{FIELD_LABELS[field]}: {number_text(data[field])} {unit}".rstrip()
        for field in fields
        if data.get(field) not in (None, "")
    ]
    return "\n".join(lines)


def _say_matrix(rule: rules.MatrixRule, data: AnswerData) -> str:
    codes = [column.code for column in rule.columns]
    return "\n".join(
        f"{number}. " + " · ".join(row[code] for code in codes if row.get(code))
        for number, row in enumerate(data["rows"], start=1)
    )


def number_text(stored: object) -> str:
    """This function will write a stored number as people of this language write it."""
    return format_number(Decimal(str(stored)), current_language())


_SAYERS: Mapping[str, Callable[[Any, AnswerData], str]] = {
    "choice": _say_choice,
    "checklist": _say_checklist,
    "bands": _say_number,
    "linear": _say_number,
    "free": _say_number,
    "count": _say_count,
    "ratio": _say_ratio,
    "matrix": _say_matrix,
}


def say_rule(question: Question) -> list[tuple[str, str]]:
    """This function will explain a rule as pairs of a case and its points, in the order of the edition."""
    rule = question.rule
    language = current_language()
    if isinstance(rule, rules.ChoiceRule):
        return [(option.label.in_language(language), _points(option.points)) for option in rule.options]
    if isinstance(rule, rules.ChecklistRule):
        return [(item.label.in_language(language), _points(item.points)) for item in rule.items]
    if isinstance(rule, rules.TrendRule):
        return _say_trend_rule(question, rule)
    if bands := getattr(rule, "bands", ()):
        unit = "%" if rule.kind == "ratio" else getattr(rule, "unit", "") or _("rows") * (rule.kind == "matrix")
        return [(say_band(band, unit), _points(band.points)) for band in bands]
    return _say_limits(question)


def _say_trend_rule(question: Question, rule: rules.TrendRule) -> list[tuple[str, str]]:
    down = question.polarity == "LESS_IS_BETTER"
    better = _("goes down, or is at or below the reference") if down else _("goes up, or is at or above the reference")
    worse = _("goes up") if down else _("goes down")
    cases = ((better, rule.improved), (_("stays the same"), rule.steady), (worse, rule.worsened))
    return [(case, _points(points)) for case, points in cases]


def _say_limits(question: Question) -> list[tuple[str, str]]:
    rule = question.rule
    zero_at, full_at = getattr(rule, "zero_at", None), getattr(rule, "full_at", None)
    if zero_at is None or full_at is None:
        return [(_("any mark from 0 to the maximum"), _points(question.max_points))]
    unit = "%" if rule.kind == "ratio" else getattr(rule, "unit", "")
    return [
        (f"{number_text(zero_at)} {unit}".strip(), _points(Decimal(0))),
        (_("in between, in proportion"), "…"),
        (f"{number_text(full_at)} {unit}".strip(), _points(question.max_points)),
    ]


def say_band(band: rules.Band, unit: str = "") -> str:
    """This function will say a band of numbers: "60 % ≤ … < 80 %", "≥ 80 %", "exactly 0"."""
    low = "" if band.low is None else f"{number_text(band.low)} {unit}".strip()
    high = "" if band.high is None else f"{number_text(band.high)} {unit}".strip()
    if band.low is not None and band.low == band.high:
        return _("exactly %(value)s") % {"value": low}
    if not low and not high:
        return _("any value")
    if not high:
        return f"{'≥' if band.low_included else '>'} {low}"
    if not low:
        return f"{'≤' if band.high_included else '<'} {high}"
    return f"{low} {'≤' if band.low_included else '<'} … {'≤' if band.high_included else '<'} {high}"


def _points(value: Decimal) -> str:
    return format_points(value, current_language())
