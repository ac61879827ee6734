"""A register, described once: its fields, what its entries are called, how they change and which facts they make.

Pages, forms, import, export, history and search are the same for all and read the description alone. What a register has of
its own (participants, deliveries) it adds as sections of the page of an entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from paripurna.rooms.registers.kinds import DecimalKind, Frame, Kind
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.types import FieldProblem, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a register. `name` is the attribute of the model that holds the value: "agency_id", not "agency".

    `words` may head its column in a file; the first of them heads it in what we write and names it in an address.
    """

    name: str
    label: Promise
    kind: Kind
    words: tuple[str, ...]
    required: bool = False
    help: Promise | str = ""
    width: str = ""  # "short" for numbers and dates
    initial: Any = None
    in_list: bool = False
    is_filter: bool = False  # a choice by which the list is narrowed
    order: str | None = None  # the column to sort by, where it is not the field itself; "" for what has no order

    @property
    def slug(self) -> str:
        return self.words[0].replace(" ", "-")

    @property
    def is_numeric(self) -> bool:
        return isinstance(self.kind, DecimalKind)

    @property
    def sorted_by(self) -> str:
        return self.name if self.order is None else self.order

    def value_of(self, entry: Entry) -> Any:
        return getattr(entry, self.name)

    def tell(self, value: Any, frame: Frame) -> str:
        """This method will say a value to people; a dash where there is none."""
        return "–" if value is None or value in ("", [], {}) else self.kind.tell(value, frame)


@dataclass(frozen=True)
class Step:
    """Something that people do to an entry: from some states to one."""

    code: str
    label: Promise
    sources: tuple[str, ...]
    target: str
    icon: str = "arrow-right"


@dataclass(frozen=True)
class StateMachine:
    """The states of an entry as a table; the diagram in the docs is generated from it."""

    attribute: str
    states: type[models.TextChoices]
    steps: tuple[Step, ...]
    tones: Mapping[str, str] = field(default_factory=dict)

    def can_go(self, source: str, target: str) -> bool:
        return source == target or any(source in step.sources and step.target == target for step in self.steps)

    def list_steps(self, state: str) -> list[Step]:
        return [step for step in self.steps if state in step.sources]

    def draw(self) -> str:
        """This method will draw the machine as a Mermaid diagram."""
        lines = [
            f"    {source} --> {step.target}: {step.code.lower()}" for step in self.steps for source in step.sources
        ]
        return "\n".join(["stateDiagram-v2", *lines])


@dataclass(frozen=True)
class Section:
    """What a register adds to the page of its entries: a template, which finds as `section` what `get_context` returns.

    `get_context(entry, frame, user)` may return None to stay away.
    """

    title: Promise
    template: str
    get_context: Callable[[Any, Frame, User], Mapping[str, Any] | None]


Rule = Callable[[Values, Frame], Iterator[FieldProblem]]
AfterWrite = Callable[..., None]  # (entry=…, by=…, at=…), inside the transaction of the write


IsAsked = Callable[[Mapping[str, Any], Any], bool]
"""Whether an entry is about what a question asks a source for: the parameters, and the entry."""


def list_asked_subjects(params: Mapping[str, Any]) -> list[str]:
    """This function will return the subjects that a question asks a source for; none is any."""
    return [code for code in (params.get("subject"), *params.get("subjects", ())) if code]


def is_about_subject(params: Mapping[str, Any], entry: Entry) -> bool:
    """This function will say whether an entry is about a subject that is asked for, and about none that must not be."""
    asked = list_asked_subjects(params)
    return (not asked or not set(asked).isdisjoint(entry.subjects)) and params.get("without", "") not in entry.subjects


@dataclass(frozen=True, kw_only=True)
class Register:
    """A register of the city."""

    code: str  # in names of permissions, facts and audit: "regulations"
    slug: str  # in addresses: "peraturan"
    model: type[Entry]
    label: Promise
    add: Promise  # "Add a regulation", on the button and above the form
    lead: Promise
    icon: str
    order: int
    fields: tuple[Field, ...]
    title: Callable[[Any], str]
    key: tuple[str, ...]  # the fields by which an import knows an entry again; two standing entries never share them
    searched: tuple[str, ...]
    sort: str  # slug of a field, with a minus for downward
    states: StateMachine | None = None
    rules: tuple[Rule, ...] = ()
    fill: Callable[[Values], Values] | None = None  # what can be taken from other fields where it was left open
    after_write: AfterWrite | None = None
    sections: tuple[Section, ...] = ()
    sources: tuple[str, ...] = ()  # names of the fact sources that its entries make
    is_asked: IsAsked = is_about_subject
    tabs: tuple[tuple[Promise, str], ...] = ()  # further pages of the register: label, name of the URL
    manual: str = ""

    @property
    def group(self) -> str:
        """The group of facts that a write of this register changes."""
        return f"registers.{self.code}"

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {one.name: one for one in self.fields}

    @cached_property
    def by_slug(self) -> Mapping[str, Field]:
        return {one.slug: one for one in self.fields}

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that the list shows beside the title."""
        return tuple(one for one in self.fields if one.in_list)

    @cached_property
    def filters(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.is_filter)

    def list_titles(self, city_id: int) -> Mapping[int, str]:
        entries = self.model.objects.of_city(city_id).standing().select_related("agency").order_by("pk")
        return {entry.pk: self.title(entry) for entry in entries}

    def values_of(self, entry: Entry) -> Values:
        return {one.name: one.value_of(entry) for one in self.fields}

    def complete(self, values: Values) -> Values:
        """This method will return whole values: what was said, what stands where nothing was, what follows from the rest."""
        gaps = {one.name: one.kind.empty if one.initial is None else one.initial for one in self.fields}
        whole = gaps | values
        return self.fill(whole) if self.fill else whole

    def store(self, values: Values) -> dict[str, Any]:
        """This method will return values as JSON for the history."""
        return {name: self.by_name[name].kind.store(value) for name, value in values.items()}

    def revive(self, stored: Mapping[str, Any]) -> Values:
        """This method will return the values of the history; a field that is no more is left out."""
        return {name: self.by_name[name].kind.revive(value) for name, value in stored.items() if name in self.by_name}

    def fold(self, entry: Entry) -> str:
        """This method will return what the list searches in."""
        return " ".join([self.title(entry), *(str(getattr(entry, name)) for name in self.searched)]).casefold()


_REGISTERS: dict[str, Register] = {}


def register_register(register: Register) -> None:
    """This function will give a register its pages; called at start."""
    _REGISTERS[register.slug] = register


def list_registers() -> list[Register]:
    return sorted(_REGISTERS.values(), key=lambda one: one.order)


def find_register(slug: str) -> Register | None:
    return _REGISTERS.get(slug)


def find_register_by_code(code: str) -> Register | None:
    return next((one for one in _REGISTERS.values() if one.code == code), None)


def check_values(register: Register, values: Values, frame: Frame) -> tuple[FieldProblem, ...]:
    """This function will return everything that is missing from whole values, or contradicts itself in them."""
    gaps = (one for one in register.fields if one.required and values[one.name] in (None, "", []))
    missing = (FieldProblem(one.name, _("This must not be empty."), str(one.help)) for one in gaps)
    return (*missing, *(problem for rule in register.rules for problem in rule(values, frame)))
