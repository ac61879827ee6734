"""Numbers of children and walking networks that a city has uploaded; one of each is in use."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.places.coverage.types import Basis, Origin


class NumbersQuerySet(models.QuerySet["ChildrenNumbers"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def in_use(self) -> Self:
        return self.filter(is_used=True)


class ChildrenNumbers(models.Model):
    """How many children live where, by one source. `groups` holds [first, last] ages; `counts` {code of a region: [n, …] or null}.

    Points stay in their file; `bases` names kelurahan that are known otherwise than the whole. Used are those of one upload; earlier
    ones stay and can be used again.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "code", "city", "origin", "basis", "source", "as_of", "groups", "counts", "bases", "file"),
                *("total", "point_count", "is_used", "used_at", "is_example", "added_at"),
            ),
            INTERNAL,
        ),
        "added_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    groups = models.JSONField()
    counts = models.JSONField(default=dict)
    bases = models.JSONField(default=dict)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    total = models.PositiveIntegerField()
    point_count = models.PositiveIntegerField(default=0)
    is_used = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)  # the last time it came into use; None: only looked at
    is_example = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = NumbersQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("city", condition=Q(is_used=True), name="children_numbers_one_in_use")]

    def __str__(self) -> str:
        return self.source


class WalkingNetwork(models.Model):
    """The paths of a city, as lines of GeoJSON or as GraphML, along which distances are measured.

    One is in use, that which has not ended; earlier ones stay, since plans were made with them.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            ("id", "code", "city", "source", "as_of", "file", "length_m", "added_at", "ended_at"), INTERNAL
        ),
        "added_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    source = models.CharField(max_length=300)
    as_of = models.DateField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    length_m = models.PositiveIntegerField(default=0)  # of all paths together
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # another took its place, or straight lines did

    class Meta:
        constraints = [
            models.UniqueConstraint("city", condition=Q(ended_at=None), name="walking_network_one_in_use"),
        ]

    def __str__(self) -> str:
        return self.source

    @property
    def length_km(self) -> int:
        return round(self.length_m / 1000)
