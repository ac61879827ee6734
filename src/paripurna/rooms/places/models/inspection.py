"""Inspections of places, what they find, and what becomes of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.lookups import Exact

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.places.inspections.types import FindingState, InspectionState, Severity, Topic


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def planned(self) -> Self:
        return self.filter(state=InspectionState.PLANNED)


class Inspection(models.Model):
    """One check of a place by its standard: the sheet that is filled, who goes there, on which day, as which stop of the route.

    What the visit adds to the answers: where and when, who was met, and who signs. `visit_revision` counts writes of these.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "uuid", "city", "place", "sheet", "planned_on", "stop", "state", "is_example", "created_at"),
                *("visit_revision", "visit_nonce", "visited_at", "finished_at", "finish_nonce"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(
            (
                *("inspector", "created_by", "finished_by", "met_with", "note", "signed_name", "signature"),
                *("lon", "lat", "accuracy_m", "located_at"),  # where the person stood, not where the place is
            ),
            PERSONAL,
        ),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="inspections")
    sheet = models.OneToOneField("sheets.Sheet", models.PROTECT, related_name="+")
    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    planned_on = models.DateField()
    stop = models.PositiveSmallIntegerField()  # its place in the route of the inspector on that day
    state = models.CharField(max_length=9, choices=InspectionState.choices, default=InspectionState.PLANNED)
    is_example = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    met_with = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    accuracy_m = models.PositiveIntegerField(null=True, blank=True)
    located_at = models.DateTimeField(null=True, blank=True)
    visit_revision = models.PositiveIntegerField(default=0)
    visit_nonce = models.CharField(max_length=30, blank=True)

    signed_name = models.CharField(max_length=200, blank=True)
    signature = models.BinaryField(null=True, blank=True)  # PNG, drawn with a finger
    visited_at = models.DateTimeField(null=True, blank=True)  # when it was signed, there
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)  # when it arrived here
    finish_nonce = models.CharField(max_length=30, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "place", name="place_inspected_one_at_a_time", condition=Q(state=InspectionState.PLANNED)
            ),
            models.CheckConstraint(
                condition=Q(lon=None, lat=None) | Q(lon__range=(-180, 180), lat__range=(-90, 90)),
                name="inspection_position_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=InspectionState.DONE, finished_at__isnull=False, visited_at__isnull=False)
                | Q(~Q(state=InspectionState.DONE), finished_at=None, visited_at=None),
                name="inspection_done_when_finished",
            ),
        ]
        indexes = [models.Index("city", "inspector", "planned_on", name="inspection_route")]


class FindingQuerySet(models.QuerySet["Finding"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def told(self) -> Self:
        """Findings that count: handed over with their inspection, or reported by themselves."""
        return self.exclude(state__in=(FindingState.DRAFT, FindingState.DROPPED))

    def standing(self) -> Self:
        """Findings whose repair nobody has confirmed yet: closed is not confirmed."""
        return self.filter(state__in=(FindingState.OPEN, FindingState.REPAIRED))

    def shutting(self) -> Self:
        return self.standing().filter(severity=Severity.CLOSES)

    def shutting_before(self, at: datetime) -> Self:
        """Findings that kept their place closed when a day was over: as bad by then, and not confirmed by then."""
        before = FindingEvent.objects.filter(finding=OuterRef("pk"), at__lt=at).order_by("-at", "-pk")
        told = self.filter(Q(confirmed_at=None) | Q(confirmed_at__gte=at), reported_at__lt=at)
        return told.filter(Exact(Subquery(before.values("severity")[:1]), Value(Severity.CLOSES)))

    def blocking(self) -> Self:
        """Findings that stand in the way of a certificate: dangers that close the place, and limits to safety."""
        return self.standing().filter(Q(severity=Severity.CLOSES) | Q(severity=Severity.LIMITS, topic=Topic.SAFETY))


class Finding(models.Model):
    """Something that is not as it must be: which requirement it breaks, how bad, who answers for it, and until when.

    `question` is a number of the standard's edition. One person says that it is repaired, another confirms it.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "uuid", "city", "place", "inspection", "question", "requirement", "severity", "topic", "state"),
                *("text", "owner_agency", "due_on", "reported_at", "repaired_at", "confirmed_at"),
                *("revision", "nonce", "is_example", "changed_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("owner_name", "reported_by", "repaired_by", "confirmed_by", "changed_by"), PERSONAL),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="findings")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="findings")
    question = models.CharField(max_length=40, blank=True)
    requirement = models.CharField(max_length=200, blank=True)  # what the edition calls it, in Indonesian
    severity = models.CharField(max_length=6, choices=Severity.choices)
    topic = models.CharField(max_length=8, choices=Topic.choices, default=Topic.OTHER)
    text = models.TextField(blank=True)
    owner_agency = models.ForeignKey("network.Agency", models.PROTECT, null=True, blank=True, related_name="+")
    owner_name = models.CharField(max_length=200, blank=True)  # a person or body that is no agency
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=FindingState.choices, default=FindingState.DRAFT)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    repaired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    repaired_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    nonce = models.CharField(max_length=30, blank=True)
    is_example = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("inspection", "question", name="finding_once_a_question"),
            models.CheckConstraint(
                condition=Q(state__in=(FindingState.DRAFT, FindingState.DROPPED), reported_at=None)
                | Q(~Q(state__in=(FindingState.DRAFT, FindingState.DROPPED)), reported_at__isnull=False),
                name="finding_reported_when_told",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(FindingState.REPAIRED, FindingState.CONFIRMED), repaired_at__isnull=False)
                | Q(~Q(state__in=(FindingState.REPAIRED, FindingState.CONFIRMED)), repaired_at=None),
                name="finding_repaired_when_said",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.CONFIRMED, confirmed_at__isnull=False)
                | Q(~Q(state=FindingState.CONFIRMED), confirmed_at=None),
                name="finding_confirmed_when_said",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(repaired_by=None) | ~Q(confirmed_by=F("repaired_by")),
                name="finding_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index("city", "state", "due_on", name="finding_by_due"),
            models.Index("place", name="finding_open_of_place", condition=Q(state__in=("OPEN", "REPAIRED"))),
        ]


class FindingEvent(models.Model):
    """What happened to a finding, with what was said and how bad it was then: its history. Rows are added and never changed."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "finding", "step", "severity", "note", "at"), INTERNAL),
        "by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="events")
    step = models.CharField(max_length=9)
    severity = models.CharField(max_length=6, choices=Severity.choices)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class Upkeep(models.Model):
    """Something to be done so that a place stays fit: due on a day, perhaps again and again; done by somebody, at a cost."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "uuid", "city", "place", "finding", "title", "due_on", "every_months", "done_on", "cost_idr"),
                "month_day",
                *("fund", "note", "is_example", "created_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("created_by", "done_by"), PERSONAL),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="upkeep")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="upkeep")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    every_months = models.PositiveSmallIntegerField(null=True, blank=True)
    month_day = models.PositiveSmallIntegerField(null=True, blank=True)  # of what comes again: as it was planned first
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    cost_idr = models.BigIntegerField(null=True, blank=True)
    fund = models.CharField(max_length=14, blank=True)
    note = models.CharField(max_length=500, blank=True)
    is_example = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cost_idr=None) | Q(cost_idr__gte=0), name="upkeep_cost_not_below_zero"),
            models.CheckConstraint(
                condition=Q(cost_idr=None) | Q(done_on__isnull=False), name="upkeep_costs_when_done"
            ),
            models.CheckConstraint(
                condition=Q(every_months=None, month_day=None)
                | Q(every_months__isnull=False, month_day__isnull=False, month_day__range=(1, 31)),
                name="upkeep_day_when_it_comes_again",
            ),
        ]
        indexes = [models.Index("city", "done_on", "due_on", name="upkeep_by_due")]
