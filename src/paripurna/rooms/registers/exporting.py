"""A register as a file: what it writes can be imported again; and the empty template to begin with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paripurna.platform.tables.writing import Value
from paripurna.rooms.registers.description import Field, Register
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry

Table = list[list[Value]]


def build_table(register: Register, entries: Iterable[Entry], frame: Frame) -> Table:
    """This function will lay entries out below the heads of their columns."""
    return [_head(register.fields), *([write_cell(one, entry, frame) for one in register.fields] for entry in entries)]


def build_template(register: Register) -> Table:
    """This function will return the heads alone."""
    return [_head(register.fields)]


def write_cell(field: Field, entry: Entry, frame: Frame) -> Value:
    """This function will return a value as a cell; an empty text where there is none."""
    value = field.value_of(entry)
    return "" if value is None or value in ("", [], {}) else field.kind.write(value, frame)


def _head(fields: Sequence[Field]) -> list[Value]:
    return [one.words[0] for one in fields]
