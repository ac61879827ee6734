"""Answers in the form of their kind, as they are stored, imported and sent.

The stored form is JSON with the fields of the class: numbers are strings ("62.5"), never floats. `parsing.parse_value`
reads it, `dump_value` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from paripurna.core.instrument.sentences import plain


@dataclass(frozen=True, slots=True)
class Chosen:
    """{"option": "PERDA"}"""

    option: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """{"items": ["a", "c"]}"""

    items: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """{"value": "62.5"}: bands, linear and free marks."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """{"count": 4}"""

    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """{"numerator": "62", "denominator": "80"}; 0 ≤ numerator, 0 < denominator."""

    numerator: Decimal
    denominator: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """{"current": "12.1", "earlier": "13.0", "reference": null}"""

    current: Decimal
    earlier: Decimal | None
    reference: Decimal | None


@dataclass(frozen=True, slots=True)
class Rows:
    """{"rows": [{"partner": "…", "form": "…"}]}: one mapping of column code to text a row."""

    rows: tuple[Mapping[str, str], ...]


AnswerValue = Chosen | Ticked | Measured | Counted | Share | Change | Rows


def is_empty(data: Mapping[str, object] | None) -> bool:
    """This function will return whether nothing is answered: no field, or blank fields only.

    A number 0 is an answer; no ticked item and no row are not.
    """
    return data is None or all(_is_blank(value) for value in data.values())


def dump_value(value: AnswerValue) -> dict[str, object]:
    """This function will return the stored (JSON) form of a value; `parse_value` reads it back."""
    return {field.name: _dump_field(getattr(value, field.name)) for field in fields(value)}


def _dump_field(content: object) -> object:
    match content:
        case Decimal():
            return plain(content)
        case frozenset():
            return sorted(content)
        case tuple():
            return [dict(row) for row in content]
    return content


def _is_blank(value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Mapping):
        return is_empty(value)
    if isinstance(value, list | tuple):
        return all(_is_blank(element) for element in value)
    return value is None
