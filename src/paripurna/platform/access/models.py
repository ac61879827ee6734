"""Who has which role in which region, and who is invited to one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL, SEALED
from paripurna.platform.access.types import ROLES, InvitationState, RoleCode

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> MembershipQuerySet:
        return self.filter(user=user)

    def valid_on(self, day: date) -> MembershipQuerySet:
        begun = Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
        return self.filter(begun, ended_at=None)

    def within(self, region_code: str) -> MembershipQuerySet:
        """Memberships in the region itself or in a part of it."""
        return self.filter(Q(region__code=region_code) | Q(region__code__startswith=f"{region_code}."))

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
        "grant_reason": PERSONAL,
        "ended_by": PERSONAL,
        "ended_at": INTERNAL,
        "end_reason": PERSONAL,
    }

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(code.value, ROLES[code].label) for code in RoleCode])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day, when it is known beforehand
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()
    grant_reason = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # void from this instant on
    end_reason = models.CharField(max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("region", "user", "role", name="membership_once", condition=Q(ended_at=None)),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="membership_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.region_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of_city(self, city: City) -> InvitationQuerySet:
        return self.filter(city=city)

    def open_at(self, at: datetime) -> InvitationQuerySet:
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """A role that waits for a person, behind a link that works once. Only the hash of the link's secret is kept."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "region": INTERNAL,
        "role": INTERNAL,
        "name": PERSONAL,
        "email": PERSONAL,
        "extras": INTERNAL,
        "secret_hash": SEALED,
        "invited_by": PERSONAL,
        "invited_at": INTERNAL,
        "expires_at": INTERNAL,
        "used_by": PERSONAL,
        "used_at": INTERNAL,
        "revoked_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="invitations")
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(code.value, ROLES[code].label) for code in RoleCode])
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    extras = models.JSONField(default=dict)  # codes by the key of an `access.invitations.Extra`
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_dates_in_order"),
            models.CheckConstraint(condition=Q(used_at=None) | Q(revoked_at=None), name="invitation_used_or_revoked"),
        ]
        indexes = [models.Index(fields=["city", "-invited_at"], name="invitation_city_invited")]

    def state_at(self, at: datetime) -> InvitationState:
        if self.used_at:
            return InvitationState.USED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.OPEN if at < self.expires_at else InvitationState.EXPIRED
