"""A city's own revision of an edition: named rules and maxima are replaced, and the result is an edition of its own.

A revision is data: a list of changes over a base that is never touched. Its version says so: `1+balikpapan.1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

from paripurna.core.instrument.checker import check_edition
from paripurna.core.instrument.checks.walk import nearest
from paripurna.core.instrument.model import Edition, Indicator, Question, Source, Strand
from paripurna.core.instrument.problem import EditionError, Finding, Places, Severity
from paripurna.core.instrument.rules import Band, Option, Points, Rule
from paripurna.core.instrument.text import Label, Part, Standing


class RuleChange(Part):
    """What changes about one question; what is None stays as it is. `options` and `bands` replace those of its rule.

    `source` is a code of the edition's sources (or of the sources that the revision adds).
    """

    question: str
    source: str
    standing: Standing = Standing.LOCAL
    rule: Rule | None = None
    options: tuple[Option, ...] | None = None
    bands: tuple[Band, ...] | None = None
    max_points: Points | None = None
    label: Label | None = None
    evidence: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None
    replaces_official: bool = False


class MaximumChange(Part):
    """Another maximum for an indicator (its number) or a strand (its code), as an official form may bring."""

    part: str
    max_points: Points
    source: str
    standing: Standing = Standing.LOCAL


Change = RuleChange | MaximumChange
P = TypeVar("P", Strand, Indicator)


def apply_revision(base: Edition, changes: Sequence[Change], *, local: str, sources: Sequence[Source] = ()) -> Edition:
    """This function will return `base` with the changes, as version `<base>+<local>.<n>`. Raises `EditionError`.

    The result must pass the checker; what it complains about is raised in its words.
    """
    refused = [Places().tell(finding) for finding in _refuse(base, changes)]
    if refused:
        raise EditionError(refused)
    revised = base.model_copy(
        update={
            "version": next_version(base.version, local),
            "sources": (*base.sources, *sources),
            "strands": tuple(_revise_strand(strand, _by_key(changes)) for strand in base.strands),
        }
    )
    revised = Edition.model_validate(revised.model_dump())
    errors = [problem for problem in check_edition(revised) if problem.severity is Severity.ERROR]
    if errors:
        raise EditionError(errors)
    return revised


def next_version(version: str, local: str) -> str:
    """This function will return the version after `version` in the local line: "1" → "1+local.1" → "1+local.2"."""
    official, _, own = version.partition("+")
    match = re.fullmatch(rf"{re.escape(local)}\.([0-9]+)", own)
    return f"{official}+{local}.{int(match[1]) + 1 if match else 1}"


def _by_key(changes: Sequence[Change]) -> dict[tuple[type, str], Change]:
    return {(type(change), _key(change)): change for change in changes}


def _key(change: Change) -> str:
    return change.question if isinstance(change, RuleChange) else change.part


def _refuse(base: Edition, changes: Sequence[Change]) -> Iterator[Finding]:
    seen: set[tuple[type, str]] = set()
    for change in changes:
        key = _key(change)
        if (type(change), key) in seen:
            yield Finding("CHANGED_TWICE", (), key, params={"text": key})
        seen.add((type(change), key))
        if change.standing not in {Standing.LOCAL, Standing.OFFICIAL}:
            yield Finding("STANDING_NOT_ALLOWED", (), key, params={"text": change.standing.value})
        if isinstance(change, RuleChange):
            yield from _refuse_question(base, change)
        else:
            yield from _refuse_part(base, change)


def _refuse_question(base: Edition, change: RuleChange) -> Iterator[Finding]:
    number = change.question
    question = base.question_by_number.get(number)
    if question is None:
        params = {"text": number, "expected": base.reference, **nearest(number, base.question_by_number)}
        yield Finding("QUESTION_UNKNOWN", (), number, params=params)
        return
    if question.rule.standing is Standing.OFFICIAL and _changes_points(change) and not change.replaces_official:
        yield Finding("OFFICIAL_RULE", (), number, params={"text": number})
    if _revise_question(question, change) == question:
        yield Finding("NOTHING_CHANGED", (), number, params={"text": number})
    for field in ("options", "bands"):
        rule = change.rule or question.rule
        if getattr(change, field) is not None and field not in type(rule).model_fields:
            yield Finding("CHANGE_DOES_NOT_FIT", (), number, params={"field": field, "text": rule.kind})


def _refuse_part(base: Edition, change: MaximumChange) -> Iterator[Finding]:
    known = {part.number for part in base.indicators} | {part.code for part in base.strands}
    if change.part not in known:
        params = {"text": change.part, "expected": base.reference, **nearest(change.part, known)}
        yield Finding("PART_UNKNOWN", (), change.part, params=params)


def _changes_points(change: RuleChange) -> bool:
    return any(value is not None for value in (change.rule, change.options, change.bands, change.max_points))


def _revise_strand(strand: Strand, changes: dict[tuple[type, str], Change]) -> Strand:
    indicators = tuple(_revise_indicator(indicator, changes) for indicator in strand.indicators)
    return _revise_maximum(strand.model_copy(update={"indicators": indicators}), strand.code, changes)


def _revise_indicator(indicator: Indicator, changes: dict[tuple[type, str], Change]) -> Indicator:
    questions = []
    for question in indicator.questions:
        change = changes.get((RuleChange, question.number))
        questions.append(_revise_question(question, change) if isinstance(change, RuleChange) else question)
    return _revise_maximum(indicator.model_copy(update={"questions": tuple(questions)}), indicator.number, changes)


def _revise_maximum(part: P, key: str, changes: dict[tuple[type, str], Change]) -> P:
    change = changes.get((MaximumChange, key))
    if not isinstance(change, MaximumChange):
        return part
    return part.model_copy(
        update={"max_points": change.max_points, "standing": change.standing, "source": change.source}
    )


def _revise_question(question: Question, change: RuleChange) -> Question:
    own = {
        name: value
        for name in ("max_points", "label", "evidence", "roles")
        if (value := getattr(change, name)) is not None and value != getattr(question, name)
    }
    if own:
        own |= {"standing": change.standing, "source": change.source}
    return question.model_copy(update={**own, "rule": _revise_rule(question.rule, change)})


def _revise_rule(rule: Rule, change: RuleChange) -> Rule:
    if change.rule is None and change.options is None and change.bands is None:
        return rule
    inner = {name: value for name in ("options", "bands") if (value := getattr(change, name)) is not None}
    told: dict[str, object] = {"standing": change.standing, "source": change.source}
    if change.rule is None:
        told["note"] = None
    return (change.rule or rule).model_copy(update={**inner, **told})
