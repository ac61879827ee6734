"""The run sheet of a round's field visit, its rehearsals, and what was asked for afterwards."""

from __future__ import annotations

import uuid
from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.assessment.visit.types import OPEN_ASKS, AskState, LineResult, SiteKind


class VisitPlan(models.Model):
    """One visit of a round. `revision` grows with every change of frame, sites or order."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "city", "round", "held_on", "begins_at", "ends_by", "note", "revision", "is_example"),
                *("asks_from", "asks_until", "changed_at"),
            ),
            INTERNAL,
        ),
        "changed_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.OneToOneField("assessment.Round", models.CASCADE, related_name="visit")
    held_on = models.DateField(null=True)  # empty: the first day of the stage
    begins_at = models.TimeField(default=time(8))
    ends_by = models.TimeField(null=True)
    note = models.TextField(blank=True)
    asks_from = models.DateTimeField(null=True)  # from here the hours for papers run
    asks_until = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_by=None) | Q(ends_by__gt=F("begins_at")), name="visit_plan_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(asks_from=None, asks_until=None)
                | Q(asks_from__isnull=False, asks_until__gt=F("asks_from")),
                name="visit_plan_hours_whole_and_in_order",
            ),
        ]


class VisitSite(models.Model):
    """A place that is shown: who receives, what proves what, how long, and what if it rains."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "plan", "position", "kind", "name", "address", "region", "agency", "shown"),
                *("questions", "online_link", "line_result", "line_note", "line_tested_at", "has_children", "script"),
                *("minutes", "travel", "starts_at", "rain_plan", "is_reserve", "done_at", "revision", "is_example"),
                "changed_at",
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("person_name", "person_phone", "line_tested_by", "done_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="sites")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=SiteKind.choices)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("network.Agency", models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=200, blank=True)
    person_phone = models.CharField(max_length=40, blank=True)
    shown = models.TextField(blank=True)
    questions = models.JSONField(default=list)  # numbers of the edition
    online_link = models.URLField(max_length=400, blank=True)
    line_result = models.CharField(max_length=10, choices=LineResult.choices, default=LineResult.UNTRIED)
    line_note = models.CharField(max_length=300, blank=True)
    line_tested_at = models.DateTimeField(null=True)
    line_tested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    has_children = models.BooleanField(default=False)
    script = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=15)
    travel = models.PositiveSmallIntegerField(default=0)  # minutes on the way to it
    starts_at = models.TimeField(null=True)
    rain_plan = models.CharField(max_length=300, blank=True)
    is_reserve = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"], name="visit_site_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="visit_site_takes_time"),
            models.CheckConstraint(
                condition=Q(line_result="UNTRIED", line_tested_at=None)
                | (~Q(line_result="UNTRIED") & Q(line_tested_at__isnull=False)),
                name="visit_site_line_with_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rehearsal(models.Model):
    """One run through the sites, with a clock in the hand."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "plan", "number", "begun_at", "ended_at", "note"), INTERNAL),
        "led_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="rehearsals")
    number = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "number", name="rehearsal_number_once"),
            models.UniqueConstraint("plan", name="rehearsal_one_running", condition=Q(ended_at=None)),
        ]


class RehearsalStep(models.Model):
    """How a site went in a rehearsal. It keeps name and minutes of that time: the plan moves on."""

    FIELD_CLASSES = dict.fromkeys(
        (
            *("id", "city", "rehearsal", "site", "position", "name", "planned_minutes", "started_at", "ended_at"),
            *("note", "missing", "ask_made_at"),
        ),
        INTERNAL,
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    rehearsal = models.ForeignKey(Rehearsal, models.CASCADE, related_name="steps")
    site = models.ForeignKey(VisitSite, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    planned_minutes = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    missing = models.TextField(blank=True)
    ask_made_at = models.DateTimeField(null=True)  # what was missing became a request for proof

    class Meta:
        constraints = [
            models.UniqueConstraint("rehearsal", "position", name="rehearsal_step_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
                name="rehearsal_step_in_order",
            ),
        ]


class VisitAskQuerySet(models.QuerySet["VisitAsk"]):
    def open(self) -> VisitAskQuerySet:
        return self.filter(state__in=OPEN_ASKS)


class VisitAsk(models.Model):
    """A paper that those who visited asked for, on its way to them."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "plan", "title", "question", "agency", "due_at", "state", "document", "note"),
                *("said", "asked_at", "changed_at", "handed_over_at", "revision", "is_example"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("bringer", "asked_by", "changed_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the key of the form that made it
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    plan = models.ForeignKey(VisitPlan, models.CASCADE, related_name="asks")
    title = models.CharField(max_length=300)
    question = models.CharField(max_length=20, blank=True)
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")
    bringer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=AskState.choices, default=AskState.ASKED)
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)  # what they said when they asked
    said = models.TextField(blank=True)  # why it cannot be brought, or to whom it went
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    objects = VisitAskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["BROUGHT", "HANDED_OVER"]) | Q(document__isnull=False),
                name="visit_ask_brought_with_document",
            ),
            models.CheckConstraint(
                condition=Q(state="HANDED_OVER", handed_over_at__isnull=False)
                | (~Q(state="HANDED_OVER") & Q(handed_over_at=None)),
                name="visit_ask_handed_over_with_instant",
            ),
        ]
        indexes = [models.Index("city", "plan", "state", "due_at", name="visit_ask_in_order")]

    def __str__(self) -> str:
        return self.title
