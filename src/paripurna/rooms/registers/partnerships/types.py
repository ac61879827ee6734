"""Forms of support, deliveries, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.types import RegisterError


class SupportForm(models.TextChoices):
    """In what a partner gives."""

    MONEY = "MONEY", _("Money")
    GOODS = "GOODS", _("Goods")
    PEOPLE = "PEOPLE", _("People and their time")
    PLACE = "PLACE", _("A place")
    AIRTIME = "AIRTIME", _("Airtime or space in media")
    JOINT_WORK = "JOINT_WORK", _("Joint work")


FORM_WORDS = {
    "uang": "MONEY",
    "dana": "MONEY",
    "barang": "GOODS",
    "tenaga": "PEOPLE",
    "sdm": "PEOPLE",
    "relawan": "PEOPLE",
    "tempat": "PLACE",
    "lokasi": "PLACE",
    "jam siar": "AIRTIME",
    "media": "AIRTIME",
    "kegiatan bersama": "JOINT_WORK",
    "kerja sama": "JOINT_WORK",
}


@dataclass(frozen=True, slots=True)
class DeliveryDraft:
    """What came, when, and what proves it."""

    delivered_on: date
    amount: Decimal | None = None
    value_idr: int | None = None
    note: str = ""
    document_code: str = ""


class DeliveryInFuture(RegisterError):
    def __init__(self) -> None:
        super().__init__(_("This day has not come yet. Note a delivery once it is there."))


class DeliveryTooEarly(RegisterError):
    def __init__(self) -> None:
        super().__init__(_("This day lies before the partnership began."))


class NoSuchDelivery(RegisterError):
    def __init__(self) -> None:
        super().__init__(_("This delivery is not there any more."))


class StrangeDocument(RegisterError):
    def __init__(self) -> None:
        super().__init__(_("The proof must be a document of this partnership. Attach it above first."))
