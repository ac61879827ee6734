"""Kinds of fields: how a value is typed, read from a cell, told to people, written to a file and kept in the history.

A kind is described once and serves the form, the import, the export, the list and the history alike.
"""

from paripurna.rooms.registers.kinds.choices import AgencyKind as AgencyKind
from paripurna.rooms.registers.kinds.choices import ChoiceKind as ChoiceKind
from paripurna.rooms.registers.kinds.choices import EntryKind as EntryKind
from paripurna.rooms.registers.kinds.choices import FlagKind as FlagKind
from paripurna.rooms.registers.kinds.choices import SubjectsKind as SubjectsKind
from paripurna.rooms.registers.kinds.contract import Frame as Frame
from paripurna.rooms.registers.kinds.contract import Kind as Kind
from paripurna.rooms.registers.kinds.numbers import DecimalKind as DecimalKind
from paripurna.rooms.registers.kinds.numbers import MoneyKind as MoneyKind
from paripurna.rooms.registers.kinds.numbers import PercentKind as PercentKind
from paripurna.rooms.registers.kinds.numbers import WholeKind as WholeKind
from paripurna.rooms.registers.kinds.texts import AddressKind as AddressKind
from paripurna.rooms.registers.kinds.texts import ArticlesKind as ArticlesKind
from paripurna.rooms.registers.kinds.texts import DayKind as DayKind
from paripurna.rooms.registers.kinds.texts import TextKind as TextKind
