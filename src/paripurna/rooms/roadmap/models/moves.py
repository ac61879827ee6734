"""The catalogue: what may be done, what it does to questions, and which moves need or exclude each other."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.roadmap.types import Origin, TieKind

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


class MoveQuerySet(models.QuerySet["Move"]):
    def of_city(self, city: City) -> MoveQuerySet:
        return self.filter(city=city)

    def standing(self) -> MoveQuerySet:
        """Those that were not taken out of the catalogue."""
        return self.filter(removed_at=None)


class Move(models.Model):
    """One thing that may be done. `key` names it in plans and is the same every time the same gap is met.

    An example is one whose figures nobody has looked at; held back is one that no plan may choose.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "edition", "key", "kind", "label", "note", "origin", "is_example"),
                *("cost_idr", "quarters", "chance", "effort", "agency", "fund", "earliest_on", "deadline_on"),
                *("is_must", "is_held_back", "revision", "made_at", "removed_at"),
            ),
            INTERNAL,
        ),
        "changed_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    edition = models.CharField(max_length=40)  # whose questions it lifts: the id, without a version
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)  # of the edition's catalogue; "" is the city's own
    label = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    is_example = models.BooleanField(default=False)
    cost_idr = models.BigIntegerField(default=0)
    quarters = models.PositiveSmallIntegerField(default=1)
    chance = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(1))
    effort = models.PositiveIntegerField(default=0)  # hours of the agency in each quarter
    agency = models.ForeignKey("network.Agency", models.PROTECT, null=True, related_name="+")
    fund = models.CharField(max_length=20, blank=True)
    earliest_on = models.DateField(null=True)
    deadline_on = models.DateField(null=True)  # the last day on which it may end and still count
    is_must = models.BooleanField(default=False)
    is_held_back = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "edition", "key", name="move_key_once"),
            models.CheckConstraint(condition=Q(cost_idr__gte=0, quarters__gte=1), name="move_costs_and_lasts"),
            models.CheckConstraint(condition=Q(chance__gt=0, chance__lte=1), name="move_chance_is_one"),
            models.CheckConstraint(condition=~Q(is_must=True, is_held_back=True), name="move_must_or_held_back"),
        ]

    def __str__(self) -> str:
        return self.label


class MoveEffect(models.Model):
    """What a move does to one question once it has succeeded; empty leaves it as it is."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "city", "move", "question", "points_to", "proof_to", "check_to", "has_fact"), INTERNAL
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, models.CASCADE, related_name="effects")
    question = models.CharField(max_length=20)
    points_to = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    proof_to = models.CharField(max_length=10, blank=True)
    check_to = models.CharField(max_length=10, blank=True)
    has_fact = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("move", "question", name="move_effect_once"),
            models.CheckConstraint(
                condition=Q(points_to__isnull=False) | ~Q(proof_to="") | ~Q(check_to=""), name="move_effect_does"
            ),
        ]
        indexes = [models.Index("city", "question", name="move_effect_of_question")]


class MoveTie(models.Model):
    """`move` can begin only once `other` has ended, or the two are never done both."""

    FIELD_CLASSES = dict.fromkeys(("id", "city", "move", "other", "kind"), INTERNAL)

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    move = models.ForeignKey(Move, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Move, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=TieKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint("move", "other", "kind", name="move_tie_once"),
            models.CheckConstraint(condition=~Q(move=F("other")), name="move_tie_to_another"),
        ]
