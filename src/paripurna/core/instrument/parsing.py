"""From the stored or sent form of an answer to a value of its kind, or a `BadValue`.

`parse_value` reads JSON, where a number is text with a point ("62.5") or a whole number. `parse_number` reads what
people type or what a workbook holds, in Indonesian ("1.234,5") or English ("1,234.5") notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from decimal import Decimal

from paripurna.core.instrument import rules
from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.values import AnswerValue, Change, Chosen, Counted, Measured, Rows, Share, Ticked

MAX_ROWS = 1000
MAX_TEXT = 2000
MAX_COUNT = 10**9

_JSON_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SIZE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_GROUPED = {
    True: re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?|-?[0-9]+(,[0-9]+)?"),
    False: re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|-?[0-9]+(\.[0-9]+)?"),
}
_SPACES = str.maketrans("", "", " \u00a0\u202f\t")

Data = Mapping[str, object]


def parse_value(rule: rules.Rule, data: object) -> AnswerValue:
    """This function will return the answer in the form that `rule` asks for. Raises `BadValue`."""
    names, (_form, read) = _FIELDS[rule.kind], _READERS[rule.kind]
    if not isinstance(data, Mapping):
        raise BadValue("", "NOT_AN_OBJECT", example="{" + ", ".join(f'"{field}": …' for field in names) + "}")
    for name in data:
        if name not in names:
            raise BadValue(str(name)[:80], "UNKNOWN_FIELD", known=", ".join(names))
    return read(rule, data)


def parse_number(text: str, *, indonesian: bool, field: str = "value") -> Decimal:
    """This function will return the number that a person wrote. Raises `BadValue`.

    In Indonesian notation the point groups thousands: "1.234" is 1234. A point that cannot group ("62.5") is read as a
    decimal point, because people paste such figures.
    """
    spelled = text.translate(_SPACES).replace("\u2212", "-").removeprefix("+")
    if not _GROUPED[indonesian].fullmatch(spelled):
        return _checked(spelled, field, shown=text)
    group, point = (".", ",") if indonesian else (",", ".")
    return _checked(spelled.replace(group, "").replace(point, "."), field, shown=text)


def _checked(spelled: str, field: str, *, shown: str) -> Decimal:
    if not _JSON_NUMBER.fullmatch(spelled):
        raise BadValue(field, "NOT_A_NUMBER", text=shown[:80])
    if not _SIZE.fullmatch(spelled):
        raise BadValue(field, "TOO_LARGE")
    return Decimal(spelled)


def _number(data: Data, field: str) -> Decimal:
    number = _number_or_none(data, field)
    if number is None:
        raise BadValue(field, "MISSING")
    return number


def _number_or_none(data: Data, field: str) -> Decimal | None:
    raw = data.get(field)
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise BadValue(field, "NOT_A_NUMBER", text=str(raw)[:80])
    spelled = _spell(raw, field)
    return _checked(spelled, field, shown=spelled)


def _spell(raw: str | int | Decimal, field: str) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int):
        return str(raw) if abs(raw) < 10**16 else "1" * 16
    if not raw.is_finite():
        raise BadValue(field, "NOT_A_NUMBER", text=str(raw))
    return format(raw, "f") if abs(raw.adjusted()) < 20 else "1" * 16


def _not_negative(number: Decimal, field: str) -> Decimal:
    if number < 0:
        raise BadValue(field, "BELOW_ZERO")
    return number


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise BadValue(field, "NOT_TEXT")
    if "\x00" in value:
        raise BadValue(field, "NOT_PRINTABLE")
    if len(value) > MAX_TEXT:
        raise BadValue(field, "TOO_LONG", limit=MAX_TEXT)
    return value


def _list(data: Data, field: str) -> list[object]:
    raw = data.get(field)
    if raw is None:
        raise BadValue(field, "MISSING")
    if not isinstance(raw, list | tuple):
        raise BadValue(field, "NOT_A_LIST")
    if len(raw) > MAX_ROWS:
        raise BadValue(field, "TOO_MANY", limit=MAX_ROWS)
    return list(raw)


def _known(code: str, field: str, known: Collection[str]) -> str:
    if code not in known:
        raise BadValue(field, "UNKNOWN_CHOICE", text=code[:80], known=", ".join(known))
    return code


def _read_choice(rule: rules.ChoiceRule, data: Data) -> Chosen:
    code = data.get("option")
    if code is None or code == "":
        raise BadValue("option", "MISSING")
    return Chosen(_known(_text(code, "option"), "option", [option.code for option in rule.options]))


def _read_checklist(rule: rules.ChecklistRule, data: Data) -> Ticked:
    known = [item.code for item in rule.items]
    return Ticked(frozenset(_known(_text(code, "items"), "items", known) for code in _list(data, "items")))


def _read_measure(_rule: rules.BandsRule | rules.LinearRule, data: Data) -> Measured:
    return Measured(_number(data, "value"))


def _read_free(_rule: rules.FreeRule, data: Data) -> Measured:
    return Measured(_not_negative(_number(data, "value"), "value"))


def _read_count(_rule: rules.CountRule, data: Data) -> Counted:
    number = _not_negative(_number(data, "count"), "count")
    if number != number.to_integral_value():
        raise BadValue("count", "NOT_WHOLE", text=str(number))
    if number > MAX_COUNT:
        raise BadValue("count", "TOO_LARGE")
    return Counted(int(number))


def _read_ratio(_rule: rules.RatioRule, data: Data) -> Share:
    numerator = _not_negative(_number(data, "numerator"), "numerator")
    denominator = _not_negative(_number(data, "denominator"), "denominator")
    if denominator == 0:
        raise BadValue("denominator", "ZERO_DENOMINATOR")
    return Share(numerator, denominator)


def _read_trend(rule: rules.TrendRule, data: Data) -> Change:
    current, earlier, reference = (_number_or_none(data, field) for field in ("current", "earlier", "reference"))
    if current is None:
        raise BadValue("current", "MISSING")
    if earlier is None and reference is None and rule.reference is None:
        raise BadValue("earlier", "NOTHING_TO_COMPARE")
    return Change(current, earlier, reference)


def _read_matrix(rule: rules.MatrixRule, data: Data) -> Rows:
    known = [column.code for column in rule.columns]
    rows = (_read_row(row, known, f"rows.{number}") for number, row in enumerate(_list(data, "rows"), start=1))
    return Rows(tuple(row for row in rows if row))


def _read_row(row: object, known: Collection[str], field: str) -> dict[str, str]:
    if not isinstance(row, Mapping):
        raise BadValue(field, "NOT_AN_OBJECT", example="{" + ", ".join(f'"{code}": …' for code in known) + "}")
    for code in row:
        if code not in known:
            raise BadValue(field, "UNKNOWN_COLUMN", text=str(code)[:80], known=", ".join(known))
    cells = {code: _text(cell, f"{field}.{code}").strip() for code, cell in row.items() if cell is not None}
    return {code: cell for code, cell in cells.items() if cell}


_READERS: dict[str, tuple[type[AnswerValue], Callable[..., AnswerValue]]] = {
    "choice": (Chosen, _read_choice),
    "checklist": (Ticked, _read_checklist),
    "bands": (Measured, _read_measure),
    "linear": (Measured, _read_measure),
    "free": (Measured, _read_free),
    "count": (Counted, _read_count),
    "ratio": (Share, _read_ratio),
    "trend": (Change, _read_trend),
    "matrix": (Rows, _read_matrix),
}
_FIELDS = {kind: tuple(field.name for field in fields(form)) for kind, (form, _read) in _READERS.items()}

NUMBER_FIELDS: Mapping[str, tuple[str, ...]] = {
    kind: names for kind, names in _FIELDS.items() if _READERS[kind][0] not in {Chosen, Ticked, Rows}
}
"""The kinds that are answered in numbers alone, and the fields of their answers in the order of a form."""
