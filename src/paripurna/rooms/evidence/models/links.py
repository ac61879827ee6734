"""Which document proves which question, what a person waived, and what was offered in vain."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.evidence.models.documents import Document, DocumentVersion


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def standing(self) -> EvidenceQuerySet:
        return self.filter(removed_at=None)


class Evidence(models.Model):
    """A document proves a question of a sheet, on the page named. Removed links stay as history."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "sheet", "question", "document", "kind", "place", "note"),
                *("linked_at", "checked_at", "checked_version", "removed_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("linked_by", "checked_by", "removed_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    document = models.ForeignKey(Document, models.PROTECT, related_name="links")
    kind = models.CharField(max_length=40)  # a kind of proof that the edition asks for
    place = models.CharField(max_length=80, blank=True)  # "hlm. 3", "Lembar1!B4"
    note = models.CharField(max_length=400, blank=True)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    linked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_version = models.ForeignKey(DocumentVersion, models.SET_NULL, null=True, related_name="+")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city",
                "sheet",
                "question",
                "document",
                "kind",
                name="evidence_standing_once",
                condition=Q(removed_at=None),
            ),
        ]
        indexes = [models.Index("city", "document", name="evidence_of_document")]


class CheckWaiver(models.Model):
    """A person says, with a reason, that a finding of a check does not count here. Ended, it counts again."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            ("id", "city", "sheet", "question", "evidence", "check_code", "reason", "waived_at", "ended_at"), INTERNAL
        ),
        **dict.fromkeys(("waived_by", "ended_by"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    evidence = models.ForeignKey(Evidence, models.CASCADE, null=True, related_name="waivers")  # None: of the question
    check_code = models.CharField(max_length=60)  # with the kind of proof where one is missing
    reason = models.CharField(max_length=400)
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    waived_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city",
                "sheet",
                "question",
                "evidence",
                "check_code",
                name="check_waiver_once",
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
        ]


class SuggestionRefusal(models.Model):
    """A person said that a document does not prove a question: it is not offered there again."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "document", "sheet", "question", "refused_at"), INTERNAL),
        "refused_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.CASCADE, related_name="+")
    question = models.CharField(max_length=20)
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    refused_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "document", "sheet", "question", name="suggestion_refused_once")]
