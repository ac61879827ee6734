"""Maxima, weights and mandatory points fit together, from the questions up to the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from typing import Literal

from paripurna.core.instrument.checks.walk import walk_indicators, walk_questions, walk_strands
from paripurna.core.instrument.model import (
    AnomalyKind,
    Applicability,
    Combination,
    Edition,
    Indicator,
    Question,
    Strand,
)
from paripurna.core.instrument.problem import Finding, Route, Severity
from paripurna.core.instrument.text import Text

RegionType = Literal["kota", "kabupaten"]
SUBJECTS: tuple[tuple[RegionType, bool], ...] = tuple(product(("kota", "kabupaten"), (True, False)))
EDITION = Text(id="Edisi", en="The edition")


def check_maxima(edition: Edition) -> Iterator[Finding]:
    """This function will report maxima, weights and mandatory points that disagree."""
    for route, indicator in walk_indicators(edition):
        name = Text(id=f"Indikator {indicator.number}", en=f"Indicator {indicator.number}")
        yield from _agree(name, _reachable(indicator.questions), indicator, route)
    for route, strand in walk_strands(edition):
        total = sum((indicator.max_points for indicator in strand.indicators), Decimal(0))
        name = Text(id=f"Bagian {strand.code}", en=f"Strand {strand.code}")
        yield from _agree(name, total, strand, route)
    if edition.combination is Combination.SUM:
        yield from _check_sum(edition)
    else:
        yield from _check_weights(edition)
    yield from _check_mandatory(edition)


def _reachable(questions: Iterable[Question]) -> Decimal:
    """What the subject that may win most can win: variants for different subjects are not added."""
    questions = tuple(questions)
    return max(
        sum((each.max_points for each in questions if _applies(each.applies_to, kind, remote=remote)), Decimal(0))
        for kind, remote in SUBJECTS
    )


def _applies(to: Applicability, kind: RegionType, *, remote: bool) -> bool:
    return (not to.region_types or kind in to.region_types) and to.remote in {None, remote}


def _agree(name: Text, found: Decimal, part: Edition | Strand | Indicator, route: Route) -> Iterator[Finding]:
    declared = [index for index, anomaly in enumerate(part.anomalies) if anomaly.kind is AnomalyKind.MAXIMA]
    if found != part.max_points:
        params: dict[str, object] = {"part": name, "found": found, "expected": part.max_points}
        severity = Severity.WARNING if declared else Severity.ERROR
        yield Finding("MAXIMA_DISAGREE", (*route, "max_points"), "", severity, params)
        return
    for index in declared:
        params = {"text": part.anomalies[index].code}
        place = (*route, "anomalies", index)
        yield Finding("ANOMALY_WITHOUT_CONTRADICTION", place, "", Severity.WARNING, params)


def _check_sum(edition: Edition) -> Iterator[Finding]:
    strands = sum((strand.max_points for strand in edition.strands), Decimal(0))
    questions = _reachable(edition.questions)
    if strands != edition.max_points or questions == edition.max_points:
        yield from _agree(EDITION, strands, edition, ())
    else:
        params = {"found": questions, "expected": edition.max_points}
        yield Finding("QUESTIONS_TOTAL", ("max_points",), "", Severity.WARNING, params)
    for route, strand in walk_strands(edition):
        if strand.weight is not None:
            yield Finding("WEIGHT_UNUSED", (*route, "weight"))


def _check_weights(edition: Edition) -> Iterator[Finding]:
    for route, strand in walk_strands(edition):
        if strand.weight is None:
            yield Finding("WEIGHT_MISSING", route)
    total = sum((strand.weight or Decimal(0) for strand in edition.strands), Decimal(0))
    if total != edition.max_points:
        params = {"found": total, "expected": edition.max_points}
        yield Finding("WEIGHTS_DISAGREE", ("max_points",), params=params)


def _check_mandatory(edition: Edition) -> Iterator[Finding]:
    places: list[tuple[Route, Indicator | Question]] = [*walk_indicators(edition), *walk_questions(edition)]
    for route, part in places:
        if part.mandatory_points is not None and part.mandatory_points > part.max_points:
            params = {"found": part.mandatory_points, "expected": part.max_points}
            yield Finding("MANDATORY_ABOVE_MAXIMUM", (*route, "mandatory_points"), part.number, params=params)
    is_any = any(part.mandatory_points is not None for _, part in places)
    is_any = is_any or any(question.mandatory for question in edition.questions)
    if is_any and edition.failed_grade is None:
        yield Finding("FAILED_GRADE_MISSING", ("grades",))
