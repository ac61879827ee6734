"""The register of kept files. Who a file belongs to is said by the rooms, with a foreign key to here."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.files.types import MediaType, Refusal
from paripurna.platform.files.uploads.types import UNFINISHED, UploadState


class StoredFile(models.Model):
    """A content that is kept once, however often it was uploaded. Never changed."""

    FIELD_CLASSES = dict.fromkeys(("id", "hash", "size", "media_type", "stored_at"), INTERNAL)

    hash = models.CharField(max_length=64, unique=True)  # SHA-256
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, choices=[(kind.value, kind.extension) for kind in MediaType])
    stored_at = models.DateTimeField()  # when it was last uploaded

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty")]

    def __str__(self) -> str:
        return self.hash[:12]

    @property
    def kind(self) -> MediaType:
        return MediaType(self.media_type)


class UploadQuerySet(models.QuerySet["Upload"]):
    def unfinished(self) -> UploadQuerySet:
        return self.filter(state__in=UNFINISHED)


class Upload(models.Model):
    """A file on its way in. How much has arrived is said here, and by the part file never less."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "brought_by", "kind", "size", "offset", "state", "is_page"), INTERNAL),
        **dict.fromkeys(("file", "refusal", "result", "begun_at", "expires_at"), INTERNAL),
        **dict.fromkeys(("filename", "metadata", "sentence"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    brought_by = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)  # what a room registered
    filename = models.CharField(max_length=200)
    metadata = models.JSONField(default=dict)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in UploadState], default=UploadState.OPEN.value
    )
    is_page = models.BooleanField(default=False)  # a picture that waits to be joined with others
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True)
    refusal = models.CharField(max_length=20, choices=[(reason.value, reason.value) for reason in Refusal], default="")
    sentence = models.CharField(max_length=400, default="")  # what the person was told
    result = models.JSONField(default=dict)  # what the room tells of it
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="upload_not_empty"),
            models.CheckConstraint(condition=Q(offset__lte=F("size")), name="upload_offset_in_size"),
            models.CheckConstraint(
                condition=~Q(state__in=["RECEIVED", "KEPT"]) | Q(offset=F("size")), name="upload_received_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(state="KEPT", file__isnull=False) | (~Q(state="KEPT") & Q(file__isnull=True)),
                name="upload_kept_has_file",
            ),
            models.CheckConstraint(condition=Q(state="REFUSED") | Q(refusal=""), name="upload_refusal_when_refused"),
        ]
        indexes = [
            models.Index(fields=["city", "brought_by", "state"], name="upload_of_person"),
            models.Index(fields=["expires_at"], name="upload_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
