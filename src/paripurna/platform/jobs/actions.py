"""Starting and stopping jobs. A job is queued inside the caller's transaction, so it runs only if that commits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from procrastinate import jobs as queue_jobs
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from paripurna.platform.audit.actions import record
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.policy import check_can_cancel, check_may_cancel
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.jobs.types import JobKind, State, UnfitArgument, Value

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

LONGEST = 100
Ids = Mapping[str, Value | list[int]]
# Always over Django's own connection, also inside a worker: the job shares the transaction of what asked for it.
_queue = JobManager(DjangoConnector())


def start(job: JobKind, *, ids: Ids, city: City | None, by: User | None, at: datetime) -> Progress:
    """This function will queue a job that somebody waits for, and return the row that tells how far it is.

    `ids` become the keyword arguments of the body. Raises `UnfitArgument` when one is more than an id or a number.
    """
    with transaction.atomic():
        progress = Progress.objects.create(city=city, kind=job.name, started_by=by, queued_at=at)
        progress.job_id = _put(job, ids, progress.pk)
        progress.save(update_fields=["job_id"])
    return progress


def defer(job: JobKind, *, ids: Ids, not_before: datetime | None = None) -> None:
    """This function will queue a job that nobody waits for. Raises `UnfitArgument`."""
    _put(job, ids, None, not_before)


def request_cancel(*, progress: Progress, by: User, at: datetime) -> None:
    """This function will stop a waiting job at once and ask a running one to stop at its next step.

    Raises `NotAllowed` and `AlreadyFinished`.
    """
    with transaction.atomic():
        row = Progress.objects.select_for_update().get(pk=progress.pk)
        check_may_cancel(by, row)
        check_can_cancel(row)
        row.cancel_requested_at = at
        if row.state == State.QUEUED:
            row.state, row.finished_at = State.CANCELLED, at
            _queue.cancel_job_by_id(row.job_id or 0)
        row.save(update_fields=["cancel_requested_at", "state", "finished_at"])
        record(verb="jobs.cancelled", city=row.city, subject=f"jobs.progress:{row.pk}", by=by, at=at)


def _put(job: JobKind, ids: Ids, progress_id: uuid.UUID | None, not_before: datetime | None = None) -> int | None:
    get_job(job.name)
    for name, value in ids.items():
        _check_fits(name, value)
    arguments: dict[str, Any] = {"progress_id": str(progress_id) if progress_id else None, "ids": dict(ids)}
    queued = queue_jobs.Job(
        task_name=job.name,
        queue=job.queue,
        lock=None,
        queueing_lock=None,
        task_kwargs=arguments,
        scheduled_at=not_before,
    )
    return _queue.defer_job(queued).id


def _check_fits(name: str, value: object) -> None:
    """Arguments stay in the queue's tables and logs: let nothing in that could be a name or a text."""
    if isinstance(value, list):
        if all(isinstance(item, int) for item in value):
            return
    elif value is None or isinstance(value, int) or (isinstance(value, str) and _is_code(value)):
        return
    raise UnfitArgument(name)


def _is_code(text: str) -> bool:
    return len(text) <= LONGEST and not any(character.isspace() or character == "@" for character in text)
