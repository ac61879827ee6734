"""Sentences with numbers in Indonesian (1.234,5) and English (1,234.5): core speaks both without Django."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, runtime_checkable

from paripurna.core.instrument.text import Text

LANGUAGES = ("id", "en")
_SWAP = str.maketrans(",.", ".,")


def format_number(number: Decimal | int, language: str) -> str:
    """This function will return `number` as people of `language` write it, without trailing zeros beyond two."""
    plain = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if language == "en" else plain.translate(_SWAP)


def format_points(points: Decimal, language: str) -> str:
    """This function will return points with both decimals, for columns to align."""
    plain = f"{points:,.2f}"
    return plain if language == "en" else plain.translate(_SWAP)


def format_value(value: object, language: str) -> str:
    """This function will return a number, a label or a word as `language` writes it."""
    if isinstance(value, Decimal | int):
        return format_number(value, language)
    if isinstance(value, Spoken):
        return value.in_language(language)
    return str(value)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, which may be empty."""

    number: Decimal
    unit: str | Text = ""

    def in_language(self, language: str) -> str:
        """This function will return number and unit in `language`."""
        return f"{format_number(self.number, language)} {format_value(self.unit, language)}".rstrip()


@runtime_checkable
class Spoken(Protocol):
    """Whatever can say itself in both languages."""

    def in_language(self, language: str) -> str:
        """This function will return the words in `language`."""
        ...


def say(template: Text, values: Mapping[str, object]) -> Text:
    """This function will return the sentence in both languages with its values filled in."""
    return Text(id=fill(template, values, "id"), en=fill(template, values, "en"))


def fill(template: Text, values: Mapping[str, object], language: str) -> str:
    """This function will return the sentence in one language with its values filled in."""
    worded = {name: format_value(value, language) for name, value in values.items()}
    return template.in_language(language).format_map(worded)
