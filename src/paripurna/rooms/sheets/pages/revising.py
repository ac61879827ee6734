"""Changes of a local revision as people write them: one question in a form, or everything as YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from paripurna.core.instrument.canonical import to_plain
from paripurna.core.instrument.model import Edition, Question, Source
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.revision import Change, MaximumChange, RuleChange
from paripurna.core.instrument.rules import Rule
from paripurna.core.instrument.yaml_tree import parse_tree
from paripurna.rooms.sheets.local import CHANGE, RevisionContent
from paripurna.rooms.sheets.pages.rule_form import read_rule
from paripurna.rooms.sheets.typed import current_language, read_points
from paripurna.rooms.sheets.types import SheetError

EDITOR = Path("revisi.yaml")


class BadRevision(SheetError):
    """What was written cannot be read as changes; `lines` say where, what and how to mend it."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(_("The revision cannot be saved like this."))
        self.lines = tuple(lines)


def list_problems(error: EditionError) -> tuple[str, ...]:
    """This function will say what the checker found, one line a problem, in the language of the page."""
    return tuple(problem.in_language(current_language()) for problem in error.problems)


def parse_content(text: str) -> RevisionContent:
    """This function will read the YAML of the editor. Raises `BadRevision`."""
    tree = parse_tree(text, EDITOR)
    if tree.problems:
        raise BadRevision([problem.in_language(current_language()) for problem in tree.problems])
    data: Any = tree.data or {}
    lines: list[str] = []
    changes = _validate_all(data.get("changes") or [], CHANGE.validate_python, "changes", lines)
    sources = _validate_all(data.get("sources") or [], Source.model_validate, "sources", lines)
    lines += [
        _("“%(field)s” is not known here.") % {"field": name} for name in data if name not in {"changes", "sources"}
    ]
    if lines:
        raise BadRevision(lines)
    return RevisionContent(tuple(changes), tuple(sources))


def _validate_all(rows: Any, validate: Any, name: str, lines: list[str]) -> list[Any]:
    if not isinstance(rows, list):
        lines.append(_("“%(field)s” must be a list.") % {"field": name})
        return []
    return [found for at, row in enumerate(rows) if (found := _validate(row, validate, f"{name}.{at + 1}", lines))]


def _validate(row: Any, validate: Any, place: str, lines: list[str]) -> Any:
    try:
        return validate(row)
    except ValidationError as error:
        lines.extend(f"{place}.{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()[:5])
        return None


def read_question_change(
    edition: Edition, question: Question, kind: str, post: Mapping[str, str]
) -> tuple[list[Change], list[Source]]:
    """This function will read the form of one question: its change, those of the maxima above, and a new source.

    Raises `BadAnswer` for a number that is none and `BadRevision` for a rule that cannot be.
    """
    source, added = _read_source(edition, post)
    lines: list[str] = []
    fields: dict[str, Any] = {"question": question.number, "source": source, "rule": read_rule(kind, post)}
    fields["rule"] |= {"source": source, **_keep_texts(question.rule, fields["rule"])}
    if post.get("max_points", "").strip():
        fields["max_points"] = read_points(post["max_points"], "max_points")
    if post.get("label", "").strip():
        fields["label"] = {**to_plain_label(question), "id": post["label"].strip()}
    fields["replaces_official"] = post.get("replaces_official") == "1"
    change = _validate(fields, RuleChange.model_validate, question.number, lines)
    if lines:
        raise BadRevision(lines)
    return [change, *_read_maxima(edition, question, source, post)], added


def _keep_texts(rule: Rule, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Texts whose Indonesian side was left as it is keep their English side, which the form does not show."""
    if rule.kind != typed["kind"]:
        return {}
    known = {text["id"]: text for text in _list_texts(to_plain(rule))}
    return {
        name: _with_english(value, known) for name, value in typed.items() if name not in {"kind", "source", "unit"}
    }


def _list_texts(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if "id" in value and set(value) <= {"id", "en"}:
            yield value
        for inner in value.values():
            yield from _list_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _list_texts(inner)


def _with_english(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list):
        return [{**row, "label": known.get(row["label"], row["label"])} if "label" in row else row for row in value]
    return value


def to_plain_label(question: Question) -> Mapping[str, Any]:
    plain: Any = to_plain(question.label)
    return plain if isinstance(plain, Mapping) else {}


def _read_source(edition: Edition, post: Mapping[str, str]) -> tuple[str, list[Source]]:
    """The code of a known source, or a new source with a code of its own."""
    text = post.get("source_text", "").strip()
    if not text:
        return post.get("source", ""), []
    known = {source.code for source in edition.sources}
    code = next(code for number in range(1, 1000) if (code := f"L{number}") not in known)
    return code, [Source(code=code, text=text)]


def _read_maxima(edition: Edition, question: Question, source: str, post: Mapping[str, str]) -> list[MaximumChange]:
    """A changed maximum of the indicator or the strand above the question."""
    changes = []
    for strand in edition.strands:
        for indicator in strand.indicators:
            if question in indicator.questions:
                for part, now, name in (
                    (indicator.number, indicator.max_points, "indicator_max"),
                    (strand.code, strand.max_points, "strand_max"),
                ):
                    wanted = read_points(post[name], name) if post.get(name, "").strip() else now
                    if wanted != now:
                        changes.append(MaximumChange(part=part, max_points=wanted, source=source))
    return changes


def put_changes(content: RevisionContent, changes: Sequence[Change], sources: Sequence[Source]) -> RevisionContent:
    """This function will return the content with these changes in place of earlier ones of the same parts."""
    keys = {_key(change) for change in changes}
    kept = [change for change in content.changes if _key(change) not in keys]
    return RevisionContent((*kept, *changes), (*content.sources, *sources))


def drop_change(content: RevisionContent, key: str) -> RevisionContent:
    """This function will return the content without the change of that question or part."""
    return RevisionContent(tuple(change for change in content.changes if _key(change) != key), content.sources)


def _key(change: Change) -> str:
    return change.question if isinstance(change, RuleChange) else f"max:{change.part}"
