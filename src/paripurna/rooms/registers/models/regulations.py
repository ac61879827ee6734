"""Regulations: what the city has laid down for its children."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL
from paripurna.rooms.registers.models.entries import Entry
from paripurna.rooms.registers.types import RegulationKind, RegulationState


class Regulation(Entry):
    """A by-law, a decree, a circular, an SOP, with what it says about which subject."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(
            (
                *("kind", "number", "year", "title", "state", "enacted_on", "ends_on", "replaces", "articles"),
                *("address", "heard_children"),
            ),
            INTERNAL,
        ),
    }

    kind = models.CharField(max_length=12, choices=RegulationKind.choices)
    number = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=400)
    state = models.CharField(max_length=8, choices=RegulationState.choices)
    enacted_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the last day in force
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")
    articles = models.JSONField(default=dict, blank=True)  # subject → the articles that matter for it
    address = models.URLField(max_length=600, blank=True)  # where everybody can read it
    heard_children = models.BooleanField(default=False)  # the children's forum was asked when it was drafted

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                "city",
                "kind",
                "number",
                "year",
                "agency",
                name="regulation_once",
                condition=~Q(number="") & Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(enacted_on=None) | Q(ends_on__gte=F("enacted_on")),
                name="regulation_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="IN_FORCE") | Q(enacted_on__isnull=False), name="regulation_in_force_since"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="regulation_replaces_another"),
        ]
