"""The sources, the bindings and what people answer, as Markdown for the reference, so that the page cannot lag behind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import override

from paripurna.core.instrument.fact_overlay import FactOverlay, MarkForm, get_fact_overlay
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.sentences import plain
from paripurna.core.instrument.shelf import list_editions
from paripurna.platform.facts.registry import list_sources
from paripurna.platform.facts.types import FactSource
from paripurna.rooms.sheets.live.binding import BoundQuestion, list_bound

START, END = "<!-- facts -->", "<!-- /facts -->"


def renew_fact_reference(page: str) -> str:
    """This function will return the page with everything between its marks written anew, in English."""
    before, _start, rest = page.partition(START)
    _old, _end, after = rest.partition(END)
    with override("en"):
        written = "\n".join([*_write_sources(), *(line for each in list_editions() for line in _write_edition(each))])
    return f"{before}{START}\n{written}\n{END}{after}"


def _write_sources() -> Iterator[str]:
    yield "## Sources\n"
    yield "| source | what it tells | parameters | changes with |\n|---|---|---|---|"
    for source in list_sources():
        yield f"| `{source.name}` | {_cell(source.sentence)} | {_write_params(source)} | `{source.group}` |"


def _write_params(source: FactSource) -> str:
    schema = source.params.model_json_schema()
    wanted = set(schema.get("required", ()))
    names = [f"`{name}`" if name in wanted else f"`{name}`?" for name in schema.get("properties", {})]
    return ", ".join(names) or "–"


def _write_edition(edition: Edition) -> Iterator[str]:
    overlay, bound = get_fact_overlay(edition), list_bound(edition)
    if not bound and not overlay.manual:
        return
    points = _add(each.question for each in bound.values())
    yield f"\n## {edition.reference}\n"
    yield f"{len(bound)} of {len(edition.questions)} questions, worth {plain(points)} points at most, are bound to a source.\n"
    yield "| source | questions | points |\n|---|---:|---:|"
    for source in sorted({each.binding.source for each in bound.values()}):
        questions = [each.question for each in bound.values() if each.binding.source == source]
        yield f"| `{source}` | {len(questions)} | {plain(_add(questions))} |"
    yield "\n### Bound questions\n"
    yield "| question | | source and parameters | form | standing |\n|---|---|---|---|---|"
    yield from (_write_bound(each) for each in bound.values())
    yield from _write_people(edition, overlay)


def _write_bound(bound: BoundQuestion) -> str:
    question, binding = bound.question, bound.binding
    params = f" `{json.dumps(binding.params, ensure_ascii=False)}`" if binding.params else ""
    rule = f": {_cell(bound.form.rule.in_language('en'))}" if isinstance(bound.form, MarkForm) else ""
    source = f"`{binding.source}`{params}"
    return f"| {question.number} | {_label(question)} | {source} | {bound.form.give}{rule} | {binding.standing} |"


def _write_people(edition: Edition, overlay: FactOverlay) -> Iterator[str]:
    yield "\n### Answered by people, and why\n"
    for group in overlay.manual:
        questions = [edition.question_by_number[number] for number in group.questions]
        yield f"**{group.why.in_language('en')}** {len(questions)} questions, {plain(_add(questions))} points.\n"
        yield from (f"- {question.number} {_label(question)}" for question in questions)
        yield ""
    open_ones = [q for q in edition.questions if q.number not in overlay.bindings and not _is_manual(overlay, q)]
    if open_ones:
        yield f"**Not bound yet.** {len(open_ones)} questions, {plain(_add(open_ones))} points.\n"
        yield from (f"- {question.number} {_label(question)}" for question in open_ones)


def _is_manual(overlay: FactOverlay, question: Question) -> bool:
    return any(question.number in group.questions for group in overlay.manual)


def _add(questions: Iterable[Question]) -> Decimal:
    return sum((question.max_points for question in questions), Decimal(0))


def _label(question: Question) -> str:
    return _cell(question.label.in_language("en"))


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")
