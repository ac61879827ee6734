"""Numbers and codes are given once, and no list is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paripurna.core.instrument import rules
from paripurna.core.instrument.checks.walk import walk_indicators, walk_questions, walk_strands
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.problem import Finding, Route
from paripurna.core.instrument.text import Text

NUMBER_OF_QUESTION = Text(id="Nomor pertanyaan", en="Question number")
NUMBER_OF_INDICATOR = Text(id="Nomor indikator", en="Indicator number")
CODE = Text(id="Kode", en="The code")


@dataclass(frozen=True, slots=True)
class _Name:
    route: Route
    text: str
    question: str = ""


def check_names(edition: Edition) -> Iterator[Finding]:
    """This function will report duplicate numbers and codes, and empty lists."""
    yield from _duplicates(_question_names(edition), NUMBER_OF_QUESTION)
    yield from _duplicates(_indicator_names(edition), NUMBER_OF_INDICATOR)
    yield from _duplicates(_strand_names(edition), CODE)
    for field in ("grades", "stages", "roles", "evidence_kinds", "themes", "sources", "anomalies"):
        yield from _duplicates(_codes(getattr(edition, field), (field,)), CODE)
    for route, question in walk_questions(edition):
        yield from _in_rule(question, (*route, "rule"))
    yield from _empty_lists(edition)


def _question_names(edition: Edition) -> Iterator[_Name]:
    for route, question in walk_questions(edition):
        yield _Name((*route, "number"), question.number, question.number)


def _indicator_names(edition: Edition) -> Iterator[_Name]:
    for route, indicator in walk_indicators(edition):
        yield _Name((*route, "number"), indicator.number)


def _strand_names(edition: Edition) -> Iterator[_Name]:
    for route, strand in walk_strands(edition):
        yield _Name((*route, "code"), strand.code)


def _codes(parts: Iterable[rules.Option], route: Route, question: str = "") -> Iterator[_Name]:
    for index, part in enumerate(parts):
        yield _Name((*route, index, "code"), part.code, question)


def _duplicates(names: Iterable[_Name], what: Text) -> Iterator[Finding]:
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            yield Finding("DUPLICATE", name.route, name.question, params={"what": what, "text": name.text})
        seen.add(name.text)


_LISTS_OF_RULES = {
    "choice": ("options",),
    "checklist": ("items",),
    "bands": ("bands",),
    "count": ("bands",),
    "matrix": ("columns", "bands"),
}


def _in_rule(question: Question, route: Route) -> Iterator[Finding]:
    for field in _LISTS_OF_RULES.get(question.rule.kind, ()):
        parts = getattr(question.rule, field)
        if not parts:
            yield Finding("EMPTY_LIST", route, question.number, params={"field": field})
        if field != "bands":
            yield from _duplicates(_codes(parts, (*route, field), question.number), CODE)


def _empty_lists(edition: Edition) -> Iterator[Finding]:
    if not edition.grades:
        yield Finding("EMPTY_LIST", (), params={"field": "grades"})
    if not edition.strands:
        yield Finding("EMPTY_LIST", (), params={"field": "strands"})
    for route, strand in walk_strands(edition):
        if not strand.indicators:
            yield Finding("EMPTY_LIST", route, params={"field": "indicators"})
    for route, indicator in walk_indicators(edition):
        if not indicator.questions:
            yield Finding("EMPTY_LIST", route, params={"field": "questions"})
