"""Partnerships, and what was delivered."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.registers.models.entries import Entry
from paripurna.rooms.registers.partnerships.types import SupportForm


class Partnership(Entry):
    """A partner promised something to an agency, for a time. Another promise is another entry."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(
            (
                *("partner", "title", "form", "amount", "unit", "value_idr"),
                *("agreement_number", "agreement_on", "starts_on", "ends_on"),
            ),
            INTERNAL,
        ),
    }

    partner = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)  # what was promised
    form = models.CharField(max_length=12, choices=SupportForm.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    value_idr = models.BigIntegerField(null=True, blank=True)
    agreement_number = models.CharField(max_length=100, blank=True)
    agreement_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day; None while it goes on

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                "city",
                "partner",
                "agency",
                "title",
                "starts_on",
                name="partnership_once",
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="partnership_dates_in_order"
            ),
        ]

    @property
    def partner_name(self) -> str:
        """For the words that a search looks in."""
        return f"{self.partner.abbreviation} {self.partner.name}"


class Delivery(models.Model):
    """What came of a promise. A partner's own report counts once the agency has confirmed it."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "city", "partnership", "delivered_on", "amount", "value_idr", "note", "document"),
                *("by_partner", "confirmed_at", "recorded_at", "is_example"),
            ),
            INTERNAL,
        ),
        "recorded_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="deliveries")
    delivered_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    value_idr = models.BigIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey("evidence.Document", models.SET_NULL, null=True, blank=True, related_name="+")
    by_partner = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("city", "delivered_on", name="delivery_city_day")]
