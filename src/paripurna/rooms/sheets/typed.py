"""What a person typed into the form of an answer: shown again as typed when it is wrong, stored in its kind's form when right."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import translation

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import NUMBER_FIELDS, parse_number, parse_value
from paripurna.core.instrument.rules import ChecklistRule, ChoiceRule, MatrixRule, Rule
from paripurna.core.instrument.values import dump_value
from paripurna.platform.ui.formats import format_number
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets.types import AnswerData, BadAnswer

Typed = dict[str, Any]
"""Like the stored form of the kind, but numbers are the characters that were typed."""

BLANK_ROWS = 3
MOST_ROWS = 1000


def read_typed(rule: Rule, post: QueryDict) -> Typed:
    """This function will take what was typed out of a sent form, changing nothing."""
    if isinstance(rule, ChoiceRule):
        return {"option": post.get("option", "")}
    if isinstance(rule, ChecklistRule):
        return {"items": post.getlist("items")}
    if isinstance(rule, MatrixRule):
        return {"rows": _read_rows(rule, post)}
    return {field: post.get(field, "") for field in NUMBER_FIELDS[rule.kind]}


def _read_rows(rule: MatrixRule, post: QueryDict) -> list[dict[str, str]]:
    count = min(read_whole(post.get("row_count", "")), MOST_ROWS)
    return [{column.code: post.get(f"rows.{row}.{column.code}", "") for column in rule.columns} for row in range(count)]


def drop_row(typed: Typed, row: int) -> Typed:
    """This function will return a matrix without its row number `row`, counted from 0."""
    return {"rows": [cells for number, cells in enumerate(typed["rows"]) if number != row]}


def paste_rows(rule: MatrixRule, typed: Typed, text: str) -> Typed:
    """This function will add rows copied from a spreadsheet: one line a row, cells parted by tabs (or semicolons)."""
    codes = [column.code for column in rule.columns]
    lines = [line for line in text.splitlines() if line.strip()]
    pasted = [dict(zip(codes, _cells(line), strict=False)) for line in lines]
    filled = [cells for cells in typed["rows"] if any(cell.strip() for cell in cells.values())]
    return {"rows": [*filled, *pasted][:MOST_ROWS]}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]


def store(rule: Rule, typed: Typed) -> AnswerData:
    """This function will return the stored form of what was typed. Raises `BadAnswer` naming the field.

    Numbers are read in the notation of the person's language: "62,5" in Indonesian.
    """
    fields = NUMBER_FIELDS.get(rule.kind)
    if fields is None:
        return typed
    texts = {field: str(typed.get(field, "")).strip() for field in fields}
    return {field: _number(text, field) for field, text in texts.items() if text}


def _number(text: str, field: str) -> str:
    language = current_language()
    try:
        return format(parse_number(text, indonesian=language == "id", field=field), "f")
    except BadValue as error:
        raise BadAnswer(error.in_language(language), field) from error


def mark_typed(rule: Rule, typed: Typed) -> str:
    """This function will return what tells this content of a form from any other, however its numbers are written.

    Raises `BadAnswer` or `BadValue` for what cannot be read.
    """
    content = json.dumps(dump_value(parse_value(rule, store(rule, typed))), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def show(rule: Rule, data: AnswerData) -> Typed:
    """This function will return a stored answer as it would be typed in the person's language."""
    fields = NUMBER_FIELDS.get(rule.kind)
    if fields is None:
        return dict(data)
    return {field: _shown(data.get(field)) for field in fields}


def _shown(stored: object) -> str:
    if stored is None or stored == "":
        return ""
    return format_number(Decimal(str(stored)), current_language()).replace("\u2212", "-")


def current_language() -> str:
    """This function will return "en" or "id", the two languages an edition speaks."""
    return "en" if (translation.get_language() or "id").startswith("en") else "id"


def read_points(text: str, field: str) -> Decimal:
    """This function will read points as a person of this language writes them. Raises `BadAnswer`."""
    return Decimal(_number(text, field))
