"""Reads of the registers: lists, an entry, its history, its documents."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from paripurna.platform.access.policy import may
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.imports import get_begun
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.models import BudgetLine, EntryChange, EntryDocument, Regulation
from paripurna.rooms.registers.models import Entry as Entry
from paripurna.rooms.registers.models import EntryImport as EntryImport
from paripurna.rooms.registers.subjects import list_subjects

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document

CITED = re.compile(r"(?P<number>.+?)(?:\s*/\s*|\s+tahun\s+)(?P<year>\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for: words, an agency by its code, a subject, choices by the names of fields."""

    text: str = ""
    agency: str = ""
    subject: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    is_withdrawn: bool = False
    sort: tuple[str, bool] = ("", False)


def list_entries(register: Register, city: City, asked: Asked) -> QuerySet[Any]:
    """This function will return the entries that are asked for. A query set, so that a page of it is read alone."""
    found = register.model.objects.of_city(city.pk).select_related("agency")
    found = found.filter(withdrawn_at__isnull=not asked.is_withdrawn)
    for word in asked.text.casefold().split():
        found = found.filter(folded__contains=word)
    if asked.agency:
        found = found.filter(agency__code=asked.agency)
    if asked.subject in list_subjects():
        found = found.filter(subjects__contains=[asked.subject])
    wanted = {name: value for name, value in asked.choices.items() if value}
    return found.filter(**wanted).order_by(*_order(register, asked.sort), "-pk")


def _order(register: Register, sort: tuple[str, bool]) -> list[Any]:
    column = register.by_slug.get(sort[0])
    if column is None or not column.sorted_by:
        return []
    by = F(column.sorted_by)
    return [by.desc(nulls_last=True) if sort[1] else by.asc(nulls_last=True)]


def get_entry(register: Register, city: City, code: UUID) -> Entry:
    """This function will return an entry of the city, withdrawn or not. Raises `Stranger`."""
    found = register.model.objects.of_city(city.pk).select_related("agency", "created_by", "changed_by", "withdrawn_by")
    entry = get_or_stranger(found, code=code)
    entry.city = city
    return entry


def count_entries(registers: Sequence[Register], city: City) -> dict[str, int]:
    """This function will return how many entries stand in each register."""
    return {one.code: one.model.objects.of_city(city.pk).standing().count() for one in registers}


def list_history(entry: Entry) -> list[EntryChange]:
    """This function will return everything that happened to an entry, the newest first."""
    changes = EntryChange.objects.filter(city=entry.city_id, entry=entry.code).select_related("by")
    return list(changes.order_by("-revision"))


def list_documents(entry: Entry) -> list[Document]:
    """This function will return the documents that belong to an entry, whoever may see them."""
    rows = EntryDocument.objects.filter(city=entry.city_id, entry=entry.code).select_related("document")
    return [row.document for row in rows.order_by("pk")]


def get_import(register: Register, city: City, code: UUID, user: User, *, on: date) -> EntryImport:
    """This function will return an import of the register that the person may see. Raises `Stranger`."""
    imports = EntryImport.objects.filter(city=city, register=register.code)
    keeps_all = may(user, Permission.REGISTER_EDIT_ANY, city, on=on)
    return get_begun(imports, code, user, keeps_all=keeps_all)


def name_entries(register: Register, codes: Sequence[str]) -> list[tuple[Entry, str]]:
    """This function will return entries by their codes with the slug of their city, for the audit's names."""
    known = register.model.objects.filter(code__in=codes).select_related("agency", "city")
    return [(entry, entry.city.slug) for entry in known]


def list_budget_lines(city: City) -> list[dict[str, Any]]:
    """This function will return what adding the budget up needs of each standing line, in one statement."""
    lines = BudgetLine.objects.of_city(city.pk).standing().order_by("pk")
    amounts = ("ceiling_idr", "realized_idr", "children_pct")
    return list(
        lines.values(
            "pk", "year", "stage", "fund", "sub_activity_code", "agency_id", "subjects", "is_example", *amounts
        )
    )


def find_regulation(city: City, cited: str) -> Regulation | None:
    """This function will return the standing regulation that is cited with its number, the newest of several, or None."""
    number, year = part_number(cited)
    same = Q(number__iexact=cited.strip()) | Q(number__iexact=number, year=year)
    found = Regulation.objects.of_city(city.pk).standing().filter(same).order_by("-enacted_on", "-pk").first()
    if found:
        found.city = city
    return found


def part_number(cited: str) -> tuple[str, int | None]:
    """This function will part "188.45-71/2024" or "9 Tahun 2019" into number and year; without a year all is number."""
    parted = CITED.fullmatch(cited.strip())
    return (parted["number"], int(parted["year"])) if parted else (cited.strip(), None)


def list_replaced(regulation: Regulation) -> list[Regulation]:
    """This function will return the regulation that this one replaces, if it names one."""
    return [regulation.replaces] if regulation.replaces else []


def list_successors(regulation: Regulation) -> list[Regulation]:
    """This function will return the standing regulations that name this one as replaced."""
    found = Regulation.objects.of_city(regulation.city_id).standing().filter(replaces=regulation.pk)
    return list(found.order_by("enacted_on", "pk"))
