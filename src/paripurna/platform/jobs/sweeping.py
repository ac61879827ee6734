"""Jobs whose worker died: found by its missing heartbeat, tried again, and given up after some attempts."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q
from procrastinate import jobs as queue_jobs
from procrastinate.contrib.django.models import ProcrastinateJob

from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.running import step
from paripurna.platform.jobs.types import FINISHED, State

STALLED_SECONDS = 30
MAX_ATTEMPTS = 3
KEEP = timedelta(days=90)
LOCK = 7_104_001  # of this sweep among PostgreSQL's advisory locks
log = structlog.get_logger(__name__)


def sweep(*, at: datetime, stalled_seconds: float = STALLED_SECONDS) -> int:
    """This function will put the jobs of dead workers back into the queue and return how many it found.

    One worker sweeps at a time. A job whose worker died `MAX_ATTEMPTS` times is given up: it may be what kills them.
    """
    with transaction.atomic():
        if not _is_alone():
            return 0
        stalled = _list_stalled(at - timedelta(seconds=stalled_seconds))
        for job in stalled:
            _give_up(job) if job.attempts + 1 >= MAX_ATTEMPTS else _retry(job, at)
    return len(stalled)


def forget_old(*, at: datetime) -> None:
    """This function will delete what jobs left behind long ago."""
    Progress.objects.filter(state__in=FINISHED, finished_at__lt=at - KEEP).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted')"
            " AND id IN (SELECT job_id FROM procrastinate_events GROUP BY job_id HAVING max(at) < %s)",
            [at - KEEP],
        )


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _list_stalled(before: datetime) -> list[ProcrastinateJob]:
    dead = Q(worker=None) | Q(worker__last_heartbeat__lt=before)
    return list(ProcrastinateJob.objects.filter(dead, status="doing").order_by("id"))


def _retry(job: ProcrastinateJob, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, %s, NULL, NULL, NULL)", [job.pk, at])
    for progress in Progress.objects.filter(job_id=job.pk):
        step(progress.pk, State.QUEUED)
    log.warning("job_retried", job=job.task_name, job_id=job.pk)


def _give_up(job: ProcrastinateJob) -> None:
    with connection.cursor() as cursor:
        failed = queue_jobs.Status.FAILED.value
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, %s::procrastinate_job_status, false)", [job.pk, failed])
    for progress in Progress.objects.filter(job_id=job.pk):
        step(progress.pk, State.FAILED, message_code="jobs.worker_lost", message_params={})
    log.error("job_given_up", job=job.task_name, job_id=job.pk)
