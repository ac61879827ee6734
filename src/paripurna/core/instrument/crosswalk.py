"""From the questions of one edition to those of the next, link by link, as data beside the newer edition.

A file `crosswalk-from-<old id>.yaml` in the newer edition's folder accounts for every old and every new question once.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from paripurna.core.instrument.checks.walk import nearest
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError, Finding, Places, Problem, Route, Severity
from paripurna.core.instrument.shape import explain
from paripurna.core.instrument.text import Label, Part, Text
from paripurna.core.instrument.yaml_tree import read_tree


class LinkKind(StrEnum):
    """How the questions are related."""

    SAME = "SAME"  # same question, same maximum
    RENAMED = "RENAMED"  # another number or wording, same maximum
    RESCALED = "RESCALED"  # same question, another maximum
    SPLIT = "SPLIT"  # one became several
    MERGED = "MERGED"  # several became one
    NEW = "NEW"
    RETIRED = "RETIRED"


class Link(Part):
    """Old and new question numbers that belong together; `confidence` from 0 to 1."""

    kind: LinkKind
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    confidence: Annotated[Decimal, Field(ge=0, le=1)] = Decimal(1)
    note: Label | None = None


class Crosswalk(Part):
    """All links between two editions, named by `id@version`."""

    old: str
    new: str
    links: tuple[Link, ...]


OLD = Text(id="lama", en="old")
NEW = Text(id="baru", en="new")

_SHAPES: dict[LinkKind, tuple[str, str]] = {
    LinkKind.SAME: ("1", "1"),
    LinkKind.RENAMED: ("1", "1"),
    LinkKind.RESCALED: ("1", "1"),
    LinkKind.SPLIT: ("1", "2+"),
    LinkKind.MERGED: ("2+", "1"),
    LinkKind.NEW: ("0", "1"),
    LinkKind.RETIRED: ("1", "0"),
}


def find_crosswalk_file(folder: Path, old: Edition) -> Path | None:
    """This function will return the crosswalk from `old` in the folder of a newer edition, or None."""
    file = folder / f"crosswalk-from-{old.id}.yaml"
    return file if file.exists() else None


def load_crosswalk(file: Path, old: Edition, new: Edition) -> Crosswalk:
    """This function will return the crosswalk in `file`. Raises `EditionError` with every error found."""
    tree = read_tree(file)
    if tree.problems:
        raise EditionError(tree.problems)
    places = Places({route: (str(file), line) for route, line in tree.lines.items()})
    data = tree.data if isinstance(tree.data, dict) else {}
    try:
        crosswalk = Crosswalk.model_validate(data)
    except ValidationError as error:
        raise EditionError(places.tell(finding) for finding in explain(error, data)) from error
    errors = [each for each in check_crosswalk(crosswalk, old, new, places) if each.severity is Severity.ERROR]
    if errors:
        raise EditionError(errors)
    return crosswalk


NOWHERE = Places()


def check_crosswalk(crosswalk: Crosswalk, old: Edition, new: Edition, places: Places = NOWHERE) -> tuple[Problem, ...]:
    """This function will return everything that is wrong or doubtful with the crosswalk between these editions."""
    findings = (
        *_check_names(crosswalk, old, new),
        *_check_links(crosswalk, old, new),
        *_check_accounts([(route, link.old) for route, link in _walk(crosswalk)], old, OLD),
        *_check_accounts([(route, link.new) for route, link in _walk(crosswalk)], new, NEW),
    )
    return tuple(places.tell(finding) for finding in findings)


def _walk(crosswalk: Crosswalk) -> Iterator[tuple[Route, Link]]:
    for index, link in enumerate(crosswalk.links):
        yield ("links", index), link


def _check_names(crosswalk: Crosswalk, old: Edition, new: Edition) -> Iterator[Finding]:
    for field, found, expected in (("old", crosswalk.old, old.reference), ("new", crosswalk.new, new.reference)):
        if found != expected:
            yield Finding("WRONG_EDITION", (field,), params={"found": found, "expected": expected})


def _check_links(crosswalk: Crosswalk, old: Edition, new: Edition) -> Iterator[Finding]:
    for route, link in _walk(crosswalk):
        expected = _SHAPES[link.kind]
        if (_count(link.old), _count(link.new)) != expected:
            found = f"{len(link.old)} → {len(link.new)}"
            params = {"text": link.kind.value, "found": found, "expected": " → ".join(expected)}
            yield Finding("LINK_SHAPE", route, params=params)
        elif len(link.old) == len(link.new) == 1:
            yield from _check_maxima(link, route, old, new)


def _check_maxima(link: Link, route: Route, old: Edition, new: Edition) -> Iterator[Finding]:
    before, after = old.question_by_number.get(link.old[0]), new.question_by_number.get(link.new[0])
    if before is None or after is None:
        return
    params = {"text": after.number, "found": link.kind.value, "old": before.max_points, "new": after.max_points}
    is_equal = before.max_points == after.max_points
    if link.kind is LinkKind.RESCALED and is_equal:
        yield Finding("NOT_RESCALED", route, after.number, Severity.WARNING, params)
    elif link.kind is not LinkKind.RESCALED and not is_equal:
        yield Finding("NOT_THE_SAME", route, after.number, params=params)


def _count(numbers: tuple[str, ...]) -> str:
    return "2+" if len(numbers) > 1 else str(len(numbers))


def _check_accounts(named: list[tuple[Route, tuple[str, ...]]], edition: Edition, side: Text) -> Iterator[Finding]:
    known = edition.question_by_number
    seen: set[str] = set()
    for route, numbers in named:
        for number in numbers:
            params = {"side": side, "text": number, **nearest(number, known)}
            if number not in known:
                yield Finding("NOT_IN_EDITION", route, number, params=params)
            elif number in seen:
                yield Finding("ACCOUNTED_TWICE", route, number, params=params)
            seen.add(number)
    for number in known:
        if number not in seen:
            yield Finding("NOT_ACCOUNTED", ("links",), number, params={"side": side, "text": number})
