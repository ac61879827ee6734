"""What changed between two editions, part by part and field by field, readable by people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.sentences import plain
from paripurna.core.instrument.text import Part, Text


class PartKind(StrEnum):
    """What kind of part changed."""

    EDITION = "EDITION"
    GRADE = "GRADE"
    STAGE = "STAGE"
    ROLE = "ROLE"
    EVIDENCE = "EVIDENCE"
    THEME = "THEME"
    SOURCE = "SOURCE"
    STRAND = "STRAND"
    INDICATOR = "INDICATOR"
    QUESTION = "QUESTION"


class ChangeKind(StrEnum):
    """What happened to it."""

    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"


_PARTS: dict[PartKind, Text] = {
    PartKind.EDITION: Text(id="edisi", en="edition"),
    PartKind.GRADE: Text(id="predikat", en="grade"),
    PartKind.STAGE: Text(id="tahapan", en="stage"),
    PartKind.ROLE: Text(id="peran", en="role"),
    PartKind.EVIDENCE: Text(id="jenis bukti", en="kind of evidence"),
    PartKind.THEME: Text(id="tema", en="theme"),
    PartKind.SOURCE: Text(id="sumber", en="source"),
    PartKind.STRAND: Text(id="bagian", en="strand"),
    PartKind.INDICATOR: Text(id="indikator", en="indicator"),
    PartKind.QUESTION: Text(id="pertanyaan", en="question"),
}

_SENTENCES: dict[ChangeKind, Text] = {
    ChangeKind.ADDED: Text(id="+ {part} {key}: {new}", en="+ {part} {key}: {new}"),
    ChangeKind.REMOVED: Text(id="- {part} {key}: {old}", en="- {part} {key}: {old}"),
    ChangeKind.CHANGED: Text(
        id="~ {part} {key}: {field} dari “{old}” menjadi “{new}”",
        en="~ {part} {key}: {field} from “{old}” to “{new}”",
    ),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. `old` and `new` are spelled for people; for a whole part they are its label."""

    part: PartKind
    key: str
    change: ChangeKind
    field: str = ""
    old: str = ""
    new: str = ""

    def in_language(self, language: str) -> str:
        """This function will return one line: what happened to which part, from what to what."""
        words = {"part": _PARTS[self.part].in_language(language), "key": self.key, "field": self.field}
        return _SENTENCES[self.change].in_language(language).format(old=self.old or "—", new=self.new or "—", **words)


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """All differences from `old` to `new` (references), in the order of the form."""

    old: str
    new: str
    differences: tuple[Difference, ...]

    @property
    def added(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if each.change is ChangeKind.ADDED)

    @property
    def removed(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if each.change is ChangeKind.REMOVED)

    @property
    def changed(self) -> tuple[Difference, ...]:
        return tuple(each for each in self.differences if each.change is ChangeKind.CHANGED)


def diff_editions(old: Edition, new: Edition) -> EditionDiff:
    """This function will return what was added, removed and changed from `old` to `new`."""
    before, after = _parts(old), _parts(new)
    found: list[Difference] = []
    for (kind, key), fields in before.items():
        if (kind, key) in after:
            found += _changed(kind, key, fields, after[kind, key])
        else:
            found.append(Difference(kind, key, ChangeKind.REMOVED, old=_name(fields)))
    for (kind, key), fields in after.items():
        if (kind, key) not in before:
            found.append(Difference(kind, key, ChangeKind.ADDED, new=_name(fields)))
    return EditionDiff(old.reference, new.reference, tuple(found))


_CHILDREN = {"strands", "indicators", "questions"}
_LISTS = {
    "grades": PartKind.GRADE,
    "stages": PartKind.STAGE,
    "roles": PartKind.ROLE,
    "evidence_kinds": PartKind.EVIDENCE,
    "themes": PartKind.THEME,
    "sources": PartKind.SOURCE,
}

Fields = dict[str, str]


def _parts(edition: Edition) -> dict[tuple[PartKind, str], Fields]:
    """Every part by kind and key, as flat fields; a part knows which part it stands in, so that a move shows."""
    parts = {(PartKind.EDITION, edition.id): _fields(edition, without=_CHILDREN | set(_LISTS))}
    for name, kind in _LISTS.items():
        parts |= {(kind, part.code): _fields(part) for part in getattr(edition, name)}
    for strand in edition.strands:
        parts[PartKind.STRAND, strand.code] = _fields(strand, without=_CHILDREN)
        for indicator in strand.indicators:
            own = {"strand": strand.code, **_fields(indicator, without=_CHILDREN)}
            parts[PartKind.INDICATOR, indicator.number] = own
            for question in indicator.questions:
                parts[PartKind.QUESTION, question.number] = {"indicator": indicator.number, **_fields(question)}
    return parts


def _fields(part: Part, without: set[str] | None = None) -> Fields:
    names = [name for name in type(part).model_fields if name not in (without or set())]
    return {route: text for name in names for route, text in _flatten(getattr(part, name), name)}


def _flatten(value: object, route: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _flatten(getattr(value, name), f"{route}.{name}")
    elif isinstance(value, tuple) and any(isinstance(element, Part) for element in value):
        for index, element in enumerate(value, start=1):
            yield from _flatten(element, f"{route}.{getattr(element, 'code', index)}")
    else:
        yield route, _spell(value)


def _spell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(str(element) for element in value)
    if isinstance(value, Decimal):
        return plain(value)
    return str(value.value) if isinstance(value, Enum) else str(value)


def _changed(kind: PartKind, key: str, old: Fields, new: Fields) -> Iterator[Difference]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Difference(kind, key, ChangeKind.CHANGED, name, before, after)


def _name(fields: Mapping[str, str]) -> str:
    return fields.get("label.id") or fields.get("text", "")
