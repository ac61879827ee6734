"""What was told to whom, and whether they wish to hear of it by e-mail."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: User) -> NoticeQuerySet:
        return self.filter(person=person)

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing told to one person."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "code", "params", "link", "dedup_key", "told_at", "mailed_at"), INTERNAL),
        **dict.fromkeys(("person", "read_at"), PERSONAL),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    city = models.ForeignKey("regions.City", models.CASCADE, null=True, related_name="+")
    code = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)  # a path of this house
    dedup_key = models.CharField(max_length=120, blank=True)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dedup_key"],
                condition=Q(read_at=None) & ~Q(dedup_key=""),
                name="notice_once_until_read",
            ),
            models.CheckConstraint(
                condition=Q(link="") | (Q(link__startswith="/") & ~Q(link__startswith="//")),
                name="notice_link_is_ours",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-told_at"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"


class MailWish(models.Model):
    """Whether a person wants notices by e-mail. Without a row: yes, if they gave an address."""

    FIELD_CLASSES = {"person": PERSONAL, "wants_mail": PERSONAL}

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    wants_mail = models.BooleanField(default=True)
