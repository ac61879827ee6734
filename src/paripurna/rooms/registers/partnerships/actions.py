"""Writes of deliveries: noting one, confirming what a partner reported, taking one out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.registers import policy
from paripurna.rooms.registers import queries as registers
from paripurna.rooms.registers.actions.entries import lock_for
from paripurna.rooms.registers.models import Delivery, Partnership
from paripurna.rooms.registers.partnerships import queries
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.types import (
    DeliveryDraft,
    DeliveryInFuture,
    DeliveryTooEarly,
    NoSuchDelivery,
    StrangeDocument,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def add_delivery(
    *, partnership: Partnership, draft: DeliveryDraft, is_example: bool = False, by: User | None, at: datetime
) -> None:
    """This function will note what came of a promise; it counts at once.

    Raises `NotAllowed`, `EntryWithdrawn`, `DeliveryInFuture`, `DeliveryTooEarly` and `StrangeDocument`.
    """
    found = _lock(partnership, by=by, at=at)
    _check_day(found, draft.delivered_on, on=day_in(found.city, at))
    delivery = _build(found, draft, by=by, at=at)
    delivery.confirmed_at, delivery.is_example = at, is_example
    delivery.save()
    _tell("registers.delivery_added", found, by=by, at=at)


@transaction.atomic
def report_delivery(*, partnership: Partnership, draft: DeliveryDraft, by: User, at: datetime) -> None:
    """This function will keep what a partner says it delivered; it counts when the agency confirms it.

    Raises `NotAllowed`, `Stranger` for the promise of another partner, and as `add_delivery`.
    """
    city = partnership.city
    on = day_in(city, at)
    check_may(by, Permission.PARTNERSHIP_OWN, city, on=on)
    if partnership.partner_id not in {partner.id for partner in queries.list_own_partners(by, city, on=on)}:
        raise Stranger
    policy.check_can_change(partnership)
    _check_day(partnership, draft.delivered_on, on=on)
    delivery = _build(partnership, draft, by=by, at=at)
    delivery.by_partner = True
    delivery.save()
    _tell("registers.delivery_reported", partnership, by=by, at=at)


@transaction.atomic
def confirm_delivery(*, partnership: Partnership, delivery_id: int, by: User | None, at: datetime) -> None:
    """This function will let what a partner reported count. Raises `NotAllowed` and `NoSuchDelivery`."""
    found = _lock(partnership, by=by, at=at)
    changed = Delivery.objects.filter(partnership=found, pk=delivery_id, confirmed_at=None).update(confirmed_at=at)
    if not changed:
        raise NoSuchDelivery
    _tell("registers.delivery_confirmed", found, by=by, at=at)


@transaction.atomic
def remove_delivery(*, partnership: Partnership, delivery_id: int, by: User | None, at: datetime) -> None:
    """This function will take out a delivery noted by mistake. Raises `NotAllowed` and `NoSuchDelivery`."""
    found = _lock(partnership, by=by, at=at)
    deleted, _rows = Delivery.objects.filter(partnership=found, pk=delivery_id).delete()
    if not deleted:
        raise NoSuchDelivery
    _tell("registers.delivery_removed", found, by=by, at=at)


def _check_day(partnership: Partnership, day: date, *, on: date) -> None:
    if day > on:
        raise DeliveryInFuture
    if day < partnership.starts_on:
        raise DeliveryTooEarly


def _build(partnership: Partnership, draft: DeliveryDraft, *, by: User | None, at: datetime) -> Delivery:
    attached = {str(document.code): document for document in registers.list_documents(partnership)}
    if draft.document_code and draft.document_code not in attached:
        raise StrangeDocument
    return Delivery(
        city_id=partnership.city_id,
        partnership=partnership,
        delivered_on=draft.delivered_on,
        amount=draft.amount,
        value_idr=draft.value_idr,
        note=draft.note,
        document=attached.get(draft.document_code),
        recorded_by=by,
        recorded_at=at,
    )


def _lock(partnership: Partnership, *, by: User | None, at: datetime) -> Partnership:
    found = lock_for(PARTNERSHIPS, partnership, by=by, at=at)
    policy.check_can_change(found)
    return found  # type: ignore[return-value]


def _tell(verb: str, partnership: Partnership, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=partnership.city_id, group=PARTNERSHIPS.group)
    subject = f"registers.entry:{PARTNERSHIPS.code}.{partnership.code}"
    audit.record(verb=verb, city=partnership.city, subject=subject, details={}, by=by, at=at)
