"""A list on its way into the register."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from paripurna.platform.access.classes import INTERNAL, PERSONAL


class PlaceImport(models.Model):
    """A file of places: looked at first, then taken whole or not at all. `kind`, `source` and `license` are of rows that do not say."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "file", "filename", "kind", "source", "license", "begun_at", "done_at"),
                *("added_count", "changed_count"),
            ),
            INTERNAL,
        ),
        "begun_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=300)
    license = models.CharField(max_length=100, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    added_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.filename
