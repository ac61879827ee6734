"""What came back when the address of a linked page was last tried."""

from __future__ import annotations

from django.db import models

from paripurna.platform.access.classes import INTERNAL
from paripurna.rooms.evidence.models.documents import Document
from paripurna.rooms.evidence.types import ProbeState


class LinkProbe(models.Model):
    """The last try of a document's address; another address than the document's now tells nothing of it."""

    FIELD_CLASSES = dict.fromkeys(("document", "city", "address", "state", "status", "tried_at"), INTERNAL)

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="probe")
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    address = models.URLField(max_length=600)
    state = models.CharField(max_length=10, choices=ProbeState.choices)
    status = models.PositiveSmallIntegerField(null=True)  # of HTTP, where there was an answer
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("city", "tried_at", name="link_probe_oldest")]
