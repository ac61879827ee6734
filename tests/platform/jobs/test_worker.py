"""Real worker processes on the test's database."""

import signal
import time
from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from paripurna.platform.jobs import actions, queries
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.sweeping import MAX_ATTEMPTS, forget_old, sweep
from paripurna.platform.jobs.types import State
from tests.factories.platform import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


class TestWorker:
    def test_runs_what_is_queued_and_ends(self, start_worker, jobs, city, person):
        done = actions.start(jobs.count, ids={"limit": 3}, city=city, by=person, at=NOW)
        failed = actions.start(jobs.break_down, ids={}, city=city, by=person, at=NOW)

        assert start_worker("once").wait(timeout=30) == 0

        assert Progress.objects.get(pk=done.pk).result == {"sum": 6}
        assert Progress.objects.get(pk=failed.pk).state == State.FAILED
        assert list(ProcrastinateJob.objects.values_list("status", flat=True)) == ["failed"]

    def test_job_of_a_killed_worker_is_found_and_tried_again(self, start_worker, jobs, city, person, tmp_path):
        progress = actions.start(jobs.hang, ids={"folder": str(tmp_path)}, city=city, by=person, at=NOW)
        worker = start_worker()
        wait_until(lambda: Progress.objects.get().done == 1)
        assert queries.find_last_heartbeat() is not None

        worker.send_signal(signal.SIGKILL)
        worker.wait()
        start_worker()

        wait_until(lambda: Progress.objects.get().state == State.DONE)
        progress.refresh_from_db()
        assert (tmp_path / "ended").exists()
        assert progress.attempts == 2


@pytest.fixture
def stalled(queue, jobs, city, person):
    """A job whose worker is gone."""
    progress = actions.start(jobs.count, ids={"limit": 1}, city=city, by=person, at=NOW)
    Progress.objects.update(state=State.RUNNING)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    return progress


class TestSweep:
    def test_queues_the_job_again(self, stalled):
        assert sweep(at=NOW) == 1

        stalled.refresh_from_db()
        assert stalled.state == State.QUEUED
        assert ProcrastinateJob.objects.get().status == "todo"
        assert sweep(at=NOW) == 0

    def test_gives_a_job_up_that_kills_its_workers(self, stalled):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET attempts = %s", [MAX_ATTEMPTS - 1])

        sweep(at=NOW)

        stalled.refresh_from_db()
        assert (stalled.state, stalled.message_code) == (State.FAILED, "jobs.worker_lost")
        assert ProcrastinateJob.objects.get().status == "failed"


class TestForgetOld:
    def test_deletes_what_ended_long_ago(self, stalled):
        Progress.objects.update(state=State.DONE, finished_at=NOW)
        forget_old(at=NOW)
        assert Progress.objects.exists()

        forget_old(at=NOW + timedelta(days=91))

        assert not Progress.objects.exists()
