"""What an edition names elsewhere exists: roles, evidence, themes, sources, indicators, the grade of failure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paripurna.core.instrument.checks.walk import nearest, walk_indicators, walk_questions, walk_strands
from paripurna.core.instrument.model import Edition, Indicator, Question, Strand
from paripurna.core.instrument.problem import Finding, Route, Severity
from paripurna.core.instrument.text import Standing, Text

ROLE = Text(id="Peran", en="The role")
EVIDENCE = Text(id="Jenis bukti", en="The kind of evidence")
THEME = Text(id="Tema", en="The theme")
SOURCE = Text(id="Sumber", en="The source")
INDICATOR = Text(id="Indikator", en="The indicator")
GRADE = Text(id="Predikat", en="The grade")


@dataclass(frozen=True, slots=True)
class _At:
    route: Route
    question: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    roles: frozenset[str]
    evidence: frozenset[str]
    themes: frozenset[str]
    sources: frozenset[str]
    indicators: frozenset[str]


def check_references(edition: Edition) -> Iterator[Finding]:
    """This function will report names that lead nowhere, and rules that do not say where they come from."""
    known = _Known(
        frozenset(role.code for role in edition.roles),
        frozenset(kind.code for kind in edition.evidence_kinds),
        frozenset(theme.code for theme in edition.themes),
        frozenset(source.code for source in edition.sources),
        frozenset(indicator.number for indicator in edition.indicators),
    )
    for route, question in walk_questions(edition):
        yield from _in_question(question, route, known)
    for route, text in _sources(edition):
        yield from _missing(_split(text), known.sources, SOURCE, _At(route))
    grades = {grade.code for grade in edition.grades}
    if edition.failed_grade is not None:
        yield from _missing([edition.failed_grade], grades, GRADE, _At(("failed_grade",)))


def _in_question(question: Question, route: Route, known: _Known) -> Iterator[Finding]:
    number = question.number
    yield from _missing(question.roles, known.roles, ROLE, _At((*route, "roles"), number))
    yield from _missing(question.evidence, known.evidence, EVIDENCE, _At((*route, "evidence"), number))
    yield from _missing([question.theme], known.themes | {""}, THEME, _At((*route, "theme"), number))
    linked = [question.linked_indicator] if question.linked_indicator is not None else []
    yield from _missing(linked, known.indicators, INDICATOR, _At((*route, "linked_indicator"), number))
    yield from _missing(_split(question.source), known.sources, SOURCE, _At((*route, "source"), number))
    yield from _missing(_split(question.rule.source), known.sources, SOURCE, _At((*route, "rule", "source"), number))
    for index, anomaly in enumerate(question.anomalies):
        place = (*route, "anomalies", index, "source")
        yield from _missing(_split(anomaly.source), known.sources, SOURCE, _At(place, number))
    yield from _grounds(question, (*route, "rule"))


def _grounds(question: Question, route: Route) -> Iterator[Finding]:
    rule = question.rule
    if rule.standing in {Standing.OFFICIAL, Standing.LOCAL} and not rule.source:
        params = {"standing": rule.standing.value}
        yield Finding("SOURCE_MISSING", route, question.number, Severity.WARNING, params)
    if rule.standing is Standing.INFERRED and rule.note is None:
        yield Finding("NOTE_MISSING", route, question.number, Severity.WARNING)


def _sources(edition: Edition) -> Iterator[tuple[Route, str]]:
    for field in ("grades", "stages", "anomalies"):
        for index, part in enumerate(getattr(edition, field)):
            yield (field, index, "source"), part.source
    parts: list[tuple[Route, Strand | Indicator]] = [*walk_strands(edition), *walk_indicators(edition)]
    for route, part in parts:
        yield (*route, "source"), part.source
        for index, anomaly in enumerate(part.anomalies):
            yield (*route, "anomalies", index, "source"), anomaly.source


def _split(source: str) -> list[str]:
    return [code.strip() for code in source.split("+")] if source else []


def _missing(names: Iterable[str], known: Iterable[str], what: Text, at: _At) -> Iterator[Finding]:
    known = frozenset(known)
    for name in names:
        if name not in known:
            params = {"what": what, "text": name, **nearest(name, known)}
            yield Finding("UNKNOWN_REFERENCE", at.route, at.question, params=params)
