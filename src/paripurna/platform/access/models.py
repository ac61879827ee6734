"""Who has which role in which region."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.access.types import ROLES, RoleCode

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> MembershipQuerySet:
        return self.filter(user=user)

    def valid_on(self, day: date) -> MembershipQuerySet:
        return self.filter(Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day)))

    def covering(self, region_code: str) -> MembershipQuerySet:
        """Memberships in the region itself or in a region that contains it."""
        parts = region_code.split(".")
        return self.filter(region__code__in=[".".join(parts[:n]) for n in range(1, len(parts) + 1)])


class Membership(models.Model):
    """A role of a person in a region of any level, for a time."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "user": PERSONAL,
        "region": INTERNAL,
        "role": INTERNAL,
        "valid_from": INTERNAL,
        "valid_to": INTERNAL,
        "granted_by": PERSONAL,
        "granted_at": INTERNAL,
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(code.value, ROLES[code].label) for code in RoleCode])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("region", "user", "role", "valid_from", name="membership_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.region_id}"
