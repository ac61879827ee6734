"""Running what is queued in this very process, for tests and for a demo without a worker."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from paripurna.platform.jobs.running import execute


def run_pending() -> int:
    """This function will run every queued job in order, also those that jobs queue, and return how many ran.

    A job that raises stops the run and stays in the queue.
    """
    count = 0
    while job := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
        execute(job.task_name, job.args["progress_id"], job.args["ids"], in_place=True)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.pk])
        count += 1
    return count
