"""From facts to an answer of the question's kind: pure, and silent where nothing is known.

`docs/methods/facts.md` works every form out with numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol, TypeVar

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.fact_overlay import (
    Binding,
    ChangeForm,
    CodesForm,
    Form,
    ItemsForm,
    MarkForm,
    NumberForm,
    Params,
    RowsForm,
    ShareForm,
    StepsForm,
)
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.parsing import MAX_ROWS, MAX_TEXT, parse_value
from paripurna.core.instrument.values import (
    AnswerValue,
    Change,
    Chosen,
    Counted,
    Measured,
    Rows,
    Share,
    Ticked,
    dump_value,
    is_empty,
)

WHOLE, EARLIER = "", "earlier"
SMALLEST = Decimal("0.000001")  # what an answer can hold
CENT = Decimal("0.01")
S = TypeVar("S")


class Known(Protocol):
    """What a fact tells: `platform.facts.types.Fact` and whatever looks like it."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def numerator(self) -> Decimal | None: ...
    @property
    def denominator(self) -> Decimal | None: ...
    @property
    def code(self) -> str: ...
    @property
    def rows(self) -> Sequence[Mapping[str, str]]: ...


Facts = Mapping[str, Known]
"""Part of the answer → fact: WHOLE, EARLIER, or the code of a checklist's item."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One fact that a binding asks for, `years` before the period of the sheet."""

    part: str
    params: Params
    years: int = 0


def list_wishes(binding: Binding, form: Form) -> tuple[Wish, ...]:
    """This function will return every fact that the answer needs."""
    if isinstance(form, ItemsForm):
        return tuple(Wish(each.item, {**binding.params, **each.params}) for each in form.items)
    whole = Wish(WHOLE, binding.params)
    return (whole, Wish(EARLIER, binding.params, form.years)) if isinstance(form, ChangeForm) else (whole,)


def build_answer(question: Question, form: Form, facts: Facts) -> AnswerValue | None:
    """This function will return the answer that the facts give, or None where they know nothing or it does not fit.

    No row and no ticked item are not an answer, as when people give it. A city may change a question's options in a
    local revision: an answer that the rule cannot read is none.
    """
    value = _BUILDERS[type(form)](form, facts, question)
    if value is None or is_empty(data := dump_value(value)):
        return None
    try:
        return parse_value(question.rule, data)
    except BadValue:
        return None


def _choose_by_steps(form: StepsForm, facts: Facts, _question: Question) -> Chosen | None:
    step = _reach(form.steps, facts[WHOLE].value, lambda each: each.at_least)
    return None if step is None else Chosen(step.option)


def _choose_by_code(form: CodesForm, facts: Facts, _question: Question) -> Chosen | None:
    fact = facts[WHOLE]
    if fact.value is None:
        return None
    return Chosen(form.options.get(fact.code, form.otherwise))


def _tick(form: ItemsForm, facts: Facts, _question: Question) -> Ticked | None:
    values = {each.item: facts[each.item].value for each in form.items}
    if all(value is None for value in values.values()):
        return None
    return Ticked(frozenset(each.item for each in form.items if (values[each.item] or 0) >= each.at_least))


def _measure(form: NumberForm, facts: Facts, question: Question) -> Measured | Counted | None:
    value = _scale(facts[WHOLE].value, form.scale)
    if value is None:
        return None
    return Counted(int(value)) if question.rule.kind == "count" else Measured(value)


def _share(_form: ShareForm, facts: Facts, _question: Question) -> Share | None:
    fact = facts[WHOLE]
    return Share(fact.numerator, fact.denominator) if fact.numerator is not None and fact.denominator else None


def _change(form: ChangeForm, facts: Facts, question: Question) -> Change | None:
    current, earlier = (_scale(facts[part].value, form.scale) for part in (WHOLE, EARLIER))
    return None if current is None else Change(current, earlier, None)


def _list_rows(form: RowsForm, facts: Facts, _question: Question) -> Rows | None:
    fact = facts[WHOLE]
    if fact.value is None:
        return None
    groups: dict[str, list[Mapping[str, str]]] = {}
    for index, row in enumerate(fact.rows):
        groups.setdefault(row.get(form.distinct) or f"#{index}", []).append(row)
    rows = (
        {to: _join(row.get(come, "") for row in group) for to, come in form.columns.items()}
        for group in groups.values()
    )
    return Rows(tuple(rows)[:MAX_ROWS])


def _mark(form: MarkForm, facts: Facts, question: Question) -> Measured | None:
    value = facts[WHOLE].value
    if value is None:
        return None
    if form.full_at is not None:
        part = min(max(value / form.full_at, Decimal(0)), Decimal(1))
        return Measured((question.max_points * part).quantize(CENT, ROUND_HALF_UP))
    step = _reach(form.steps, value, lambda each: each.at_least)
    return Measured(min(step.points, question.max_points) if step else Decimal(0))


_BUILDERS: Mapping[type, Callable[[Any, Facts, Question], AnswerValue | None]] = {
    StepsForm: _choose_by_steps,
    CodesForm: _choose_by_code,
    ItemsForm: _tick,
    NumberForm: _measure,
    ShareForm: _share,
    ChangeForm: _change,
    RowsForm: _list_rows,
    MarkForm: _mark,
}


def _reach(steps: Iterable[S], value: Decimal | None, limit: Callable[[S], Decimal]) -> S | None:
    reached = [step for step in steps if value is not None and value >= limit(step)]
    return max(reached, key=limit, default=None)


def _scale(value: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if value is None else (value * scale).quantize(SMALLEST, ROUND_HALF_UP)


def _join(cells: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:MAX_TEXT]
