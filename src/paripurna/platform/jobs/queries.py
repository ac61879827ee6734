"""Reads of progress."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.policy import can_cancel
from paripurna.platform.jobs.registry import get_job, message_of
from paripurna.platform.jobs.types import FINISHED, Link, State, UnknownJob

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

RECENT = 20


@dataclass(frozen=True, slots=True)
class ProgressView:
    """A progress as the page shows it."""

    id: uuid.UUID
    title: str
    state: State
    done: int
    total: int | None
    message: str
    link: Link | None
    queued_at: datetime
    finished_at: datetime | None
    can_cancel: bool
    is_cancelling: bool

    @property
    def percent(self) -> int | None:
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED


def find_progress(*, city: City, user: User, progress_id: uuid.UUID) -> Progress | None:
    """This function will return a progress that this person started in this city, or None."""
    return Progress.objects.of_city(city).started_by(user).filter(pk=progress_id).first()


def list_progress(*, city: City, user: User) -> list[ProgressView]:
    """This function will return the jobs this person started in this city, newest first."""
    rows = Progress.objects.of_city(city).started_by(user).order_by("-queued_at", "-pk")[:RECENT]
    return [build_view(row) for row in rows]


def build_view(progress: Progress) -> ProgressView:
    """This function will tell a progress in the reader's language."""
    title, link = _described(progress.kind, progress.result if progress.state == State.DONE else {})
    return ProgressView(
        id=progress.pk,
        title=title,
        state=State(progress.state),
        done=progress.done,
        total=progress.total,
        message=message_of(progress.message_code, progress.message_params),
        link=link,
        queued_at=progress.queued_at,
        finished_at=progress.finished_at,
        can_cancel=can_cancel(progress),
        is_cancelling=progress.state == State.RUNNING and progress.cancel_requested_at is not None,
    )


def find_last_heartbeat() -> datetime | None:
    """This function will return when a worker was last alive, or None when there is none."""
    return ProcrastinateWorker.objects.order_by("-last_heartbeat").values_list("last_heartbeat", flat=True).first()


def count_waiting() -> int:
    return ProcrastinateJob.objects.filter(status="todo").count()


def _described(kind: str, result: Mapping[str, Any]) -> tuple[str, Link | None]:
    try:
        job = get_job(kind)
    except UnknownJob:
        return kind, None
    return str(job.title), job.result_link(result) if job.result_link and result else None
