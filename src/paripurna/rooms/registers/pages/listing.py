"""The list of a register, as its filters ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from paripurna.platform.ui.components.lists import PAGE_PARAMETER, read_sort
from paripurna.rooms.registers import queries
from paripurna.rooms.registers.description import Field, Register
from paripurna.rooms.registers.kinds import ChoiceKind, Frame
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.queries import Asked
from paripurna.rooms.registers.subjects import group_subjects

if TYPE_CHECKING:
    from django.http import QueryDict

    from paripurna.platform.regions.models import City

PER_PAGE = 40
WITHDRAWN = "ditarik"


@dataclass(frozen=True, slots=True)
class ListCell:
    """A value in a row of the list; `tone` makes a badge of it."""

    label: str
    text: str
    is_numeric: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    url: str
    cells: tuple[ListCell, ...]
    is_example: bool


@dataclass(frozen=True, slots=True)
class ListHead:
    label: str
    key: str  # to sort by, "" where it has no order
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice by which the list is narrowed."""

    label: str
    name: str
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True)
class ListPage:
    page: Page[Any]
    lines: tuple[Line, ...]
    heads: tuple[ListHead, ...]
    filters: tuple[Filter, ...]
    subjects: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    asked: Mapping[str, str]

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.asked.items() if name != "urut")


def read_asked(register: Register, query: QueryDict) -> Asked:
    """This function will read what the address asks of the list."""
    sortable = tuple(one.slug for one in register.fields if one.sorted_by)
    return Asked(
        text=query.get("cari", "").strip(),
        agency=query.get("pd", ""),
        subject=query.get("pokok", ""),
        choices={one.name: _known(one, query.get(one.slug, "")) for one in register.filters},
        is_withdrawn=query.get("keadaan-isian", "") == WITHDRAWN,
        sort=read_sort(query, sortable, register.sort),
    )


def _known(field: Field, value: str) -> str:
    return value if isinstance(field.kind, ChoiceKind) and value in field.kind.choices.values else ""


def build_list(register: Register, city: City, query: QueryDict, frame: Frame) -> ListPage:
    """This function will read the page of the list that the address asks for."""
    found = queries.list_entries(register, city, read_asked(register, query))
    page = Paginator(found, PER_PAGE).get_page(query.get(PAGE_PARAMETER))
    names = ("cari", "pd", "pokok", "keadaan-isian", "urut", *(one.slug for one in register.filters))
    return ListPage(
        page=page,
        lines=tuple(build_line(register, entry, frame) for entry in page.object_list),
        heads=tuple(
            ListHead(str(one.label), one.slug if one.sorted_by else "", one.is_numeric) for one in register.columns
        ),
        filters=tuple(_filter(one, query) for one in register.filters),
        subjects=_list_subjects() if "subjects" in register.by_name else (),
        asked={name.replace("-", "_"): query.get(name, "").strip() for name in names},
    )


def build_line(register: Register, entry: Entry, frame: Frame) -> Line:
    """This function will return an entry as a line of the list."""
    cells = (_cell(register, one, entry, frame) for one in register.columns)
    return Line(register.title(entry), entry_url(register, entry, frame.city), tuple(cells), entry.is_example)


def _cell(register: Register, field: Field, entry: Entry, frame: Frame) -> ListCell:
    value = field.value_of(entry)
    tone = register.states.tones.get(value, "") if register.states and register.states.attribute == field.name else ""
    return ListCell(str(field.label), field.tell(value, frame), field.is_numeric, tone)


def _list_subjects() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(strand.name, [(one.code, one.name) for one in found]) for strand, found in group_subjects()]


def _filter(field: Field, query: QueryDict) -> Filter:
    options = field.kind.choices.choices if isinstance(field.kind, ChoiceKind) else []
    return Filter(str(field.label), field.slug, options, query.get(field.slug, ""))


def entry_url(register: Register, entry: Entry, city: City, name: str = "entry") -> str:
    return reverse(f"registers:{name}", kwargs={"city": city.slug, "register": register.slug, "code": entry.code})


def register_url(register: Register, city: City, name: str = "entry_list") -> str:
    return reverse(f"registers:{name}", kwargs={"city": city.slug, "register": register.slug})
