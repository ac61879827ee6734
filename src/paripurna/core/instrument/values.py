"""Answers: their forms, and the way from and to what is stored. The door through which others reach them.

`parse_value(rule, data)` turns the stored form into a value of the kind or raises `BadValue` with the field, what
is wrong and the remedy; `dump_value` goes back.
"""

from __future__ import annotations

from paripurna.core.instrument.answer_value import (
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
from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_number, parse_value

__all__ = [
    "AnswerValue",
    "BadValue",
    "Change",
    "Chosen",
    "Counted",
    "Measured",
    "Rows",
    "Share",
    "Ticked",
    "dump_value",
    "is_empty",
    "parse_number",
    "parse_value",
]
