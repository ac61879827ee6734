"""Reads of partnerships: deliveries, and the year of a partner."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.models import Delivery, Partnership
from paripurna.rooms.registers.partnerships.types import SupportForm
from paripurna.rooms.registers.subjects import list_strands, list_subjects, name_subjects

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def plain_amount(amount: Decimal) -> Decimal:
    """This function will return an amount without the zeros that the table keeps behind the comma."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise with what came of it in a year."""

    partnership: Partnership
    subjects: tuple[str, ...]
    deliveries: tuple[Delivery, ...]
    waiting: tuple[Delivery, ...]  # reported by the partner, not confirmed yet

    @property
    def delivered_amount(self) -> Decimal:
        return plain_amount(sum((delivery.amount or Decimal(0) for delivery in self.deliveries), Decimal(0)))

    @property
    def promised_amount(self) -> Decimal | None:
        return plain_amount(self.partnership.amount) if self.partnership.amount is not None else None

    @property
    def delivered_idr(self) -> int:
        return sum(delivery.value_idr or 0 for delivery in self.deliveries)

    @property
    def form(self) -> str:
        return str(SupportForm(self.partnership.form).label)


@dataclass(frozen=True, slots=True)
class PartnerYear:
    """The year of a partner on one page: promises, deliveries, and the parts of the child-friendly city they served."""

    partner: AgencyRef
    year: int
    lines: tuple[PromiseLine, ...]
    strands: tuple[tuple[int, str], ...]  # hue and name

    @property
    def promised_idr(self) -> int:
        return sum(line.partnership.value_idr or 0 for line in self.lines)

    @property
    def delivered_idr(self) -> int:
        return sum(line.delivered_idr for line in self.lines)

    @property
    def delivery_count(self) -> int:
        return sum(len(line.deliveries) for line in self.lines)

    @property
    def has_example(self) -> bool:
        return any(line.partnership.is_example for line in self.lines)


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as a line of the list."""

    partner: AgencyRef
    promises: int
    kept: int  # promises of which something was delivered
    delivered_idr: int


def list_running(city_id: int, *, starts_on: date, ends_on: date) -> QuerySet[Partnership]:
    """This function will return the partnerships that ran on any day of the period."""
    runs = Q(starts_on__lte=ends_on) & (Q(ends_on=None) | Q(ends_on__gte=starts_on))
    return Partnership.objects.of_city(city_id).standing().filter(runs)


def list_partners(city: City, year: int) -> list[PartnerRow]:
    """This function will return the partners with promises that ran in a year, by what they delivered: two statements."""
    rows: dict[AgencyRef, list[PromiseLine]] = {}
    for line in _list_lines(city, year):
        rows.setdefault(network.build_ref(line.partnership.partner), []).append(line)
    found = [
        PartnerRow(
            partner=partner,
            promises=len(lines),
            kept=sum(bool(line.deliveries) for line in lines),
            delivered_idr=sum(line.delivered_idr for line in lines),
        )
        for partner, lines in rows.items()
    ]
    return sorted(found, key=lambda row: (-row.delivered_idr, row.partner.name))


def build_partner_year(city: City, partner: AgencyRef, year: int) -> PartnerYear:
    """This function will gather the year of a partner: two statements."""
    lines = _list_lines(city, year, partner_id=partner.id)
    known, strands = list_subjects(), list_strands()
    served = {known[code].strand for line in lines for code in line.partnership.subjects if code in known}
    named = tuple((strand.hue, strand.name) for code, strand in strands.items() if code in served)
    return PartnerYear(partner, year, tuple(lines), named)


def _list_lines(city: City, year: int, *, partner_id: int | None = None) -> list[PromiseLine]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_year = Delivery.objects.filter(delivered_on__range=(first, last)).select_related("document")
    found = list_running(city.pk, starts_on=first, ends_on=last).select_related("partner", "agency")
    if partner_id is not None:
        found = found.filter(partner=partner_id)
    ordered = found.order_by("starts_on", "pk")
    fetched = ordered.prefetch_related(
        Prefetch("deliveries", in_year.order_by("delivered_on", "pk"), to_attr="in_year")
    )
    return [_line(row) for row in fetched]


def _line(row: Partnership) -> PromiseLine:
    in_year: list[Delivery] = row.in_year  # type: ignore[attr-defined]
    counted = tuple(delivery for delivery in in_year if delivery.confirmed_at)
    waiting = tuple(delivery for delivery in in_year if not delivery.confirmed_at)
    return PromiseLine(row, tuple(name_subjects(row.subjects)), counted, waiting)


def list_deliveries(partnership: Partnership) -> list[Delivery]:
    """This function will return what came of a promise, the newest first."""
    return list(partnership.deliveries.select_related("document").order_by("-delivered_on", "-pk"))


def list_own_partners(user: User, city: City, *, on: date) -> list[AgencyRef]:
    """This function will return the partners that the person works for."""
    return network.list_agencies_of(user, city, on=on)


def get_own_promise(city: City, partners: Sequence[AgencyRef], pk: int) -> Partnership:
    """This function will return a promise of one of these partners. Raises `Stranger` for any other."""
    own = Partnership.objects.of_city(city.pk).standing().filter(partner__in=[partner.id for partner in partners])
    found = get_or_stranger(own, pk=pk)
    found.city = city
    return found


def list_years(city: City, partner_ids: Collection[int] | None = None) -> list[int]:
    """This function will return the years in which promises began, the newest first."""
    rows = Partnership.objects.of_city(city.pk).standing()
    if partner_ids is not None:
        rows = rows.filter(partner__in=partner_ids)
    return sorted({day.year for day in rows.values_list("starts_on", flat=True)}, reverse=True)
