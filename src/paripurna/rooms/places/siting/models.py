"""Candidates that people have looked at, and scenarios with what came of them."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.places.models.place import draw_code
from paripurna.rooms.places.siting.types import ScenarioState


class SiteCandidate(models.Model):
    """Ground for a play space: a row of the city's own, or its own figures for a place of the register that can host one."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "place", "name", "lon", "lat", "kelurahan", "cost_idr", "upkeep_idr"),
                *("partner_idr", "partner", "keeper", "ready_year", "is_upgrade", "is_left_out", "changed_at"),
            ),
            INTERNAL,
        ),
        "changed_by": PERSONAL,
    }

    code = models.CharField(max_length=8, default=draw_code, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    place = models.OneToOneField("places.Place", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    lon = models.FloatField()
    lat = models.FloatField()
    kelurahan = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    cost_idr = models.BigIntegerField()
    upkeep_idr = models.BigIntegerField(default=0)
    partner_idr = models.BigIntegerField(default=0)  # given for this site alone
    partner = models.CharField(max_length=200, blank=True)
    keeper = models.CharField(max_length=200, blank=True)
    ready_year = models.PositiveSmallIntegerField(null=True)  # from which its land can be used
    is_upgrade = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cost_idr__gte=0, upkeep_idr__gte=0, partner_idr__gte=0), name="site_money_not_below_zero"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScenarioQuerySet(models.QuerySet["SitingScenario"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def adopted(self) -> Self:
        return self.filter(adopted_at__isnull=False, ended_at=None)


class SitingScenario(models.Model):
    """A question of where to build next. `standing` is what a running search has found so far, `result` what came of it.

    Both hold plans as {"opens": {code: year}, …}; `result["sites"]` tells each site as it was when the plan was made. `fault` says why there is
    no plan.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "title", "question", "state", "progress", "standing", "result", "fault"),
                *("fault_detail", "wants_stop", "is_example", "made_at", "solved_at", "adopted_at", "ended_at", "note"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("made_by", "adopted_by"), PERSONAL),
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    question = models.JSONField()
    state = models.CharField(max_length=10, choices=ScenarioState.choices, default=ScenarioState.DRAFT)
    progress = models.UUIDField(null=True)  # of the job that works on it
    standing = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    fault = models.CharField(max_length=20, blank=True)
    fault_detail = models.CharField(max_length=200, blank=True)
    wants_stop = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # another plan took its place
    note = models.TextField(blank=True)  # why it was adopted

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "title", name="siting_scenario_title_once"),
            models.UniqueConstraint(
                "city",
                condition=Q(adopted_at__isnull=False, ended_at=None),
                name="siting_one_adopted",
            ),
        ]

    def __str__(self) -> str:
        return self.title
