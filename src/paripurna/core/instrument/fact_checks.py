"""Is an overlay of facts sound? Everything that it names exists, and every question is answered by somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from paripurna.core.instrument.checks.walk import nearest
from paripurna.core.instrument.fact_answer import list_wishes
from paripurna.core.instrument.fact_overlay import (
    FILE,
    FITS,
    Binding,
    CodesForm,
    FactOverlay,
    Form,
    ItemsForm,
    MarkForm,
    NamedForm,
    Params,
    RowsForm,
    StepsForm,
    read_fact_overlay,
)
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.overlay import OVERLAYS
from paripurna.core.instrument.problem import Finding, Problem, Route, Severity
from paripurna.core.instrument.rules import ChecklistRule, ChoiceRule, MatrixRule
from paripurna.core.instrument.text import Text

CheckParams = Callable[[Params], Iterable[tuple[str, str]]]
"""Parameters → what is wrong with them: the field and the reason."""
Sources = Mapping[str, CheckParams]

SOURCE = Text(id="Sumber fakta", en="The source of facts")
QUESTION = Text(id="Pertanyaan", en="The question")
FORM = Text(id="Bentuk jawaban", en="The form")
OPTION = Text(id="Pilihan", en="The option")
ITEM = Text(id="Butir", en="The item")
COLUMN = Text(id="Kolom", en="The column")


class _At(NamedTuple):
    """Where something stands, and of which question."""

    route: Route
    number: str = ""

    def inside(self, *steps: str | int) -> _At:
        return _At((*self.route, *steps), self.number)


def check_fact_overlay(edition: Edition, sources: Sources, root: Path = OVERLAYS) -> tuple[Problem, ...]:
    """This function will return everything that is wrong with the edition's overlay, if it has one, in the order of its lines."""
    file = root / edition.id / FILE
    if not file.exists():
        return ()
    reading = read_fact_overlay(file, edition.id)
    if reading.overlay is None:
        return reading.problems
    findings = [*_check_bindings(reading.overlay, edition, sources), *_check_people(reading.overlay, edition)]
    return tuple(sorted(map(reading.places.tell, findings), key=lambda problem: problem.line or 0))


def _check_bindings(overlay: FactOverlay, edition: Edition, sources: Sources) -> Iterator[Finding]:
    for number, binding in overlay.bindings.items():
        at = _At(("bindings", number), number)
        question = edition.question_by_number.get(number)
        if question is None:
            yield from _missing([number], edition.question_by_number, QUESTION, at)
            continue
        yield from _missing([binding.source], sources, SOURCE, at.inside("source"), code="SOURCE_UNKNOWN")
        form = overlay.find_form(binding)
        if form is None:
            yield from _missing([_name_of(binding)], overlay.forms, FORM, at.inside("answer"))
            continue
        yield from _check_form(form, question, at.inside("answer"))
        if binding.source in sources:
            yield from _check_params(binding, form, sources[binding.source], at.inside("params"))


def _name_of(binding: Binding) -> str:
    return binding.answer.name if isinstance(binding.answer, NamedForm) else binding.answer.give


def _check_form(form: Form, question: Question, at: _At) -> Iterator[Finding]:
    if question.rule.kind not in FITS[form.give]:
        yield Finding("FORM_DOES_NOT_FIT", *at, params={"form": form.give, "kind": question.rule.kind})
        return
    what, named, known = _list_names(form, question)
    yield from _missing(named, known, what, at)
    if isinstance(form, MarkForm):
        yield from _check_mark(form, question, at)


def _list_names(form: Form, question: Question) -> tuple[Text, Iterable[str], Iterable[str]]:
    rule = question.rule
    if isinstance(rule, ChoiceRule):
        return OPTION, _list_options(form), [option.code for option in rule.options]
    if isinstance(rule, ChecklistRule) and isinstance(form, ItemsForm):
        return ITEM, [each.item for each in form.items], [item.code for item in rule.items]
    if isinstance(rule, MatrixRule) and isinstance(form, RowsForm):
        return COLUMN, form.columns, [column.code for column in rule.columns]
    return OPTION, (), ()


def _list_options(form: Form) -> list[str]:
    if isinstance(form, StepsForm):
        return [step.option for step in form.steps]
    return [*form.options.values(), form.otherwise] if isinstance(form, CodesForm) else []


def _check_mark(form: MarkForm, question: Question, at: _At) -> Iterator[Finding]:
    if bool(form.steps) == (form.full_at is not None):
        yield Finding("MARK_NEEDS_ONE_RULE", *at)
    for step in form.steps:
        if step.points > question.max_points:
            params = {"points": step.points, "maximum": question.max_points}
            yield Finding("MARK_ABOVE_MAXIMUM", *at, params=params)


def _check_params(binding: Binding, form: Form, check: CheckParams, at: _At) -> Iterator[Finding]:
    for wish in list_wishes(binding, form):
        for field, reason in check(wish.params):
            params = {"source": binding.source, "field": field, "reason": reason}
            yield Finding("BAD_PARAMS", *at.inside(field), params=params)


def _check_people(overlay: FactOverlay, edition: Edition) -> Iterator[Finding]:
    manual: set[str] = set()
    for index, group in enumerate(overlay.manual):
        at = _At(("manual", index, "questions"))
        yield from _missing(group.questions, edition.question_by_number, QUESTION, at)
        for number in group.questions:
            if number in manual or number in overlay.bindings:
                yield Finding("ANSWERED_TWICE", at.route, number, params={"text": number})
            manual.add(number)
    for number in edition.question_by_number:
        if number not in manual and number not in overlay.bindings:
            yield Finding("ANSWERED_BY_NOBODY", ("bindings",), number, Severity.WARNING, {"text": number})


def _missing(
    names: Iterable[str], known: Iterable[str], what: Text, at: _At, *, code: str = "UNKNOWN_REFERENCE"
) -> Iterator[Finding]:
    known = list(known)
    for name in dict.fromkeys(names):
        if name not in known:
            yield Finding(code, *at, params={"what": what, "text": name, **nearest(name, known)})
