"""A request for proof to an agency, its documents, and everything that happened to it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL, SEALED
from paripurna.rooms.evidence.models.documents import Document
from paripurna.rooms.evidence.types import OPEN_REQUESTS, RequestState, RequestStep

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class RequestQuerySet(models.QuerySet["ProofRequest"]):
    def of_city(self, city: City) -> RequestQuerySet:
        return self.filter(city=city)

    def open(self) -> RequestQuerySet:
        return self.filter(state__in=OPEN_REQUESTS)


class ProofRequest(models.Model):
    """Somebody asks an agency for a document by a day. `question` is empty for one that no question asks for."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "sheet", "question", "kind", "title", "note", "agency", "due_on", "state"),
                *("is_from_gaps", "revision", "asked_at", "changed_at", "reminded_on", "escalated_at", "is_example"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("asked_by", "delegate"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey("sheets.Sheet", models.PROTECT, related_name="+")
    question = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=40, blank=True)  # a kind of proof that the edition asks for
    title = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    is_from_gaps = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reminded_on = models.DateField(null=True)
    escalated_at = models.DateTimeField(null=True)
    is_example = models.BooleanField(default=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city",
                "sheet",
                "question",
                "kind",
                "agency",
                name="proof_request_open_once",
                condition=Q(state__in=("OPEN", "ANSWERED", "RETURNED")) & ~Q(question=""),
            ),
        ]
        indexes = [
            models.Index("city", "agency", "state", "due_on", name="proof_request_of_agency"),
            models.Index("city", "sheet", "state", name="proof_request_of_sheet"),
        ]

    def __str__(self) -> str:
        return self.title


class RequestDocument(models.Model):
    """A document that was brought as the answer to a request."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "request", "document", "added_at"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    request = models.ForeignKey(ProofRequest, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("request", "document", name="request_document_once")]


class RequestEvent(models.Model):
    """What happened to a request: append-only."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "request", "step", "state", "note", "at"), INTERNAL),
        **dict.fromkeys(("by", "delegate"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    request = models.ForeignKey(ProofRequest, models.CASCADE, related_name="events")
    step = models.CharField(max_length=10, choices=RequestStep.choices)
    state = models.CharField(max_length=10, choices=RequestState.choices)  # after the step
    note = models.TextField(blank=True)
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("request", "at", name="request_event_in_order")]


class CalendarFeed(models.Model):
    """The secret address of a person's calendar in a city. Shown once; only its hash is kept; a new one ends the old."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "made_at", "revoked_at"), INTERNAL),
        "person": PERSONAL,
        "secret_hash": SEALED,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "person", name="calendar_feed_once", condition=Q(revoked_at=None))
        ]
