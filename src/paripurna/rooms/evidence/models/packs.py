"""An archive of everything that proves a sheet at a stage."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F

from paripurna.platform.access.classes import INTERNAL, PERSONAL


class Pack(models.Model):
    """A pack as it was asked for; `file` comes when the job has made it."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "sheet", "stage", "with_confidential", "progress", "file", "filename"),
                *("document_count", "left_out", "manifest_hash", "sheet_revision", "asked_at", "made_at"),
            ),
            INTERNAL,
        ),
        "asked_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    with_confidential = models.BooleanField(default=False)  # redacted where a rule allows it, else left out
    progress = models.ForeignKey("jobs.Progress", models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    filename = models.CharField(max_length=200, blank=True)
    document_count = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)  # [{question, document code, why}]
    manifest_hash = models.CharField(max_length=64, blank=True)
    sheet_revision = models.PositiveBigIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("city", "sheet", F("asked_at").desc(), name="pack_newest")]
