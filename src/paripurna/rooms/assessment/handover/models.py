"""What was entered into the national application, and what it showed then."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.assessment.handover.types import DEFAULT_LIMIT, DEFAULT_PATTERN, ScoreLevel


class EntryTick(models.Model):
    """A question was typed into the application, in the revision of its answer that stands here."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "round", "question", "answer_revision", "entered_at"), INTERNAL),
        "entered_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="+")
    question = models.CharField(max_length=20)
    answer_revision = models.PositiveIntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("city", "round", "question", name="entry_tick_once")]


class ApplicationScore(models.Model):
    """Points that the application showed, as the operator read them."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "round", "level", "number", "points", "read_at"), INTERNAL),
        "read_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=ScoreLevel.choices)
    number = models.CharField(max_length=20, blank=True)
    points = models.DecimalField(max_digits=8, decimal_places=2)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "round", "level", "number", name="application_score_once"),
            models.CheckConstraint(condition=Q(points__gte=0), name="application_score_not_negative"),
            models.CheckConstraint(
                condition=Q(level="TOTAL", number="") | (~Q(level="TOTAL") & ~Q(number="")),
                name="application_score_numbered",
            ),
        ]


class EntryRule(models.Model):
    """How large a file of the application may be, and what it is called. One for a city."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "limit_megabytes", "name_pattern"), INTERNAL)

    city = models.OneToOneField("regions.City", models.CASCADE, related_name="+")
    limit_megabytes = models.PositiveSmallIntegerField(default=DEFAULT_LIMIT)
    name_pattern = models.CharField(max_length=120, default=DEFAULT_PATTERN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(limit_megabytes__gte=1, limit_megabytes__lte=500), name="entry_rule_limit_sensible"
            ),
        ]


class EntryFile(models.Model):
    """The files of a question as one, made by a worker because it takes long; for the person who asked, for a day."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "round", "question", "with_restricted", "plan_key"), INTERNAL),
        **dict.fromkeys(("progress", "file", "filename", "asked_at", "expires_at"), INTERNAL),
        "asked_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="+")
    question = models.CharField(max_length=20)
    with_restricted = models.BooleanField(default=False)
    plan_key = models.CharField(max_length=64)  # which versions of which documents it holds
    progress = models.ForeignKey("jobs.Progress", models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    filename = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("city", "round", "question", "asked_by", name="entry_file_of_question")]
