"""Trainings, who took part, and how many people are in a post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.registers.models.entries import Entry
from paripurna.rooms.registers.trainings.types import Service

DAYS_KEPT = 5 * 365 + 1  # names of participants, where the entry does not say how long


class Training(Entry):
    """A session in which people learned something. Children are counted, never named."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(
            (
                *("title", "starts_on", "ends_on", "hours", "trainer", "place", "certified_until"),
                *("girls", "boys", "disabled_children", "erase_on", "erased_at"),
            ),
            INTERNAL,
        ),
    }

    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    trainer = models.CharField(max_length=200, blank=True)  # the body that taught, not a person
    place = models.CharField(max_length=200, blank=True)
    certified_until = models.DateField(null=True, blank=True)  # of certificates that name no day of their own
    girls = models.PositiveIntegerField(null=True, blank=True)
    boys = models.PositiveIntegerField(null=True, blank=True)
    disabled_children = models.PositiveIntegerField(null=True, blank=True)  # of the girls and boys
    erase_on = models.DateField(null=True, blank=True)  # the day on which the names are deleted
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                "city", "agency", "title", "starts_on", name="training_once", condition=Q(withdrawn_at=None)
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="training_dates_in_order"),
        ]

    @property
    def names_until(self) -> date:
        """The day on which the names are deleted."""
        return self.erase_on or self.ends_on + timedelta(days=DAYS_KEPT)

    @property
    def child_count(self) -> int:
        return (self.girls or 0) + (self.boys or 0)


class Staffing(Entry):
    """How many people are in a post of a service: what coverage is measured against."""

    FIELD_CLASSES = {**Entry.ENTRY_CLASSES, **dict.fromkeys(("service", "people", "as_of"), INTERNAL)}

    service = models.CharField(max_length=20, choices=Service.choices)
    people = models.PositiveIntegerField()
    as_of = models.DateField()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint("city", "agency", "service", name="staffing_once", condition=Q(withdrawn_at=None))
        ]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def of_city(self, city_id: int) -> Self:
        return self.filter(city=city_id)

    def counted(self, on: date) -> Self:
        """Of trainings that count and were held by that day, people who are still in their post then."""
        held = Q(training__withdrawn_at=None, training__ends_on__lte=on)
        return self.filter(held, Q(left_on=None) | Q(left_on__gt=on))


class Participant(models.Model):
    """An adult who took part. `person` is the same for one name in one agency, and random once the names are deleted."""

    FIELD_CLASSES = {
        **dict.fromkeys(
            (
                *("id", "city", "training", "agency", "service", "region", "has_certificate", "certified_until"),
                "left_on",
            ),
            INTERNAL,
        ),
        **dict.fromkeys(("name", "post", "person"), PERSONAL),
    }

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    training = models.ForeignKey(Training, models.CASCADE, related_name="participants")
    name = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=64)
    agency = models.ForeignKey("network.Agency", models.PROTECT, related_name="+")
    service = models.CharField(max_length=20, choices=Service.choices)
    post = models.CharField(max_length=160, blank=True)
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    has_certificate = models.BooleanField(default=False)
    certified_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)  # from this day on no longer in the post

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("training", "person", name="participant_once")]
        indexes = [models.Index("city", "service", name="participant_service")]
