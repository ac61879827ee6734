"""The plan that people adopted, its steps, what became of them, and how the chance moved with them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.roadmap.types import StepState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class AdoptionQuerySet(models.QuerySet["Adoption"]):
    def of_city(self, city: City) -> AdoptionQuerySet:
        return self.filter(city=city)

    def standing(self) -> AdoptionQuerySet:
        return self.filter(ended_at=None)


class Adoption(models.Model):
    """A plan that a person adopted for the city, with the reason. One stands at a time; a plan from a workbook has no solution."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "round", "solution", "title", "note", "target", "confidence", "chance"),
                *("cost_idr", "starts_on", "quarters", "adopted_at", "ended_at", "is_example"),
            ),
            INTERNAL,
        ),
        "adopted_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.PROTECT, related_name="+")
    solution = models.ForeignKey("roadmap.Solution", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    note = models.TextField()  # why this one
    target = models.DecimalField(max_digits=7, decimal_places=2)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    chance = models.DecimalField(max_digits=9, decimal_places=8, null=True)  # of the plan on the day it was adopted
    cost_idr = models.BigIntegerField()
    starts_on = models.DateField()
    quarters = models.PositiveSmallIntegerField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    adopted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_example = models.BooleanField(default=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", name="adoption_one_standing", condition=Q(ended_at=None)),
            models.CheckConstraint(condition=~Q(note=""), name="adoption_says_why"),
        ]

    def __str__(self) -> str:
        return self.title


class StepQuerySet(models.QuerySet["Step"]):
    def of_city(self, city: City) -> StepQuerySet:
        return self.filter(city=city)

    def open(self) -> StepQuerySet:
        return self.filter(state__in=[StepState.PLANNED, StepState.RUNNING])


class Step(models.Model):
    """A move in the adopted plan. It is done when its fact arrives; where no register knows, when a person shows a document."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "adoption", "move", "starts_on", "ends_on", "cost_idr", "agency", "fund"),
                *("state", "budget_code", "document", "done_on", "is_by_fact", "note", "revision"),
            ),
            INTERNAL,
        ),
        "done_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="steps")
    move = models.ForeignKey("roadmap.Move", models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cost_idr = models.BigIntegerField()
    agency = models.ForeignKey("network.Agency", models.PROTECT, null=True, related_name="+")
    fund = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.PLANNED)
    budget_code = models.CharField(max_length=60, blank=True)  # of the activity in the budget
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_by_fact = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("adoption", "move", name="step_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="step_days_in_order"),
            models.CheckConstraint(
                condition=Q(state="DONE", done_on__isnull=False) | (~Q(state="DONE") & Q(done_on=None)),
                name="step_done_with_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="DONE") | Q(is_by_fact=True) | Q(document__isnull=False), name="step_done_is_proved"
            ),
        ]
        indexes = [models.Index("city", "starts_on", name="step_by_day")]

    def is_late(self, on: date) -> bool:
        return self.state in {StepState.PLANNED, StepState.RUNNING} and self.ends_on < on


class StepChange(models.Model):
    """What became of a step, as its page tells it."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "step", "state", "note", "is_by_fact", "at"), INTERNAL),
        "by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, related_name="changes")
    state = models.CharField(max_length=10, choices=StepState.choices)
    note = models.TextField(blank=True)
    is_by_fact = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class PlanStanding(models.Model):
    """How the adopted plan stood on a day: the chance as things are, and the chance if what is left of it is done."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "adoption", "on", "chance_now", "chance_with_plan", "done", "due", "total", "told"), INTERNAL
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="standings")
    on = models.DateField()
    chance_now = models.DecimalField(max_digits=9, decimal_places=8)
    chance_with_plan = models.DecimalField(max_digits=9, decimal_places=8)
    done = models.PositiveIntegerField()
    due = models.PositiveIntegerField()  # steps that should have ended by then
    total = models.PositiveIntegerField()
    told = models.BooleanField(default=False)  # that the chance fell

    class Meta:
        constraints = [models.UniqueConstraint("city", "adoption", "on", name="plan_standing_once_a_day")]
