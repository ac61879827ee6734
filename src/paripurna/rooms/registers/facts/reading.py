"""Entries read once for all wishes of a page, and laid under the subjects that they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from pydantic import field_validator

from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Cell,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactTable,
)
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.subjects import list_subjects

ALWAYS_READ = ("pk", "subjects", "changed_at", "is_example")
Row = Mapping[str, Any]


class SubjectParams(FactParams):
    """Which subject, empty for any; entries that are about `without` do not count."""

    subject: str = ""
    without: str = ""

    @field_validator("subject", "without")
    @classmethod
    def _is_known(cls, code: str) -> str:
        if code and code not in list_subjects():
            raise ValueError(f"no subject of the registers: {code}")
        return code


def read_rows(
    register: Register, scope: FactScope, wished: Iterable[SubjectParams], columns: Sequence[str]
) -> list[Row]:
    """This function will read the standing entries about any of the subjects, in one statement.

    Nothing is known of a part of a city: registers are kept for the whole of it.
    """
    subjects = sorted({params.subject for params in wished})
    if scope.region:
        return []
    found = register.model.objects.of_city(scope.city_id).standing()
    if "" not in subjects:
        found = found.about(subjects)
    return list(found.order_by("pk").values(*ALWAYS_READ, *columns))


def lay_out(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """This function will lay the rows under each of their subjects, and all of them under the empty one."""
    under: dict[str, list[Row]] = {}
    for row in rows:
        for subject in ("", *row["subjects"]):
            under.setdefault(subject, []).append(row)
    return under


def pick(under: Mapping[str, Sequence[Row]], params: SubjectParams) -> list[Row]:
    """This function will return the rows about the subject that a wish asks for."""
    rows = under.get(params.subject, ())
    return [row for row in rows if not params.without or params.without not in row["subjects"]]


def tell(known: Sequence[Row], counted: Sequence[Row], value: int | Decimal, **more: Any) -> Fact:
    """This function will return the fact: nothing is known where the register has no entry about it at all.

    `known` are all entries about it, `counted` those that count in the period.
    """
    if not known:
        return NOTHING_KNOWN
    return Fact(
        value=Decimal(value),
        row_count=len(counted),
        as_of=max(row["changed_at"] for row in known),
        is_example=any(row["is_example"] for row in counted or known),
        **more,
    )


@dataclass(frozen=True)
class Layout:
    """How entries of a register stand in a table: its columns, and what fills them."""

    register: Register
    columns: tuple[FactColumn, ...]
    fill: Callable[[Any], Sequence[Cell]]

    def list_table(self, scope: FactScope, rows: Iterable[Row]) -> FactTable:
        """This method will return the entries of the rows as a table, each with its page."""
        keys = [row["pk"] for row in rows]
        found = self.register.model.objects.of_city(scope.city_id).filter(pk__in=keys).select_related("agency", "city")
        return FactTable(self.columns, tuple(self._row(entry) for entry in found.order_by("pk")))

    def _row(self, entry: Entry) -> FactRow:
        parts = {"city": entry.city.slug, "register": self.register.slug, "code": entry.code}
        return FactRow(tuple(self.fill(entry)), reverse("registers:entry", kwargs=parts), entry.is_example)


def overlaps(begins_on: date | None, ends_on: date | None, scope: FactScope) -> bool:
    """This function will say whether days lie in the period; an open end lasts, an unknown beginning never began."""
    return begins_on is not None and begins_on <= scope.ends_on and (ends_on is None or ends_on >= scope.starts_on)
