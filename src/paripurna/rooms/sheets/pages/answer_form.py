"""The form of an answer as a template draws it: one shape for every kind, filled with what was typed or stored."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument import rules
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.parsing import NUMBER_FIELDS
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.sheets.typed import BLANK_ROWS, Typed, current_language
from paripurna.rooms.sheets.types import BadAnswer
from paripurna.rooms.sheets.wording import FIELD_LABELS


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a choice or an item of a checklist."""

    code: str
    label: str
    points: str
    is_chosen: bool
    is_mandatory: bool = False


@dataclass(frozen=True, slots=True)
class NumberField:
    name: str
    label: Promise | str
    unit: str
    value: str
    help: Promise | str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    label: str
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """`errors` maps a field ("" for the whole) to a sentence."""

    kind: str
    note: str
    revision: int
    nonce: str
    key: str = ""  # sets the ids of this form apart from those of another on the same page
    errors: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    numbers: tuple[NumberField, ...] = ()
    columns: tuple[tuple[str, bool], ...] = ()  # label, is required
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def template(self) -> str:
        return f"sheets/kinds/{'numbers' if self.kind in NUMBER_FIELDS else self.kind}.html"

    @property
    def has_choice(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


def build_form(
    question: Question,
    typed: Typed,
    *,
    note: str,
    revision: int,
    errors: Mapping[str, str] | None = None,
    nonce: str = "",
    key: str = "",
) -> AnswerForm:
    """This function will build the form of a question, filled with `typed`."""
    rule = question.rule
    parts = _PARTS.get(rule.kind, _list_numbers)(question, typed, errors or {})
    return AnswerForm(
        kind=rule.kind,
        note=note,
        revision=revision,
        nonce=nonce or secrets.token_urlsafe(16),
        key=key,
        errors=errors or {},
        **parts,
    )


def _list_options(question: Question, typed: Typed, _errors: Mapping[str, str]) -> dict[str, Any]:
    language, chosen = current_language(), typed.get("option", "")
    options = (
        Choice(option.code, option.label.in_language(language), _points(option.points), option.code == chosen)
        for option in question.rule.options  # type: ignore[union-attr]
    )
    return {"choices": tuple(options)}


def _list_items(question: Question, typed: Typed, _errors: Mapping[str, str]) -> dict[str, Any]:
    language, ticked = current_language(), set(typed.get("items", ()))
    items = (
        Choice(item.code, item.label.in_language(language), _points(item.points), item.code in ticked, item.mandatory)
        for item in question.rule.items  # type: ignore[union-attr]
    )
    return {"choices": tuple(items)}


def _list_rows(question: Question, typed: Typed, errors: Mapping[str, str]) -> dict[str, Any]:
    columns = question.rule.columns  # type: ignore[union-attr]
    language = current_language()
    filled = list(typed.get("rows", ()))
    blank: list[dict[str, str]] = [{}] * max(1, BLANK_ROWS - len(filled))
    rows = tuple(
        tuple(
            Cell(
                f"rows.{number}.{column.code}",
                column.label.in_language(language),
                cells.get(column.code, ""),
                errors.get(f"rows.{number + 1}.{column.code}", ""),
            )
            for column in columns
        )
        for number, cells in enumerate([*filled, *blank])
    )
    heads = tuple((column.label.in_language(language), column.required) for column in columns)
    return {"columns": heads, "rows": rows}


def _list_numbers(question: Question, typed: Typed, errors: Mapping[str, str]) -> dict[str, Any]:
    rule = question.rule
    fields = (
        NumberField(name, *_labelled(question, name), typed.get(name, ""), _HELP.get(name, ""), errors.get(name, ""))
        for name in NUMBER_FIELDS[rule.kind]
    )
    return {"numbers": tuple(fields)}


def _labelled(question: Question, name: str) -> tuple[Promise | str, str]:
    rule, language = question.rule, current_language()
    if isinstance(rule, rules.FreeRule):
        return _("Mark"), str(_("of %(maximum)s points") % {"maximum": _points(question.max_points)})
    if isinstance(rule, rules.RatioRule):
        own = getattr(rule, name)
        return (own.in_language(language) if own else FIELD_LABELS[name]), ""
    if name == "reference" and isinstance(rule, rules.TrendRule) and rule.reference_label:
        return rule.reference_label.in_language(language), rule.unit
    return FIELD_LABELS[name], getattr(rule, "unit", "")


def say_error(question: Question, error: BadAnswer) -> str:
    """This function will tell what is wrong with a field by the label that stands above it, not by its name in the data."""
    sentence, field = str(error.sentence), error.field
    if field not in NUMBER_FIELDS.get(question.rule.kind, ()):
        return sentence
    return sentence.replace(f"“{field}”", f"“{_labelled(question, field)[0]}”")


def _points(value: Any) -> str:
    return format_points(value, current_language())


_HELP: Mapping[str, Promise] = {
    "earlier": _("The same figure one period before, from the same source."),
    "reference": _("Leave empty where there is none."),
}
_PARTS: Mapping[str, Callable[[Question, Typed, Mapping[str, str]], dict[str, Any]]] = {
    "choice": _list_options,
    "checklist": _list_items,
    "matrix": _list_rows,
}
