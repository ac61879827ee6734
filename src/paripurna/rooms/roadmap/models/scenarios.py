"""Scenarios and what was worked out for them. Three figures are kept apart: what the model proves, the true chance, the bound."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.roadmap.types import Mode, ScenarioState, SolutionRole

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    def of_city(self, city: City) -> ScenarioQuerySet:
        return self.filter(city=city)


class Scenario(models.Model):
    """A question put to the planner. `limits` holds {"hours": of every agency in a quarter, "hours_of": {agency: its own},
    "money": {fund: rupiah a year}, "floors": {strand: points}}; `finding` what stood in the way: {"fault": …, "places": […], "reachable": …, "relaxed": […]}.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *(
                    "id",
                    "code",
                    "city",
                    "round",
                    "follows",
                    "title",
                    "mode",
                    "target",
                    "confidence",
                    "budget_idr",
                    "starts_on",
                ),
                *("quarters", "counts_until", "limits", "state", "finding", "progress", "is_example", "made_at"),
                *("solved_at", "inputs_hash"),
            ),
            INTERNAL,
        ),
        "made_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.PROTECT, related_name="+")
    follows = models.ForeignKey("roadmap.Adoption", models.PROTECT, null=True, related_name="+")  # to be changed little
    title = models.CharField(max_length=120)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.CHEAPEST)
    target = models.DecimalField(max_digits=7, decimal_places=2)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal("0.90"))
    budget_idr = models.BigIntegerField(null=True)
    starts_on = models.DateField()  # the first day of the first quarter
    quarters = models.PositiveSmallIntegerField()
    counts_until = models.DateField(null=True)  # what ends later earns nothing in this round
    limits = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ScenarioState.choices, default=ScenarioState.DRAFT)
    finding = models.JSONField(default=dict)
    progress = models.UUIDField(null=True)  # of the job that works on it
    is_example = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    inputs_hash = models.CharField(max_length=64, blank=True)  # of claims, moves and model that the plans rest on

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "round", "title", name="scenario_title_once"),
            models.CheckConstraint(
                condition=Q(confidence__gt=0, confidence__lt=1), name="scenario_confidence_a_chance"
            ),
            models.CheckConstraint(condition=Q(quarters__gte=1, quarters__lte=40), name="scenario_lasts"),
            models.CheckConstraint(
                condition=~Q(mode=Mode.BUDGET) | Q(budget_idr__isnull=False), name="scenario_budget_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Solution(models.Model):
    """A plan worked out for a scenario. `starts` holds the quarter (from 0) in which each move begins, by key.

    `model_gap` is what the solver left unproved of its own model, `chance` the exact chance of the plan, `lower_bound_idr` what
    any plan with that confidence costs at least. They answer different questions and are never mixed. `rule_chance` is that of the
    whole predicate, nothing mandatory missing; `costs` what becomes of the plan when costs are not what was thought.
    """

    FIELD_CLASSES = dict.fromkeys(
        (
            *("id", "code", "city", "scenario", "role", "confidence", "starts", "cost_idr", "chance", "model_gap"),
            *("lower_bound_idr", "mean_points", "is_optimal", "is_stopped", "reasons", "changes", "costs", "made_at"),
            "rule_chance",
        ),
        INTERNAL,
    )

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="solutions")
    role = models.CharField(max_length=10, choices=SolutionRole.choices)
    confidence = models.DecimalField(max_digits=3, decimal_places=2)  # that was asked for
    starts = models.JSONField()
    cost_idr = models.BigIntegerField()
    chance = models.DecimalField(max_digits=9, decimal_places=8)
    rule_chance = models.DecimalField(max_digits=9, decimal_places=8, null=True)
    model_gap = models.DecimalField(max_digits=9, decimal_places=8, null=True)
    lower_bound_idr = models.BigIntegerField(null=True)
    mean_points = models.DecimalField(max_digits=7, decimal_places=2)
    is_optimal = models.BooleanField(default=False)
    is_stopped = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    changes = models.JSONField(default=dict)  # to the plan that it follows: moves "added", "dropped", "moved"
    costs = models.JSONField(default=dict)  # {"share", "low_idr", "high_idr", "is_whole", "trials": […]} or {}
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("scenario", "role", "confidence", name="solution_once")]
