"""The audit: append-only, hash-chained per city. It holds ids and numbers, never names or personal values."""

from __future__ import annotations

from django.db import models

from paripurna.platform.access.classes import INTERNAL


class EventQuerySet(models.QuerySet["Event"]):
    def of_chain(self, chain: str) -> EventQuerySet:
        return self.filter(chain=chain)


class Event(models.Model):
    """One thing done by one person at one instant. References are text, so that the event outlives what it tells of."""

    FIELD_CLASSES = dict.fromkeys(
        ("id", "chain", "position", "verb", "actor", "subject", "details", "at", "previous_hash", "hash"), INTERNAL
    )

    chain = models.CharField(max_length=20)  # a city's code, or "" for the installation
    position = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=80)
    actor = models.CharField(max_length=40)  # code of a user, or "system:…"
    subject = models.CharField(max_length=120)  # "sheets.answer:123"
    details = models.JSONField(default=dict)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("chain", "position", name="event_position_unique")]
        indexes = [
            models.Index(fields=["chain", "-at"], name="event_chain_at"),
            models.Index(fields=["chain", "subject"], name="event_chain_subject"),
        ]


class Head(models.Model):
    """The last link of a chain; locked last by every write to it."""

    FIELD_CLASSES = dict.fromkeys(("chain", "position", "hash"), INTERNAL)

    chain = models.CharField(max_length=20, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
