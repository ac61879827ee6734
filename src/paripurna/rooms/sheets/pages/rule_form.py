"""The form in which a secretariat writes a rule, put together from the fields that its kind of answer has; reading it changes nothing typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.canonical import to_plain
from paripurna.core.instrument.rules import RULES, Rule
from paripurna.rooms.sheets.typed import read_points
from paripurna.rooms.sheets.wording import number_text

TEXT, NUMBER, TICK = "text", "number", "tick"
BLANKS = 2
MOST = 60


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a rule or a column of one of its tables."""

    name: str
    label: Promise
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """A list inside a rule: options, items, bands, columns. A row without its `key` column is left out."""

    name: str
    label: Promise
    key: str
    columns: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    label: Promise
    kind: str
    value: str  # for a tick: "1" or ""


@dataclass(frozen=True, slots=True)
class FilledTable:
    name: str
    label: Promise
    heads: tuple[Promise, ...]
    rows: tuple[tuple[Input, ...], ...]


@dataclass(frozen=True, slots=True)
class RuleForm:
    kind: str
    inputs: tuple[Input, ...]
    tables: tuple[FilledTable, ...]


CODE, LABEL, POINTS = Field("code", _("Code")), Field("label", _("Text")), Field("points", _("Points"), NUMBER)
FIELDS = {
    field.name: field
    for field in (
        Field("cap", _("At most"), NUMBER),
        Field("unit", _("Unit")),
        Field("numerator", _("Part")),
        Field("denominator", _("Whole")),
        Field("zero_at", _("No points at"), NUMBER),
        Field("full_at", _("Full points at"), NUMBER),
        Field("improved", _("Points when better"), NUMBER),
        Field("steady", _("Points when the same"), NUMBER),
        Field("worsened", _("Points when worse"), NUMBER),
        Field("reference", _("Reference"), NUMBER),
    )
}
TABLES = {
    table.name: table
    for table in (
        Table("options", _("Options"), "label", (CODE, LABEL, POINTS)),
        Table("items", _("Items"), "label", (CODE, LABEL, POINTS, Field("mandatory", _("Mandatory"), TICK))),
        Table("columns", _("Columns"), "label", (CODE, LABEL, Field("required", _("Must be filled"), TICK))),
        Table(
            "bands",
            _("Bands"),
            "points",
            (
                Field("low", _("From"), NUMBER),
                Field("low_included", _("From counts"), TICK),
                Field("high", _("To"), NUMBER),
                Field("high_included", _("To counts"), TICK),
                POINTS,
            ),
        ),
    )
}


def _fields_of(kind: str) -> list[Field]:
    return [FIELDS[name] for name in RULES[kind].model_fields if name in FIELDS]


def _tables_of(kind: str) -> list[Table]:
    return [TABLES[name] for name in RULES[kind].model_fields if name in TABLES]


def build_rule_form(kind: str, source: Rule | Mapping[str, str] | None) -> RuleForm:
    """This function will build the form of a kind, filled from a rule of that kind, from what was typed, or empty."""
    typed = source if isinstance(source, Mapping) else _type_rule(source) if source else {}
    inputs = tuple(Input(f.name, f.label, f.kind, typed.get(f.name, "")) for f in _fields_of(kind))
    return RuleForm(kind, inputs, tuple(_fill_table(table, typed) for table in _tables_of(kind)))


def _fill_table(table: Table, typed: Mapping[str, str]) -> FilledTable:
    count = _count_rows(table, typed) + BLANKS
    rows = tuple(
        tuple(
            Input(name, column.label, column.kind, typed.get(name, ""))
            for column in table.columns
            for name in [f"{table.name}.{row}.{column.name}"]
        )
        for row in range(min(count, MOST))
    )
    return FilledTable(table.name, table.label, tuple(column.label for column in table.columns), rows)


def _count_rows(table: Table, typed: Mapping[str, str]) -> int:
    """The rows up to the last one in which something is written."""
    numbers = [
        int(name.split(".")[1])
        for name, value in typed.items()
        if value and re.fullmatch(rf"{table.name}\.[0-9]{{1,3}}\.[a-z_]+", name)
    ]
    return max(numbers, default=-1) + 1


def _type_rule(rule: Rule) -> dict[str, str]:
    """A rule as it would be typed in the person's language."""
    plain: Any = to_plain(rule)
    typed = {field.name: _type_value(plain.get(field.name), field) for field in _fields_of(rule.kind)}
    for table in _tables_of(rule.kind):
        for row, part in enumerate(getattr(rule, table.name)):
            for column in table.columns:
                typed[f"{table.name}.{row}.{column.name}"] = _type_value(getattr(part, column.name), column)
    return typed


def _type_value(value: Any, field: Field) -> str:
    if value is None or value is False:
        return ""
    if field.kind == TICK:
        return "1"
    if field.kind == NUMBER:
        return number_text(value)
    if isinstance(value, Mapping):
        return str(value.get("id", ""))
    return str(getattr(value, "id", value))


def read_rule(kind: str, post: Mapping[str, str]) -> dict[str, Any]:
    """This function will read a rule as plain data from a sent form. Raises `BadAnswer` for a number that is none."""
    rule: dict[str, Any] = {"kind": kind}
    rule |= {field.name: value for field in _fields_of(kind) if (value := _read(post, field.name, field)) is not None}
    for table in _tables_of(kind):
        rows = (_read_row(post, table, row) for row in range(min(_count_rows(table, post), MOST)))
        rule[table.name] = [row for row in rows if row]
    return rule


def _read_row(post: Mapping[str, str], table: Table, row: int) -> dict[str, Any]:
    if not post.get(f"{table.name}.{row}.{table.key}", "").strip():
        return {}
    cells = {column.name: _read(post, f"{table.name}.{row}.{column.name}", column) for column in table.columns}
    if "code" in cells and not cells["code"]:
        cells["code"] = _make_code(str(cells.get("label", "")), row)
    return {name: value for name, value in cells.items() if value is not None}


def _read(post: Mapping[str, str], name: str, field: Field) -> Any:
    text = post.get(name, "").strip()
    if field.kind == TICK:
        return bool(text)
    if not text:
        return None
    return str(read_points(text, name)) if field.kind == NUMBER else text


def _make_code(label: str, row: int) -> str:
    words = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:24]
    return words or f"baris_{row + 1}"
