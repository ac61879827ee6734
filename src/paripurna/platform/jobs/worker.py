"""The worker: takes jobs from the queue and runs them, and looks after the jobs of workers that died."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Any

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone
from procrastinate import App, RetryStrategy
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from paripurna.platform.jobs.registry import list_jobs
from paripurna.platform.jobs.running import execute
from paripurna.platform.jobs.sweeping import STALLED_SECONDS, forget_old, sweep
from paripurna.platform.jobs.types import JobKind

HEARTBEAT_SECONDS = 10.0
FORGET_EVERY = 360  # sweeps
NO_IDS: Mapping[str, Any] = MappingProxyType({})
log = structlog.get_logger(__name__)


def run(
    *,
    queues: Sequence[str] | None = None,
    concurrency: int = 2,
    wait: bool = True,
    heartbeat_seconds: float = HEARTBEAT_SECONDS,
    stalled_seconds: float = STALLED_SECONDS,
) -> None:
    """This function will work until it is asked to stop (SIGTERM, SIGINT); a running job is finished first.

    With `wait=False` it stops when nothing is queued.
    """
    _register(app)
    with _sweeping(stalled_seconds), app.replace_connector(_worker_connector()) as running:
        running.run_worker(
            queues=queues,
            concurrency=concurrency,
            wait=wait,
            delete_jobs="successful",
            update_heartbeat_interval=heartbeat_seconds,
            stalled_worker_timeout=stalled_seconds,
        )


def _worker_connector() -> BaseAsyncConnector:
    """A pool of its own that can listen; what jobs queue still goes over Django's connection."""
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(connector)
    return connector.get_worker_connector()


def _register(app: App) -> None:
    for job in list_jobs():
        if job.name in app.tasks:
            continue
        task = app.task(name=job.name, queue=job.queue, retry=_retry(job))(partial(_task, job.name))
        if job.cron:
            app.periodic(cron=job.cron)(task)


def _task(name: str, *, progress_id: str | None = None, ids: Mapping[str, Any] = NO_IDS, **_due: int) -> None:
    """What the queue calls; by the clock it hands over the time it was due and nothing else."""
    execute(name, progress_id, ids)


def _retry(job: JobKind) -> RetryStrategy | bool:
    return RetryStrategy(max_attempts=job.retries, exponential_wait=4) if job.retries else False


@contextmanager
def _sweeping(stalled_seconds: float) -> Iterator[None]:
    """Sweep from a thread of its own: it must not wait for a free place among the jobs."""
    stop = threading.Event()
    thread = threading.Thread(target=_sweep_until, args=(stop, stalled_seconds), name="sweep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _sweep_until(stop: threading.Event, stalled_seconds: float) -> None:
    rounds = 0
    while not stop.is_set():
        _sweep_once(is_forgetting=rounds % FORGET_EVERY == 0, stalled_seconds=stalled_seconds)
        rounds += 1
        stop.wait(stalled_seconds / 3)


def _sweep_once(*, is_forgetting: bool, stalled_seconds: float) -> None:
    try:
        sweep(at=timezone.now(), stalled_seconds=stalled_seconds)
        if is_forgetting:
            forget_old(at=timezone.now())
    except DatabaseError as error:
        log.warning("sweep_failed", error=type(error).__name__)  # the database may be restarting: next time
    finally:
        connection.close()
