"""A city's rounds, their calendar, and what has been published about cities."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL, PUBLIC
from paripurna.platform.tables.imports import FileImport
from paripurna.rooms.assessment.forecasting.models import StoredForecast as StoredForecast
from paripurna.rooms.assessment.handover.models import ApplicationScore as ApplicationScore
from paripurna.rooms.assessment.handover.models import EntryFile as EntryFile
from paripurna.rooms.assessment.handover.models import EntryRule as EntryRule
from paripurna.rooms.assessment.handover.models import EntryTick as EntryTick
from paripurna.rooms.assessment.meetings.models import AgendaPoint as AgendaPoint
from paripurna.rooms.assessment.meetings.models import Attendance as Attendance
from paripurna.rooms.assessment.meetings.models import Meeting as Meeting
from paripurna.rooms.assessment.meetings.models import MeetingDecision as MeetingDecision
from paripurna.rooms.assessment.meetings.models import MeetingGuest as MeetingGuest
from paripurna.rooms.assessment.signing.models import PaperTemplate as PaperTemplate
from paripurna.rooms.assessment.signing.models import StageFreeze as StageFreeze
from paripurna.rooms.assessment.signing.models import StagePaper as StagePaper
from paripurna.rooms.assessment.types import Confidence, RoundState
from paripurna.rooms.assessment.verification.models import Verdict as Verdict
from paripurna.rooms.assessment.verification.models import VerificationClaim as VerificationClaim
from paripurna.rooms.assessment.verification.models import VerifierDuty as VerifierDuty
from paripurna.rooms.assessment.visit.models import Rehearsal as Rehearsal
from paripurna.rooms.assessment.visit.models import RehearsalStep as RehearsalStep
from paripurna.rooms.assessment.visit.models import VisitAsk as VisitAsk
from paripurna.rooms.assessment.visit.models import VisitPlan as VisitPlan
from paripurna.rooms.assessment.visit.models import VisitSite as VisitSite

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class RoundQuerySet(models.QuerySet["Round"]):
    def of_city(self, city: City) -> RoundQuerySet:
        return self.filter(city=city)

    def running(self) -> RoundQuerySet:
        return self.filter(state=RoundState.RUNNING)


class Round(models.Model):
    """One assessment of a city under one edition. It owns a sheet, pinned to the edition by hash."""

    FIELD_CLASSES = dict.fromkeys(
        (
            "id",
            "code",
            "city",
            "label",
            "year",
            "sheet",
            "previous",
            "state",
            "needs_two_verifiers",
            "opened_at",
            "finished_at",
        ),
        INTERNAL,
    )

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    label = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    sheet = models.OneToOneField("sheets.Sheet", models.PROTECT, related_name="+")
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.RUNNING)
    needs_two_verifiers = models.BooleanField(default=False)  # an answer is verified once two of them accept it
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", name="round_one_running", condition=Q(state="RUNNING")),
            models.UniqueConstraint("city", "label", name="round_label_unique"),
            models.CheckConstraint(
                condition=Q(state="FINISHED", finished_at__isnull=False) | (~Q(state="FINISHED") & Q(finished_at=None)),
                name="round_finished_with_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class RoundStage(models.Model):
    """A stage of a round with its days. Frozen, its marks no longer change."""

    FIELD_CLASSES = {
        "id": INTERNAL,
        "city": INTERNAL,
        "round": INTERNAL,
        "code": INTERNAL,
        "position": INTERNAL,
        "starts_on": INTERNAL,
        "ends_on": INTERNAL,
        "frozen_at": INTERNAL,
        "frozen_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="stages")
    code = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "round", "code", name="round_stage_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="round_stage_dates_in_order",
            ),
        ]


class PublishedResult(models.Model):
    """What was published about a city: a total or a predicate, with its source and how sure it is."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "year", "stage", "total", "grade", "grade_reported", "note", "source", "confidence"), PUBLIC
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="published_results")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40)  # a stage code of the edition, or "UNSPECIFIED"
    total = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    grade = models.CharField(max_length=40, blank=True)  # by the bands of the edition; empty without a total
    grade_reported = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=400)
    confidence = models.CharField(max_length=10, choices=Confidence.choices, default=Confidence.MEDIUM)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "year", "stage", "source", name="published_result_once"),
        ]


class ColumnMemory(models.Model):
    """How a city mapped the columns of a workbook, remembered by the headings."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "headings_hash", "mapping", "used_at"), INTERNAL)

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    headings_hash = models.CharField(max_length=64)
    mapping = models.JSONField()
    used_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("city", "headings_hash", name="column_memory_once")]


class RoundImport(FileImport):
    """A workbook on its way into a round: kept, mapped, previewed, then done. One that is dropped leaves."""

    FIELD_CLASSES = FileImport.FIELD_CLASSES | dict.fromkeys(
        ("round", "mapping", "answer_count", "mark_count"), INTERNAL
    )

    round = models.ForeignKey(Round, models.CASCADE, related_name="imports")
    mapping = models.JSONField(default=dict)  # column position → target; empty until chosen
    answer_count = models.PositiveIntegerField(default=0)
    mark_count = models.PositiveIntegerField(default=0)
