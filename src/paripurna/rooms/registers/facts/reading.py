"""Entries counted by the database for all wishes of a page at once, and the rows behind one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import BooleanField, CharField, Count, ExpressionWrapper, F, Func, Max, Q, QuerySet, Value
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

Group = Mapping[str, Any]
"""Entries of one subject that are alike in everything that a wish may ask: their number is `row_count`."""


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


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a register is read: which entries count in a period, what wishes tell apart, and how entries stand in a table."""

    register: Register
    counts: Callable[[FactScope], Q]
    flags: Callable[[FactScope], Mapping[str, Q]] = lambda _scope: {}
    sums: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[FactColumn, ...]
    fill: Callable[[Any, Any], Sequence[Cell]]  # (entry, params)

    def read(self, scope: FactScope, wishes: Iterable[SubjectParams], *, keys: tuple[str, ...] = ()) -> Groups:
        """This method will count the standing entries under each subject, in one statement, and one more for any subject.

        `keys` are the columns of the model that these wishes tell apart; each makes more groups. Nothing is known of a
        part of a city: registers are kept for the whole of it.
        """
        wished = list(wishes)
        if scope.region:
            return Groups({})
        subjects = sorted({params.subject for params in wished} - {""})
        found = self._flag(scope, {params.without for params in wished} - {""})
        groups: list[Group] = []
        if subjects:
            each = Func(F("subjects"), function="unnest", output_field=CharField())
            groups += self._group(found.about(subjects), each, keys)
        if any(not params.subject for params in wished):
            groups += self._group(found, Value("", output_field=CharField()), keys)
        return Groups.of(groups)

    def _flag(self, scope: FactScope, beside: Iterable[str]) -> Any:
        asked = {"counts": self.counts(scope), **self.flags(scope)}
        asked |= {f"beside_{code}": Q(subjects__contains=[code]) for code in beside}
        known = {name: ExpressionWrapper(one, output_field=BooleanField()) for name, one in asked.items()}
        return self.register.model.objects.of_city(scope.city_id).standing().annotate(**known)

    def _group(self, found: QuerySet[Entry], subject: Any, keys: Iterable[str]) -> list[Group]:
        told = [name for name in found.query.annotations if name != "subject"]
        alike = found.order_by().annotate(subject=subject).values("subject", *told, *keys)
        known = {"row_count": Count("pk"), "as_of": Max("changed_at"), "has_example": BoolOr("is_example")}
        return list(alike.annotate(**known, **self.sums))

    def list_table(self, scope: FactScope, params: SubjectParams, more: Q | None = None) -> FactTable:
        """This method will return the entries that count for a wish as a table, each with its page."""
        found = self.register.model.objects.of_city(scope.city_id).standing().filter(self.counts(scope), more or Q())
        if scope.region:
            found = found.none()
        if params.subject:
            found = found.about([params.subject])
        if params.without:
            found = found.exclude(subjects__contains=[params.without])
        rows = found.select_related("agency", "city").order_by("pk")
        return FactTable(self.columns, tuple(self._row(entry, params) for entry in rows))

    def _row(self, entry: Entry, params: SubjectParams) -> FactRow:
        parts = {"city": entry.city.slug, "register": self.register.slug, "code": entry.code}
        return FactRow(tuple(self.fill(entry, params)), reverse("registers:entry", kwargs=parts), entry.is_example)


@dataclass(frozen=True)
class Groups:
    """What was counted, under each subject; under the empty one what is about any."""

    by_subject: Mapping[str, Sequence[Group]]

    @classmethod
    def of(cls, groups: Iterable[Group]) -> Groups:
        under: dict[str, list[Group]] = {}
        for group in groups:
            under.setdefault(group["subject"], []).append(group)
        return cls(under)

    def pick(self, params: SubjectParams) -> list[Group]:
        """This method will return the groups that a wish asks for."""
        groups = self.by_subject.get(params.subject, ())
        return [group for group in groups if not params.without or not group[f"beside_{params.without}"]]


def count_rows(groups: Iterable[Group]) -> int:
    return sum(group["row_count"] for group in groups)


def tell(known: Sequence[Group], counted: Sequence[Group], value: int, **more: Any) -> Fact:
    """This function will return the fact: nothing is known where the register has no entry about it at all.

    `known` are all entries about it, `counted` those that count in the period.
    """
    if not known:
        return NOTHING_KNOWN
    return Fact(
        value=Decimal(value),
        row_count=count_rows(counted),
        as_of=max(group["as_of"] for group in known),
        is_example=any(group["has_example"] for group in counted or known),
        **more,
    )


def in_period(begins: str, ends: str, scope: FactScope) -> Q:
    """This function will ask for days that lie in the period; an open end lasts, an unknown beginning never began."""
    begun = Q(**{f"{begins}__isnull": False, f"{begins}__lte": scope.ends_on})
    return begun & (Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": scope.starts_on}))
