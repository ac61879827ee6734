"""Every rule can be applied: it reaches the maximum and not more, and runs the way that the question says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from paripurna.core.instrument import rules
from paripurna.core.instrument.checks.bands import check_bands
from paripurna.core.instrument.checks.walk import walk_questions
from paripurna.core.instrument.model import Edition, Polarity, Question
from paripurna.core.instrument.problem import Finding, Route, Severity


def check_rules(edition: Edition) -> Iterator[Finding]:
    """This function will report rules that cannot be right for their question."""
    for route, question in walk_questions(edition):
        check = _CHECKS.get(question.rule.kind)
        if check is not None:
            yield from check(question.rule, question, (*route, "rule"))


def _tops(points: Decimal, question: Question, route: Route) -> Iterator[Finding]:
    """The best answer earns exactly the maximum."""
    params = {"found": points, "expected": question.max_points}
    if points > question.max_points:
        yield Finding("POINTS_ABOVE_MAXIMUM", route, question.number, params=params)
    elif points < question.max_points:
        yield Finding("MAXIMUM_NOT_REACHED", route, question.number, params=params)


def _check_choice(rule: rules.ChoiceRule, question: Question, route: Route) -> Iterator[Finding]:
    if not rule.options:
        return
    yield from _tops(max(option.points for option in rule.options), question, (*route, "options"))
    if min(option.points for option in rule.options) > 0:
        yield Finding("CHOICE_WITHOUT_ZERO", (*route, "options"), question.number, Severity.WARNING)


def _check_checklist(rule: rules.ChecklistRule, question: Question, route: Route) -> Iterator[Finding]:
    if not rule.items:
        return
    total = sum((item.points for item in rule.items), Decimal(0))
    cap = question.max_points if rule.cap is None else rule.cap
    yield from _tops(min(total, cap), question, (*route, "items" if total < cap else "cap"))


def _check_linear(rule: rules.LinearRule | rules.RatioRule, question: Question, route: Route) -> Iterator[Finding]:
    zero_at, full_at = rule.zero_at, rule.full_at
    if zero_at is None or full_at is None:
        return
    if zero_at == full_at:
        yield Finding("LINEAR_FLAT", (*route, "full_at"), question.number)
    elif (full_at > zero_at) != (question.polarity is Polarity.MORE_IS_BETTER):
        yield _reversed(zero_at, full_at, question, (*route, "full_at"))


def _check_ratio(rule: rules.RatioRule, question: Question, route: Route) -> Iterator[Finding]:
    has_line = rule.zero_at is not None and rule.full_at is not None
    if not rule.bands and not has_line:
        yield Finding("RATIO_WITHOUT_STEPS", route, question.number)
    elif rule.bands and (rule.zero_at is not None or rule.full_at is not None):
        yield Finding("RATIO_WITH_BOTH", route, question.number)
    yield from _check_linear(rule, question, route)
    yield from _check_banded(rule, question, route)


def _check_banded(rule: rules.BandsRule | rules.RatioRule, question: Question, route: Route) -> Iterator[Finding]:
    if not rule.bands:
        return
    route = (*route, "bands")
    yield from check_bands(rule.bands, route, question.number, whole=rule.kind in {"count", "matrix"})
    yield from _tops(max(band.points for band in rule.bands), question, route)
    ordered = sorted(enumerate(rule.bands), key=lambda pair: (pair[1].low is not None, pair[1].low))
    for (_, lower), (index, upper) in pairwise(ordered):
        if _falls(lower.points, upper.points, question.polarity):
            yield _reversed(lower.points, upper.points, question, (*route, index, "points"))


def _check_trend(rule: rules.TrendRule, question: Question, route: Route) -> Iterator[Finding]:
    yield from _tops(max(rule.improved, rule.steady, rule.worsened), question, (*route, "improved"))
    for worse, better, field in ((rule.worsened, rule.steady, "steady"), (rule.steady, rule.improved, "improved")):
        if worse > better:
            yield _reversed(worse, better, question, (*route, field))


def _falls(earlier: Decimal, later: Decimal, polarity: Polarity) -> bool:
    return later < earlier if polarity is Polarity.MORE_IS_BETTER else later > earlier


def _reversed(found: Decimal, expected: Decimal, question: Question, route: Route) -> Finding:
    params = {"found": found, "expected": expected, "polarity": question.polarity.value}
    return Finding("POLARITY_REVERSED", route, question.number, params=params)


_CHECKS: dict[str, Callable[..., Iterator[Finding]]] = {
    "choice": _check_choice,
    "checklist": _check_checklist,
    "linear": _check_linear,
    "ratio": _check_ratio,
    "bands": _check_banded,
    "count": _check_banded,
    "matrix": _check_banded,
    "trend": _check_trend,
}
