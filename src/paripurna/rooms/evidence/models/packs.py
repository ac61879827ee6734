"""An archive of everything that proves a sheet at a stage."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.evidence.models.documents import Document
from paripurna.rooms.evidence.packing.types import Placing

if TYPE_CHECKING:
    from datetime import datetime

    from paripurna.platform.regions.models import City


class PackQuerySet(models.QuerySet["Pack"]):
    def of_city(self, city: City) -> PackQuerySet:
        return self.filter(city=city)

    def kept(self) -> PackQuerySet:
        """Packs whose archive is there."""
        return self.filter(file__isnull=False, ended_at=None)

    def expired(self, at: datetime) -> PackQuerySet:
        return self.filter(ended_at=None, expires_at__lt=at)


class Pack(models.Model):
    """A pack as it was asked for; `file` comes when the job has made it."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *(
                    "id",
                    "code",
                    "city",
                    "sheet",
                    "stage",
                    "placing",
                    "with_confidential",
                    "progress",
                    "file",
                    "filename",
                ),
                *("document_count", "left_out", "manifest_hash", "sheet_revision", "asked_at", "read_at", "made_at"),
                *("expires_at", "ended_at", "failed_document", "failed_question"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("asked_by", "ended_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    placing = models.CharField(max_length=4, choices=Placing.choices, default=Placing.ONCE)
    with_confidential = models.BooleanField(default=False)  # redacted where there is such a copy, else left out
    progress = models.ForeignKey("jobs.Progress", models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    filename = models.CharField(max_length=200, blank=True)
    document_count = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)  # [{question, document code, why}]
    manifest_hash = models.CharField(max_length=64, blank=True)
    sheet_revision = models.PositiveBigIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # the instant that the pack shows
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # deleted by a person, or expired
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    failed_document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    failed_question = models.CharField(max_length=20, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file=None) | Q(made_at__isnull=False, expires_at__isnull=False),
                name="pack_made_with_instant",
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | Q(file=None), name="pack_ended_without_file"),
        ]
        indexes = [models.Index("city", "sheet", F("asked_at").desc(), name="pack_newest")]

    def __str__(self) -> str:
        return self.filename or str(self.code)


class PackDocument(models.Model):
    """A document that went into a pack: what is known of it later decides whether the pack is still handed out."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "pack", "document", "is_redacted"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    pack = models.ForeignKey(Pack, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    is_redacted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("pack", "document", name="pack_document_once")]
