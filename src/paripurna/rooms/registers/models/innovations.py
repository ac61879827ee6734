"""Innovations: what a city does for its children that was not done before."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL
from paripurna.rooms.registers.models.entries import Entry
from paripurna.rooms.registers.types import InnovationState


class Innovation(Entry):
    """A problem, the idea that mends it, and what came of it in figures."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(
            (
                *("title", "state", "problem", "idea", "started_on", "ended_on", "result", "measure", "unit"),
                *("before_value", "before_year", "after_value", "after_year", "replicated_in", "replicated_count"),
                "address",
            ),
            INTERNAL,
        ),
    }

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=InnovationState.choices)
    problem = models.TextField()
    idea = models.TextField()
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # the last day
    result = models.TextField(blank=True)
    measure = models.CharField(max_length=200, blank=True)  # what the figures before and after count
    unit = models.CharField(max_length=40, blank=True)
    before_value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    before_year = models.PositiveSmallIntegerField(null=True, blank=True)
    after_value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    after_year = models.PositiveSmallIntegerField(null=True, blank=True)
    replicated_in = models.CharField(max_length=400, blank=True)  # where others do it too
    replicated_count = models.PositiveIntegerField(default=0)
    address = models.URLField(max_length=600, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint("city", "title", "agency", name="innovation_once", condition=Q(withdrawn_at=None)),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="innovation_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="IDEA") | Q(started_on__isnull=False), name="innovation_begun_since"
            ),
        ]
