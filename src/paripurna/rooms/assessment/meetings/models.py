"""A meeting, whom it was called for, its agenda, who was there, and what was decided."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.assessment.meetings.types import PointSource


class Meeting(models.Model):
    """One meeting of the task force. Signed off, its minutes are a document and stand still."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "title", "held_on", "begins_at", "place", "link", "note", "minutes", "next_on"),
                *("document", "called_at", "invited_at", "signed_at", "revision", "is_example"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("called_by", "signed_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    begins_at = models.TimeField()
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)
    note = models.TextField(blank=True)
    minutes = models.TextField(blank=True)  # what was said, in the secretary's words
    next_on = models.DateField(null=True)
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    called_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, document=None) | Q(signed_at__isnull=False, document__isnull=False),
                name="meeting_signed_with_document",
            ),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="meeting_somewhere"),
        ]
        indexes = [models.Index("city", "held_on", name="meeting_by_day")]

    def __str__(self) -> str:
        return self.title


class MeetingGuest(models.Model):
    """An agency that a meeting was called for."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "meeting", "agency"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests")
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "agency", name="meeting_guest_once")]


class AgendaPoint(models.Model):
    """A point of the agenda, in its order."""

    FIELD_CLASSES = dict.fromkeys(("id", "code", "city", "meeting", "position", "text", "source"), INTERNAL)

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=10, choices=PointSource.choices, default=PointSource.HAND)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_point_place", deferrable=models.Deferrable.DEFERRED
            ),
        ]


class Attendance(models.Model):
    """Who was there: a member of the city once, or people of an office that were only counted."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "meeting", "office", "count", "noted_at"), INTERNAL),
        "person": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    office = models.CharField(max_length=200)
    count = models.PositiveSmallIntegerField(default=1)
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "meeting", "person", name="attendance_person_once", condition=Q(person__isnull=False)
            ),
            models.CheckConstraint(condition=~Q(office="") & Q(count__gt=0), name="attendance_counts_an_office"),
        ]


class MeetingDecisionQuerySet(models.QuerySet["MeetingDecision"]):
    def open(self) -> MeetingDecisionQuerySet:
        return self.filter(done_at=None)


class MeetingDecision(models.Model):
    """What a meeting decided. It stands in the tasks of its agency until the agency says that it is done."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "meeting", "text", "agency", "due_on", "done_at", "noted_at"), INTERNAL),
        **dict.fromkeys(("done_by", "noted_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    text = models.TextField()
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()

    objects = MeetingDecisionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("city", "agency", "due_on", name="decision_in_order", condition=Q(done_at=None))]

    def __str__(self) -> str:
        return self.text

    def is_late(self, on: date) -> bool:
        return self.done_at is None and self.due_on < on
