"""Answers in the form of their kind, as they are stored, imported and sent.

The stored form is JSON: numbers are strings ("62.5"), never floats. `parse_value(rule, data)` turns it into one of these
or raises `BadValue` with the field, what is wrong and the remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


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
