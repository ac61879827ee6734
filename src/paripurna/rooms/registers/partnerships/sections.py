"""What the page of a partnership shows of its deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from paripurna.rooms.registers import policy
from paripurna.rooms.registers import queries as registers
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Partnership
from paripurna.rooms.registers.partnerships import queries

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


def show_deliveries(partnership: Partnership, frame: Frame, user: User) -> Mapping[str, Any]:
    """This function will tell what came of a promise, and let who keeps it note more."""
    deliveries = queries.list_deliveries(partnership)
    counted = [delivery for delivery in deliveries if delivery.confirmed_at]
    here = {"city": partnership.city.slug, "code": partnership.code}
    may_keep = policy.may_keep(user, partnership.city, partnership.agency_id, on=frame.on)
    return {
        "deliveries": deliveries,
        "amount": queries.plain_amount(sum((delivery.amount or Decimal(0) for delivery in counted), Decimal(0))),
        "promised_amount": queries.plain_amount(partnership.amount) if partnership.amount is not None else None,
        "value_idr": sum(delivery.value_idr or 0 for delivery in counted),
        "promised": partnership,
        "documents": registers.list_documents(partnership) if may_keep else [],
        "may_keep": may_keep and not partnership.is_withdrawn,
        "today": frame.on,
        "add_url": reverse("registers:delivery_add", kwargs=here),
        "settle_url": reverse("registers:delivery_settle", kwargs=here),
        "year_url": reverse(
            "registers:partner_year", kwargs={"city": partnership.city.slug, "partner": partnership.partner.code}
        ),
    }
