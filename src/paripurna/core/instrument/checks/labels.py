"""Everything that people read has an Indonesian label."""

from __future__ import annotations

from collections.abc import Iterator

from paripurna.core.instrument.checks.walk import walk_indicators, walk_questions, walk_strands
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import Finding, Route
from paripurna.core.instrument.text import Part, Text


def check_labels(edition: Edition) -> Iterator[Finding]:
    """This function will report texts whose Indonesian side is empty."""
    for field in ("title", "grades", "stages", "roles", "evidence_kinds", "themes", "anomalies"):
        yield from _blank(getattr(edition, field), (field,), "")
    for route, strand in walk_strands(edition):
        yield from _blank(strand.label, (*route, "label"), "")
    for route, indicator in walk_indicators(edition):
        yield from _blank(indicator.label, (*route, "label"), "")
    for route, question in walk_questions(edition):
        yield from _blank(question.label, (*route, "label"), question.number)
        yield from _blank(question.rule, (*route, "rule"), question.number)


def _blank(value: object, route: Route, question: str) -> Iterator[Finding]:
    if isinstance(value, Text):
        if not value.id.strip():
            yield Finding("LABEL_MISSING", route, question)
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _blank(getattr(value, name), (*route, name), question)
    elif isinstance(value, tuple):
        for index, element in enumerate(value):
            yield from _blank(element, (*route, index), question)
