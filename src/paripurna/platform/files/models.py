"""The register of kept files. Who a file belongs to is said by the rooms, with a foreign key to here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL
from paripurna.platform.files.types import MediaType


class StoredFile(models.Model):
    """A content that is kept once, however many times it was brought. Never changed."""

    FIELD_CLASSES = dict.fromkeys(("id", "hash", "size", "media_type", "stored_at"), INTERNAL)

    hash = models.CharField(max_length=64, unique=True)  # SHA-256
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, choices=[(kind.value, kind.extension) for kind in MediaType])
    stored_at = models.DateTimeField()  # when it was last brought

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty")]

    def __str__(self) -> str:
        return self.hash[:12]

    @property
    def kind(self) -> MediaType:
        return MediaType(self.media_type)
