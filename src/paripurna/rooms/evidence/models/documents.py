"""A document of the library, and the versions of its content."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.evidence.openness import Keeping, keeping_of
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind, DocumentState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.policy import DocumentScope


class DocumentQuerySet(models.QuerySet["Document"]):
    def of_city(self, city: City) -> DocumentQuerySet:
        return self.filter(city=city)

    def current(self) -> DocumentQuerySet:
        return self.filter(state=DocumentState.CURRENT)

    def visible_to(self, scope: DocumentScope) -> DocumentQuerySet:
        """Documents whose description the person may read; `scope` was read once for the person."""
        return self.filter(scope.as_query())


class Document(models.Model):
    """A decree, a photo, a link …: kept once, proving any number of questions."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "kind", "title", "number", "signed_on", "valid_from", "valid_to"),
                *("period_start", "period_end", "agency", "region", "confidentiality", "child_content", "link"),
                *("summary", "folded", "state", "withdrawn_at", "withdrawn_reason", "wet_signature_on", "revision"),
                *("current", "is_example", "brought_at", "changed_at", "suspected", "looked_version"),
                *("faces_covered_at", "keep_until", "content_deleted_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("signatory", "brought_by", "withdrawn_by", "wet_signature_by", "faces_covered_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signatory = models.CharField(max_length=200, blank=True)  # name and office, as on the paper
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # the last day
    period_start = models.DateField(null=True, blank=True)  # the days that the content tells of
    period_end = models.DateField(null=True, blank=True)
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")  # whose document it is
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    confidentiality = models.CharField(max_length=12, choices=Confidentiality.choices, default=Confidentiality.INTERNAL)
    child_content = models.CharField(max_length=8, choices=ChildContent.choices, default=ChildContent.NONE)
    suspected = models.CharField(max_length=80, blank=True)  # codes of `Suspicion`, until a person has answered
    looked_version = models.ForeignKey(  # a person said of this version what it shows of children
        "evidence.DocumentVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    faces_covered_at = models.DateTimeField(null=True, blank=True)  # a person confirmed it of the newest version
    faces_covered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    keep_until = models.DateField(null=True, blank=True)  # the last day; then the content of what shows children goes
    content_deleted_at = models.DateTimeField(null=True, blank=True)
    link = models.URLField(max_length=600, blank=True)
    summary = models.TextField(blank=True)
    folded = models.TextField(blank=True)  # title, number and summary in small letters, for names half remembered
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.CURRENT)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)
    wet_signature_on = models.DateField(null=True, blank=True)  # when a person saw the signature on the paper
    wet_signature_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    current = models.ForeignKey("evidence.DocumentVersion", models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="document_validity_in_order",
            ),
            models.CheckConstraint(
                condition=Q(period_start=None, period_end=None)
                | Q(period_start__isnull=False, period_end__isnull=False, period_end__gte=F("period_start")),
                name="document_period_whole_and_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="WITHDRAWN", withdrawn_at__isnull=False) | Q(state="CURRENT", withdrawn_at=None),
                name="document_withdrawn_with_instant",
            ),
            models.CheckConstraint(condition=~Q(child_content="RECORDS"), name="document_never_child_records"),
            models.CheckConstraint(condition=Q(kind="LINK") | Q(link=""), name="document_link_only_of_links"),
            models.CheckConstraint(
                condition=Q(child_content="FACES") | Q(faces_covered_at=None), name="document_covered_only_with_faces"
            ),
            models.CheckConstraint(
                condition=Q(keep_until=None) | ~Q(child_content="NONE"), name="document_ends_only_with_children"
            ),
            models.CheckConstraint(
                condition=Q(content_deleted_at=None) | Q(current=None), name="document_deleted_without_content"
            ),
        ]
        indexes = [
            models.Index("city", F("changed_at").desc(nulls_last=True), F("id").desc(), name="document_newest"),
            models.Index("city", "agency", "state", name="document_of_agency"),
            models.Index("keep_until", name="document_keep_until", condition=Q(keep_until__isnull=False)),
            GinIndex(fields=["city", "folded"], name="document_words", opclasses=["int8_ops", "gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def keeping(self) -> Keeping:
        return keeping_of(self)

    @property
    def is_restricted(self) -> bool:
        """Whether not everybody who sees it gets its content. The machine leaves it alone, and it is not packed."""
        return self.keeping is not Keeping.SHARED

    @property
    def has_covered_faces(self) -> bool:
        return self.faces_covered_at is not None


class DocumentVersion(models.Model):
    """One content of a document; the newest counts, earlier ones stay."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "document", "number", "file", "filename", "note", "brought_at"), INTERNAL),
        "brought_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    note = models.CharField(max_length=400, blank=True)  # what is new in it
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("document", "number", name="document_version_once")]
        indexes = [models.Index("city", "file", name="document_version_file")]


class Redaction(models.Model):
    """The content of a version with what is confidential made unreadable: what may leave the house in its place."""

    FIELD_CLASSES = {
        **dict.fromkeys(("version", "city", "file", "filename", "brought_at"), INTERNAL),
        "brought_by": PERSONAL,
    }

    version = models.OneToOneField(DocumentVersion, models.CASCADE, primary_key=True, related_name="redaction")
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    brought_at = models.DateTimeField()
