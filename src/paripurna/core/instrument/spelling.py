"""Answers as people read and type them in one cell of a workbook.

| kind | spelled |
|---|---|
| choice | the option's label, or its code |
| checklist | labels or codes, separated by ";" |
| bands, linear, free, count | a number, "62,5" |
| ratio | "62 / 80" |
| trend | "12,1 / 13" (this period / the earlier one), a third number is the reference |
| matrix | a line a row, its columns separated by "|" |

`read_spelled(rule, spell_data(rule, data))` gives `data` back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from paripurna.core.instrument import rules
from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import NUMBER_FIELDS, parse_number
from paripurna.core.instrument.sentences import plain
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import is_empty

Data = Mapping[str, Any]
BETWEEN_ITEMS, BETWEEN_NUMBERS, BETWEEN_COLUMNS = "; ", " / ", " | "


def spell_data(rule: rules.Rule, data: Data, *, language: str = "id") -> str:
    """This function will spell an answer in its stored form as one text; empty for no answer."""
    return "" if is_empty(data) else _SPELLERS[rule.kind](rule, data, language)


def read_spelled(rule: rules.Rule, text: str) -> dict[str, Any]:
    """This function will read a spelled answer back into its stored form. Raises `BadValue` with the remedy."""
    return _READERS[rule.kind](rule, text.strip()) if text.strip() else {}


def _spell_choice(rule: rules.ChoiceRule, data: Data, language: str) -> str:
    return _label_of(rule.options, data["option"], language)


def _spell_checklist(rule: rules.ChecklistRule, data: Data, language: str) -> str:
    return BETWEEN_ITEMS.join(_label_of(rule.items, code, language) for code in data["items"])


def _label_of(parts: Sequence[rules.Option | rules.Item], code: str, language: str) -> str:
    return next((part.label.in_language(language) for part in parts if part.code == code), code)


def _spell_numbers(*fields: str) -> Callable[[Any, Data, str], str]:
    def spell(_rule: Any, data: Data, language: str) -> str:
        numbers = [data.get(field) for field in fields]
        while numbers and numbers[-1] in (None, ""):
            numbers.pop()
        return BETWEEN_NUMBERS.join(_spell_number(number, language) for number in numbers)

    return spell


def _spell_number(number: object, language: str) -> str:
    text = "" if number is None else str(number)
    return text.replace(".", ",") if language == "id" else text


def _spell_matrix(rule: rules.MatrixRule, data: Data, _language: str) -> str:
    codes = [column.code for column in rule.columns]
    return "\n".join(BETWEEN_COLUMNS.join(row.get(code, "") for code in codes) for row in data["rows"])


def _read_choice(rule: rules.ChoiceRule, text: str) -> dict[str, Any]:
    return {"option": _code_of(rule.options, text, "option")}


def _read_checklist(rule: rules.ChecklistRule, text: str) -> dict[str, Any]:
    return {"items": sorted({_code_of(rule.items, part, "items") for part in text.split(";") if part.strip()})}


def _code_of(parts: Sequence[rules.Option | rules.Item], text: str, field: str) -> str:
    wanted = _fold(text)
    for part in parts:
        if wanted in {_fold(part.code), *_spellings(part.label)}:
            return part.code
    raise BadValue(field, "UNKNOWN_CHOICE", text=text.strip()[:80], known="; ".join(part.label.id for part in parts))


def _spellings(label: Text) -> set[str]:
    return {_fold(label.id), _fold(label.en)} - {""}


def _fold(text: str) -> str:
    return " ".join(text.lower().split())


def _read_numbers(*fields: str) -> Callable[[Any, str], dict[str, Any]]:
    def read(_rule: Any, text: str) -> dict[str, Any]:
        parts = [part.strip() for part in text.split("/")]
        if len(parts) > len(fields):
            raise BadValue(fields[-1], "NOT_A_NUMBER", text=text[:80])
        numbers = [
            plain(parse_number(part, indonesian=True, field=f)) if part else None
            for f, part in zip(fields, parts, strict=False)
        ]
        return {**dict.fromkeys(fields), **dict(zip(fields, numbers, strict=False))}

    return read


def _read_count(_rule: Any, text: str) -> dict[str, Any]:
    number = parse_number(text, indonesian=True, field="count")
    if number != number.to_integral_value():
        raise BadValue("count", "NOT_WHOLE", text=text[:80])
    return {"count": int(number)}


def _read_matrix(rule: rules.MatrixRule, text: str) -> dict[str, Any]:
    codes = [column.code for column in rule.columns]
    return {"rows": [dict(zip(codes, _cells(line, len(codes)), strict=True)) for line in text.splitlines()]}


def _cells(line: str, count: int) -> list[str]:
    """The cells of one line; what is beyond the last column stays in it."""
    cells = [cell.strip() for cell in line.split("|", count - 1)]
    return cells + [""] * (count - len(cells))


_SPELLERS: dict[str, Callable[[Any, Data, str], str]] = {
    **{kind: _spell_numbers(*fields) for kind, fields in NUMBER_FIELDS.items()},
    "choice": _spell_choice,
    "checklist": _spell_checklist,
    "matrix": _spell_matrix,
}
_READERS: dict[str, Callable[[Any, str], dict[str, Any]]] = {
    **{kind: _read_numbers(*fields) for kind, fields in NUMBER_FIELDS.items()},
    "count": _read_count,
    "choice": _read_choice,
    "checklist": _read_checklist,
    "matrix": _read_matrix,
}
