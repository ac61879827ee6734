"""Editions pinned by hash, sheets, answers, marks and their history."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL, PUBLIC
from paripurna.rooms.sheets.types import AnswerState, Moment, Step

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class EditionSnapshot(models.Model):
    """An edition as it was when a sheet was opened under it. Never changed: a trigger forbids it."""

    FIELD_CLASSES = {
        "id": PUBLIC,
        "hash": PUBLIC,
        "edition": PUBLIC,
        "version": PUBLIC,
        "city": INTERNAL,
        "base": INTERNAL,
        "taken_at": PUBLIC,
    }

    hash = models.CharField(max_length=64, unique=True)
    edition = models.CharField(max_length=60)  # "kla-2024"
    version = models.CharField(max_length=40)
    city = models.ForeignKey("regions.City", models.PROTECT, null=True, related_name="+")  # of a local revision
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="revisions")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(city=None, base=None) | Q(city__isnull=False, base__isnull=False),
                name="snapshot_city_and_base_together",
            ),
        ]


class EditionContent(models.Model):
    """The edition itself, as canonical JSON: apart from its snapshot, so that no list drags it along."""

    FIELD_CLASSES = dict.fromkeys(("snapshot", "content"), PUBLIC)

    snapshot = models.OneToOneField(EditionSnapshot, models.CASCADE, primary_key=True, related_name="+")
    content = models.JSONField()


class QuestionText(models.Model):
    """The words of a question, stemmed, so that an instrument can be searched in Indonesian."""

    FIELD_CLASSES = dict.fromkeys(("id", "snapshot", "question", "text", "stems", "vector"), PUBLIC)

    snapshot = models.ForeignKey(EditionSnapshot, models.CASCADE, related_name="texts")
    question = models.CharField(max_length=20)
    text = models.TextField()
    stems = models.TextField()
    vector = models.GeneratedField(
        expression=SearchVector("stems", config="simple"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints = [models.UniqueConstraint("snapshot", "question", name="question_text_once")]
        indexes = [
            GinIndex(fields=["vector"], name="question_text_vector"),
            GinIndex(fields=["text"], name="question_text_trgm", opclasses=["gin_trgm_ops"]),
        ]


class LocalRevision(models.Model):
    """Changes that a city makes to an edition's inferred and unknown rules; published, it becomes a snapshot."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "base": INTERNAL,
        "number": INTERNAL,
        "title": INTERNAL,
        "changes": INTERNAL,
        "sources": INTERNAL,
        "revision": INTERNAL,
        "snapshot": INTERNAL,
        "changed_by": PERSONAL,
        "changed_at": INTERNAL,
        "published_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    base = models.ForeignKey(EditionSnapshot, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    changes = models.JSONField(default=list)  # core.instrument.revision.Change, as JSON
    sources = models.JSONField(default=list)  # core.instrument.model.Source, as JSON: those that the changes add
    revision = models.PositiveIntegerField(default=1)
    snapshot = models.OneToOneField(EditionSnapshot, models.PROTECT, null=True, related_name="local_revision")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "number", name="local_revision_number_unique"),
            models.CheckConstraint(
                condition=Q(snapshot=None, published_at=None) | Q(snapshot__isnull=False, published_at__isnull=False),
                name="local_revision_published_with_snapshot",
            ),
        ]


class SheetQuerySet(models.QuerySet["Sheet"]):
    def of_city(self, city: City) -> SheetQuerySet:
        return self.filter(city=city)


class Sheet(models.Model):
    """An edition applied to a subject for a period: the one engine of answering in the house.

    `revision` grows with every write to anything on the sheet; totals and fragments are kept by it.
    """

    FIELD_CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "city",
            "edition",
            "subject_kind",
            "subject_key",
            "title",
            "period_start",
            "period_end",
            "revision",
            "is_example",
            "opened_at",
            "closed_at",
        ),
        INTERNAL,
    )

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    edition = models.ForeignKey(EditionSnapshot, models.PROTECT, related_name="sheets")
    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    period_start = models.DateField()
    period_end = models.DateField()
    revision = models.PositiveBigIntegerField(default=1)
    is_example = models.BooleanField(default=False)  # invented answers: said on every page and export
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city", "subject_kind", "subject_key", "edition", "period_start", name="sheet_once_a_period"
            ),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="sheet_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """The present answer to one question of a sheet."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "sheet": INTERNAL,
        "question": INTERNAL,
        "data": INTERNAL,
        "note": INTERNAL,
        "difference_reason": INTERNAL,
        "state": INTERNAL,
        "revision": INTERNAL,
        "changed_by": PERSONAL,
        "changed_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    difference_reason = models.TextField(blank=True, default="", db_default="")  # why it is not what an agency counts
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "sheet", "question", name="answer_once")]


class AnswerVersion(models.Model):
    """Every version that an answer ever had: append-only."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "answer": INTERNAL,
        "revision": INTERNAL,
        "step": INTERNAL,
        "data": INTERNAL,
        "note": INTERNAL,
        "state": INTERNAL,
        "reason": INTERNAL,
        "idempotency_key": INTERNAL,
        "changed_by": PERSONAL,
        "changed_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    step = models.CharField(max_length=10, choices=Step.choices)
    data = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AnswerState.choices)
    reason = models.TextField(blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("answer", "revision", name="answer_version_once"),
            models.UniqueConstraint(
                "answer", "idempotency_key", name="answer_key_once", condition=~Q(idempotency_key="")
            ),
        ]


class FactSnapshot(models.Model):
    """A fact as it was when an answer was taken over or submitted: append-only, without names of people.

    `part` is empty for the fact itself, "earlier" for the period before, or an item of a checklist.
    """

    FIELD_CLASSES = dict.fromkeys(
        (
            *("id", "city", "answer", "answer_revision", "moment", "part", "source", "params"),
            *("period_start", "period_end", "value", "numerator", "denominator", "code", "row_count", "digest"),
            *("as_of", "is_example", "overlay_hash", "kept_at"),
        ),
        INTERNAL,
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="facts")
    answer_revision = models.PositiveIntegerField()
    moment = models.CharField(max_length=10, choices=Moment.choices)
    part = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    period_start = models.DateField()
    period_end = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=9, null=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    code = models.CharField(max_length=40, blank=True)
    row_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the rows, without persons
    as_of = models.DateTimeField(null=True)
    is_example = models.BooleanField(default=False)
    overlay_hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("answer", "answer_revision", "moment", "part", name="fact_snapshot_once"),
            models.CheckConstraint(
                condition=Q(numerator=None, denominator=None) | Q(numerator__isnull=False, denominator__isnull=False),
                name="fact_snapshot_share_has_both_parts",
            ),
        ]


class Mark(models.Model):
    """Points given to a question at a stage. One row is in force (`replaced_at` empty); earlier ones stay."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "sheet": INTERNAL,
        "stage": INTERNAL,
        "question": INTERNAL,
        "points": INTERNAL,
        "reason": INTERNAL,
        "reason_code": INTERNAL,
        "marked_by": PERSONAL,
        "marked_at": INTERNAL,
        "replaced_at": INTERNAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="marks")
    stage = models.CharField(max_length=40)
    question = models.CharField(max_length=20)
    points = models.DecimalField(max_digits=7, decimal_places=2, null=True)  # null: the mark was taken away
    reason = models.TextField(blank=True)
    reason_code = models.CharField(max_length=30, blank=True, default="")  # of the owner's list
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city", "sheet", "stage", "question", name="mark_in_force_once", condition=Q(replaced_at=None)
            ),
            models.CheckConstraint(condition=Q(points=None) | Q(points__gte=0), name="mark_not_below_zero"),
        ]


class StageScore(models.Model):
    """The total of a stage at the sheet's revision, written with every change, so that lists need not compute."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "sheet", "stage", "sheet_revision", "total", "grade", "strands", "answered_count"), INTERNAL
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="stage_scores")
    stage = models.CharField(max_length=40)
    sheet_revision = models.PositiveBigIntegerField()
    total = models.DecimalField(max_digits=8, decimal_places=2)
    grade = models.CharField(max_length=40)
    strands = models.JSONField(default=dict)  # strand code → points as text
    answered_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "sheet", "stage", name="stage_score_once")]
