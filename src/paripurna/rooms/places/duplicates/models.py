"""What people said of places that may be one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL


class DifferentPlaces(models.Model):
    """Two places of which a person said that they are not one; nobody is asked again."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "first", "second", "said_at"), INTERNAL),
        "said_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    first = models.ForeignKey("places.Place", models.CASCADE, related_name="+")
    second = models.ForeignKey("places.Place", models.CASCADE, related_name="+")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="different_places_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_places_in_order"),
        ]


class PlaceMerge(models.Model):
    """One place merged into another. `before` and `after` are what changed of the kept one, so that it can be undone."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            ("id", "uuid", "city", "kept", "gone", "before", "after", "documents", "merged_at", "undone_at"), INTERNAL
        ),
        **dict.fromkeys(("merged_by", "undone_by"), PERSONAL),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    kept = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    gone = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    documents = ArrayField(models.BigIntegerField(), default=list, blank=True)  # that the kept one got by it
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("gone", name="place_merged_once", condition=Q(undone_at=None)),
        ]
