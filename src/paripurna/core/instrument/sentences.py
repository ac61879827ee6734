"""Sentences of the core: what is wrong and what to do, in Indonesian and English, from a code and its parameters.

The core knows no gettext; its few sentences live in tables of `Sentence` beside the code that raises them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.text import Text


def plain(number: Decimal) -> str:
    """This function will return the shortest spelling without exponent: "12", "0.5"."""
    return "0" if number.is_zero() else format(number.normalize(), "f")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is wrong and the remedy; `{name}` stands for a parameter."""

    wrong: Text
    remedy: Text

    def say(self, params: Mapping[str, object]) -> tuple[Text, Text]:
        """This function will return both sentences with the parameters filled in."""
        return _fill(self.wrong, params), _fill(self.remedy, params)


def say_in_two(wrong_id: str, wrong_en: str, remedy_id: str, remedy_en: str) -> Sentence:
    """This function will return a row of a table of sentences."""
    return Sentence(Text(id=wrong_id, en=wrong_en), Text(id=remedy_id, en=remedy_en))


def _fill(text: Text, params: Mapping[str, object]) -> Text:
    return Text(
        id=text.id.format_map({name: _spell(value, comma=True) for name, value in params.items()}),
        en=text.en.format_map({name: _spell(value, comma=False) for name, value in params.items()}),
    )


def _spell(value: object, *, comma: bool) -> str:
    if isinstance(value, Decimal):
        return plain(value).replace(".", ",") if comma else plain(value)
    if isinstance(value, Text):
        return value.id if comma else value.en
    return str(value)
