"""How far a job is, for the page that shows it. Holds ids, numbers and codes only."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.jobs.types import FINISHED, State

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


class ProgressQuerySet(models.QuerySet["Progress"]):
    def of_city(self, city: City) -> ProgressQuerySet:
        return self.filter(city=city)

    def started_by(self, user: User) -> ProgressQuerySet:
        return self.filter(started_by=user)


class Progress(models.Model):
    """One run of a job that somebody waits for."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "kind", "state", "done", "total", "message_code", "message_params"), INTERNAL),
        **dict.fromkeys(("result", "attempts", "job_id", "cancel_requested_at", "queued_at"), INTERNAL),
        **dict.fromkeys(("started_at", "heartbeat_at", "finished_at"), INTERNAL),
        "started_by": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey("regions.City", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=80)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    message_code = models.CharField(max_length=80, blank=True)
    message_params = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    job_id = models.BigIntegerField(null=True)  # in the queue; gone once it succeeded
    cancel_requested_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(FINISHED), finished_at__isnull=False)
                | (~Q(state__in=sorted(FINISHED)) & Q(finished_at__isnull=True)),
                name="progress_finished_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["city", "started_by", "-queued_at"], name="progress_of_person"),
            models.Index(fields=["job_id"], name="progress_job", condition=Q(job_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
