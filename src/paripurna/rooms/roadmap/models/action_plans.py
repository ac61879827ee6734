"""The regional action plan (RAD KLA): what the city promised for each year, and what became of it.

Its matrix is the customary one: cluster, indicator, programme, activity, target of each year, agency, budget, source of funds.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.roadmap.rad.types import LONGEST_YEARS, PlanState

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def of_city(self, city: City) -> ActionPlanQuerySet:
        return self.filter(city=city)

    def adopted(self) -> ActionPlanQuerySet:
        return self.filter(state=PlanState.ADOPTED)


class ActionPlan(models.Model):
    """A draft until a decree adopts it; adopted, its promises stand still and only their realisation is added."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "edition", "title", "rpjmd", "first_year", "last_year", "state", "decree"),
                *("adopted_on", "note", "made_at", "revision", "is_example"),
            ),
            INTERNAL,
        ),
        "made_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    edition = models.CharField(
        max_length=40
    )  # whose clusters and indicators order the matrix: the id, without a version
    title = models.CharField(max_length=200)
    rpjmd = models.CharField(max_length=200)  # the medium-term plan whose years it shares
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    decree = models.ForeignKey("evidence.Document", models.PROTECT, null=True, related_name="+")
    adopted_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", name="action_plan_one_adopted", condition=Q(state="ADOPTED")),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year"), last_year__lt=F("first_year") + LONGEST_YEARS),
                name="action_plan_years_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT", decree=None, adopted_on=None)
                | (~Q(state="DRAFT") & Q(decree__isnull=False, adopted_on__isnull=False)),
                name="action_plan_adopted_by_decree",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class PlannedActivity(models.Model):
    """One row of the matrix. `move` is what the road map calls it, where it knows of it."""

    FIELD_CLASSES = dict.fromkeys(
        (
            *("id", "code", "city", "plan", "position", "strand", "indicator", "program", "activity", "measure"),
            *("agency", "fund", "move", "note", "revision"),
        ),
        INTERNAL,
    )

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="activities")
    position = models.PositiveIntegerField()
    strand = models.CharField(max_length=20)
    indicator = models.CharField(max_length=20, blank=True)  # "" serves the whole cluster
    program = models.CharField(max_length=300)
    activity = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, blank=True)  # in what the target is counted
    agency = models.ForeignKey("network.Agency", models.PROTECT, null=True, related_name="+")
    fund = models.CharField(max_length=60, blank=True)
    move = models.ForeignKey("roadmap.Move", models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint("plan", "move", name="planned_activity_of_move_once")]
        indexes = [models.Index("city", "plan", "position", name="planned_activity_in_order")]

    def __str__(self) -> str:
        return self.activity


class ActivityYear(models.Model):
    """What is promised of an activity for one year, and, after its review, what was reached and spent."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "activity", "year", "target", "budget_idr", "reached", "spent_idr"), INTERNAL
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    activity = models.ForeignKey(PlannedActivity, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    target = models.CharField(max_length=100, blank=True)
    budget_idr = models.BigIntegerField(null=True)
    reached = models.CharField(max_length=100, blank=True)
    spent_idr = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("activity", "year", name="activity_year_once"),
            models.CheckConstraint(
                condition=Q(budget_idr=None) | Q(budget_idr__gte=0), name="activity_year_budget_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(spent_idr=None) | Q(spent_idr__gte=0), name="activity_year_spent_not_below_zero"
            ),
        ]


class PlanReview(models.Model):
    """The yearly look back: what the city concludes for one year of the plan."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "plan", "year", "conclusion", "reviewed_at"), INTERNAL),
        "reviewed_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    conclusion = models.TextField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("plan", "year", name="plan_review_once_a_year")]
