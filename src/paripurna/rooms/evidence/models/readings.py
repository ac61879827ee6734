"""What a machine read in a version: text to search, what the paper says of itself, and marks to find its likes by."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.evidence.models.documents import DocumentVersion
from paripurna.rooms.evidence.types import ReadingState


class Reading(models.Model):
    """What is known of a version by opening it. A version that shows children is never read."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("version", "city", "state", "reason", "page_count", "text_source", "stems", "vector"),
                *("found", "taken_at", "fingerprint", "legibility", "attempts", "read_at", "faces_sought_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("text", "signatures", "latitude", "longitude", "faces"), PERSONAL),
    }

    version = models.OneToOneField(DocumentVersion, models.CASCADE, primary_key=True, related_name="reading")
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReadingState.choices, default=ReadingState.WAITING)
    reason = models.CharField(max_length=60, blank=True)  # a code: why it could not be read
    page_count = models.PositiveIntegerField(null=True)
    text_source = models.CharField(max_length=10, blank=True)  # LAYER, OCR or MIXED
    text = models.TextField(blank=True)  # pages divided by form feeds
    stems = models.TextField(blank=True)
    vector = models.GeneratedField(
        expression=SearchVector("stems", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    found = models.JSONField(default=dict)  # what the text names; `proof/readings.py` says how
    signatures = models.JSONField(default=list)  # electronic ones; `proof/readings.py` says how
    taken_at = models.DateTimeField(null=True)  # of a photo, as its camera noted
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    faces = models.JSONField(default=dict)  # boxes to blur, by page: found by the machine, mended by people
    faces_sought_at = models.DateTimeField(null=True)  # by the machine; until then nobody can confirm them
    fingerprint = models.JSONField(default=dict)  # dHash and MinHash; `proof/readings.py` says how
    legibility = models.CharField(max_length=20, blank=True)  # a code: why the scan cannot be read by people
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)  # how often reading it was begun
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["city", "vector"], name="reading_words"),
            models.Index("city", "version", condition=Q(state="WAITING"), name="reading_waiting"),
        ]


class TextBand(models.Model):
    """A band of a text's MinHash: documents that share one may be alike."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "reading", "band"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="text_bands")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index("city", "band", name="text_band_lookup")]


class PictureBand(models.Model):
    """A band of a picture's dHash: pictures that share one may be alike."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "reading", "band"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="picture_bands")
    band = models.BigIntegerField()

    class Meta:
        indexes = [models.Index("city", "band", name="picture_band_lookup")]
