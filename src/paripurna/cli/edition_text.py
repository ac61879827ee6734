"""An edition, a question and its rule as plain lines for the terminal, in Indonesian or English."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from paripurna.core.instrument import rules
from paripurna.core.instrument.canonical import content_hash
from paripurna.core.instrument.checks.bands import spell_band
from paripurna.core.instrument.model import Edition, EvidenceKind, Indicator, Polarity, Question, Role
from paripurna.core.instrument.sentences import plain
from paripurna.core.instrument.text import Standing, Text

STANDINGS = {
    Standing.OFFICIAL: Text(id="resmi", en="official"),
    Standing.INFERRED: Text(id="disimpulkan", en="inferred"),
    Standing.UNKNOWN: Text(id="belum diketahui", en="unknown"),
    Standing.LOCAL: Text(id="ketetapan daerah", en="local"),
}

POLARITIES = {
    Polarity.MORE_IS_BETTER: Text(id="makin tinggi makin baik", en="more is better"),
    Polarity.LESS_IS_BETTER: Text(id="makin rendah makin baik", en="less is better"),
}

_WORDS = {
    "maximum": Text(id="maksimum", en="maximum"),
    "rule": Text(id="aturan", en="rule"),
    "standing": Text(id="status", en="standing"),
    "source": Text(id="sumber", en="source"),
    "note": Text(id="catatan", en="note"),
    "roles": Text(id="penanggung jawab", en="responsible"),
    "evidence": Text(id="data dukung", en="evidence"),
    "polarity": Text(id="arah", en="polarity"),
    "improved": Text(id="membaik", en="improved"),
    "steady": Text(id="tetap", en="steady"),
    "worsened": Text(id="memburuk", en="worsened"),
    "zero_at": Text(id="nol pada", en="zero at"),
    "full_at": Text(id="penuh pada", en="full at"),
    "anomaly": Text(id="kejanggalan", en="anomaly"),
}


def tell_edition(edition: Edition, language: str) -> Iterator[str]:
    """This function will return the edition as lines: head, grades, and every question below its indicator."""
    yield f"{edition.reference}  {edition.title.in_language(language)}"
    yield f"SHA-256 {content_hash(edition)}"
    if edition.note is not None:
        yield edition.note.in_language(language)
    yield ""
    for grade in edition.grades:
        opening, closing = "[" if grade.low_included else "(", "]" if grade.high_included else ")"
        limits = f"{opening}{plain(grade.low)}; {plain(grade.high)}{closing}"
        yield f"  {limits:<14} {grade.label.in_language(language)}"
    for strand in edition.strands:
        yield ""
        yield f"{strand.code}  {strand.label.in_language(language)}  ({_number(strand.max_points, language)})"
        for indicator in strand.indicators:
            yield from _tell_indicator(indicator, language)


def _tell_indicator(indicator: Indicator, language: str) -> Iterator[str]:
    maximum = _number(indicator.max_points, language)
    yield f"  {indicator.number:<5} {indicator.label.in_language(language)}  ({maximum})"
    for question in indicator.questions:
        rule = f"{question.rule.name.in_language(language)}, {_standing(question.rule.standing, language)}"
        label = question.label.in_language(language)
        yield f"    {question.number:<7} {_number(question.max_points, language):>6}  {label}  · {rule}"


def tell_question(question: Question, edition: Edition, language: str) -> Iterator[str]:
    """This function will return one question as lines: text, who answers with what, and the rule with its grounds."""
    named: tuple[Role | EvidenceKind, ...] = (*edition.roles, *edition.evidence_kinds)
    labels = {part.code: part.label.in_language(language) for part in named}
    yield f"{question.number}  {question.label.in_language(language)}"
    yield _line("maximum", _number(question.max_points, language), language)
    yield _line("polarity", POLARITIES[question.polarity].in_language(language), language)
    yield _line("roles", ", ".join(labels[code] for code in question.roles), language)
    yield _line("evidence", ", ".join(labels[code] for code in question.evidence), language)
    for anomaly in question.anomalies:
        yield _line("anomaly", anomaly.text.in_language(language), language)
    yield _line("rule", question.rule.name.in_language(language), language)
    yield _line("standing", _standing(question.rule.standing, language), language)
    yield _line("source", question.rule.source, language)
    if question.rule.note is not None:
        yield _line("note", question.rule.note.in_language(language), language)
    for points, meaning in tell_steps(question.rule, language):
        yield f"    {_number(points, language):>8}  {meaning}"


def tell_steps(rule: rules.Rule, language: str) -> Iterator[tuple[Decimal, str]]:
    """This function will return what the rule gives for what: points and their meaning."""
    for part in (*getattr(rule, "options", ()), *getattr(rule, "items", ())):
        yield part.points, part.label.in_language(language)
    for band in getattr(rule, "bands", ()):
        yield band.points, spell_band(band)
    for name in ("improved", "steady", "worsened", "zero_at", "full_at"):
        number = getattr(rule, name, None)
        if number is not None:
            yield number, _WORDS[name].in_language(language)


def _line(word: str, text: str, language: str) -> str:
    return f"  {_WORDS[word].in_language(language)}: {text or '–'}"


def _number(number: Decimal, language: str) -> str:
    return plain(number).replace(".", ",") if language == "id" else plain(number)


def _standing(standing: Standing, language: str) -> str:
    return STANDINGS[standing].in_language(language)
