"""Facts of partnerships: how many partners work on a subject in the period, and who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL
from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)
from paripurna.rooms.network.types import PARTNER_KINDS, AgencyKind
from paripurna.rooms.registers.models import Delivery
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.queries import list_running
from paripurna.rooms.registers.partnerships.types import SupportForm
from paripurna.rooms.registers.subjects import list_subjects


class Partners(StrEnum):
    """Whose promises count."""

    ANY = "any"
    SOCIETY = "society"  # companies, media, universities, communities …: not offices of the state


class Partnerships(FactParams):
    """Partnerships about one of `subjects`, or about any subject of one of `strands`; `delivered` asks for a delivery."""

    subjects: tuple[str, ...] = ()
    strands: tuple[str, ...] = ()
    partners: Partners = Partners.ANY
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A partnership as facts need it."""

    partner: str
    partner_kind: str
    form: str
    title: str
    agreement: str
    subjects: frozenset[str]
    has_delivery: bool
    city_slug: str
    code: str
    changed_at: datetime
    is_example: bool

    @property
    def cells(self) -> Mapping[str, str]:
        """The row as the answer of a matrix takes it."""
        return {"partner": self.partner, "form": str(SupportForm(self.form).label), "document": self.agreement}


def compute_partnerships(scope: FactScope, wishes: Sequence[Partnerships]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    rows = _read(scope)
    return [_fact(rows, wish) for wish in wishes]


def _fact(rows: Sequence[Row], wish: Partnerships) -> Fact:
    if not rows:
        return NOTHING_KNOWN
    own = _choose(rows, wish)
    return Fact(
        value=Decimal(len({row.partner for row in own})),
        row_count=len(own),
        as_of=max((row.changed_at for row in own), default=None),
        is_example=any(row.is_example for row in own),
        rows=tuple(row.cells for row in own),
    )


def _choose(rows: Sequence[Row], wish: Partnerships) -> list[Row]:
    known = list_subjects()
    wanted = {*wish.subjects, *(code for code, subject in known.items() if subject.strand in wish.strands)}
    return [row for row in rows if not row.subjects.isdisjoint(wanted) and _fits(row, wish)]


def _fits(row: Row, wish: Partnerships) -> bool:
    is_one = wish.partners == Partners.ANY or AgencyKind(row.partner_kind) in PARTNER_KINDS
    return is_one and (row.has_delivery or not wish.delivered)


def _read(scope: FactScope) -> list[Row]:
    came = Delivery.objects.filter(partnership=OuterRef("pk"), confirmed_at__isnull=False)
    came = came.filter(delivered_on__range=(scope.starts_on, scope.ends_on))
    running = list_running(scope.city_id, starts_on=scope.starts_on, ends_on=min(scope.ends_on, scope.today))
    fields = ("partner__name", "partner__kind", "form", "title", "agreement_number", "subjects", "came")
    more = ("city__slug", "code", "changed_at", "is_example")
    ordered = running.annotate(came=Exists(came)).order_by("partner__name", "starts_on", "pk")
    return [
        Row(
            partner=partner,
            partner_kind=kind,
            form=form,
            title=title,
            agreement=agreement,
            subjects=frozenset(subjects),
            has_delivery=has_delivery,
            city_slug=city,
            code=str(code),
            changed_at=changed_at,
            is_example=is_example,
        )
        for partner, kind, form, title, agreement, subjects, has_delivery, city, code, changed_at, is_example in (
            ordered.values_list(*fields, *more)
        )
    ]


def list_partnerships(scope: FactScope, wish: Partnerships) -> FactTable:
    """This function will list the partnerships behind a fact."""
    return FactTable(COLUMNS, tuple(_row(row) for row in _choose(_read(scope), wish)))


def _row(row: Row) -> FactRow:
    here = {"city": row.city_slug, "register": PARTNERSHIPS.slug, "code": row.code}
    came = _("yes") if row.has_delivery else _("not yet")
    cells = (
        row.partner,
        str(AgencyKind(row.partner_kind).label),
        row.title,
        row.cells["form"],
        row.agreement,
        str(came),
    )
    return FactRow(cells, href=reverse("registers:entry", kwargs=here), is_example=row.is_example)


COLUMNS = (
    FactColumn("partner", _("Partner"), INTERNAL),
    FactColumn("kind", _("Kind"), INTERNAL),
    FactColumn("title", _("Promise"), INTERNAL),
    FactColumn("form", _("Form of support"), INTERNAL),
    FactColumn("document", _("Number of the agreement"), INTERNAL),
    FactColumn("delivered", _("Delivered in the period"), INTERNAL),
)
SOURCES = (
    FactSource(
        name="registers.partnerships",
        group=PARTNERSHIPS.group,
        label=_("Partners"),
        sentence=_("Partners with a promise about the subject that ran in the period."),
        params=Partnerships,
        compute=compute_partnerships,
        list_rows=list_partnerships,
    ),
)
