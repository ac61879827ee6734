"""A step of a standard that a place has taken: who said so, by which paper, and from when to when it holds."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.places.standing.types import IssuerKind, Span, Step

_CURRENT = Q(replaced_at=None, revoked_at=None)
_ASSESSED = Q(step="SELF_ASSESSED")


class AttainmentQuerySet(models.QuerySet["Attainment"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def current(self) -> Self:
        """Neither renewed since, nor revoked; each place has one of each step of a standard."""
        return self.filter(_CURRENT)

    def issued(self) -> Self:
        """Without assessments that are still being filled."""
        return self.filter(issued_on__isnull=False)

    def holding(self, on: date) -> Self:
        """Those that hold on a day, however things came later; as `Span.holds` says of one."""
        begun = self.filter(issued_on__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
        return begun.filter(Q(revoked_on=None) | Q(revoked_on__gt=on))


class Attainment(models.Model):
    """One step. Written once: it is renewed by another, or revoked; nothing else about it changes.

    A self-assessment owns a sheet of the pinned edition and is issued the day it is finished, with its result kept beside.
    `missing` are the mandatory questions of the edition (and of the level) that earned too little.
    """

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "uuid", "city", "place", "step", "standard", "edition", "level"),
                *("issuer", "issuer_name", "number", "issued_on", "valid_to", "document", "note"),
                *("sheet", "points", "grade", "missing", "passes"),
                *("renews", "replaced_at", "revoked_on", "revoked_reason", "revoked_at", "is_example", "created_at"),
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("created_by", "revoked_by"), PERSONAL),
    }

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="attainments")
    step = models.CharField(max_length=13, choices=Step.choices)
    standard = models.CharField(max_length=60)  # id of the edition, whatever its version
    edition = models.ForeignKey("sheets.EditionSnapshot", models.PROTECT, related_name="+")
    level = models.CharField(max_length=40, blank=True)  # a code of the standard's levels

    issuer = models.CharField(max_length=9, choices=IssuerKind.choices)
    issuer_name = models.CharField(max_length=200, blank=True)  # the body that signed
    number = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True, blank=True)  # None: an assessment that is being filled
    valid_to = models.DateField(null=True, blank=True)  # the last day; None: no day is known
    document = models.ForeignKey("evidence.Document", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    sheet = models.OneToOneField("sheets.Sheet", models.PROTECT, null=True, blank=True, related_name="+")
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    missing = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    passes = models.BooleanField(null=True, blank=True)

    renews = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="renewed_by")
    replaced_at = models.DateTimeField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)  # the first day on which it does not hold
    revoked_reason = models.CharField(max_length=300, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = AttainmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "city",
                "place",
                "standard",
                "step",
                name="attainment_current_once",
                condition=_CURRENT & Q(issued_on__isnull=False),
            ),
            models.UniqueConstraint(
                "city", "place", "standard", name="attainment_filled_once", condition=_CURRENT & Q(issued_on=None)
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(issued_on__isnull=False, valid_to__gte=F("issued_on")),
                name="attainment_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None, revoked_at=None, revoked_reason="")
                | Q(revoked_on__isnull=False, revoked_at__isnull=False) & ~Q(revoked_reason=""),
                name="attainment_revoked_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None) | Q(issued_on=None) | Q(revoked_on__gte=F("issued_on")),
                name="attainment_revoked_after_it_was_issued",
            ),
            models.CheckConstraint(
                condition=(_ASSESSED & Q(sheet__isnull=False)) | (~_ASSESSED & Q(sheet=None)),
                name="attainment_sheet_of_an_assessment",
            ),
            models.CheckConstraint(
                condition=(_ASSESSED & Q(issued_on=None, points=None, passes=None))
                | (_ASSESSED & Q(issued_on__isnull=False, points__isnull=False, passes__isnull=False))
                | (~_ASSESSED & Q(issued_on__isnull=False, points=None, passes=None)),
                name="attainment_result_when_finished",
            ),
        ]
        indexes = [models.Index("city", "step", "valid_to", name="attainment_of_city")]

    def __str__(self) -> str:
        return self.number or str(Step(self.step).label)

    @property
    def is_filling(self) -> bool:
        return self.issued_on is None and self.revoked_at is None

    @property
    def is_current(self) -> bool:
        return self.replaced_at is None and self.revoked_at is None

    @property
    def span(self) -> Span | None:
        return Span(self.issued_on, self.valid_to, self.revoked_on) if self.issued_on else None
