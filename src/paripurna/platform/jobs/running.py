"""The run of one job: what a worker calls for each, and what the job's body speaks through."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import connection
from django.db.models import F
from django.utils import timezone

from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.jobs.types import FINISHED, STEPS, Cancelled, JobFailed, JobKind, State, Value

EVERY_SECONDS = 0.5
log = structlog.get_logger(__name__)

Writer = Callable[..., Any]


class Run:
    """What a body may tell of itself. A run that nobody waits for keeps it to itself."""

    def __init__(self, progress_id: uuid.UUID | None, write: Writer) -> None:
        self.progress_id = progress_id
        self._write = write
        self._told_at = 0.0

    def advance(self, done: int, total: int | None = None, code: str = "", /, **params: Value) -> None:
        """This function will tell how far the work is, at most twice a second. Raises `Cancelled` when asked to stop.

        It is seen at once, also from inside a transaction.
        """
        if self.progress_id is None:
            return
        is_last = total is not None and done >= total
        if not is_last and time.monotonic() - self._told_at < EVERY_SECONDS:
            return
        self._told_at = time.monotonic()
        told = {"done": done, "total": total, "message_code": code, "message_params": params}
        if self._write(_tell, self.progress_id, told):
            raise Cancelled


def execute(name: str, progress_id: str | None, ids: Mapping[str, Any], *, in_place: bool = False) -> None:
    """This function will run one job to its end and note how it ended. An unexpected error is noted and raised.

    `in_place` writes progress over the same connection, for tests that run jobs inside their own transaction.
    """
    job = get_job(name)
    pk = uuid.UUID(progress_id) if progress_id else None
    if pk is not None and not step(pk, State.RUNNING):
        return
    with _writer(in_place=in_place) as write:
        _run(job, Run(pk, write), ids)


def step(pk: uuid.UUID, state: State, **values: Any) -> bool:
    """This function will move a progress to `state` if its state allows that, and say whether it did."""
    now = timezone.now()
    allowed = [before for before, after in STEPS.items() if state in after]
    times: dict[str, Any] = {"heartbeat_at": now}
    if state in FINISHED:
        times["finished_at"] = now
    if state == State.RUNNING:
        times["started_at"] = now
        values["attempts"] = F("attempts") + 1
    return Progress.objects.filter(pk=pk, state__in=allowed).update(state=state, **times, **values) > 0


def _run(job: JobKind, run: Run, ids: Mapping[str, Any]) -> None:
    try:
        result = job.body(run, **ids)
    except Cancelled:
        _finish(run, State.CANCELLED)
    except JobFailed as failure:
        _finish(run, State.FAILED, message_code=failure.code, message_params=failure.params)
    except Exception as error:
        _finish(run, State.FAILED, message_code="jobs.unexpected", message_params={})
        log.error("job_failed", job=job.name, error=type(error).__name__)  # noqa: TRY400 — a trace may hold names
        raise
    else:
        _finish(run, State.DONE, result=dict(result or {}))


def _finish(run: Run, state: State, **values: Any) -> None:
    if run.progress_id is not None:
        step(run.progress_id, state, **values)


def _tell(pk: uuid.UUID, told: Mapping[str, Any]) -> bool:
    """Write how far it is; say whether somebody asked to stop."""
    Progress.objects.filter(pk=pk).update(heartbeat_at=timezone.now(), **told)
    return Progress.objects.filter(pk=pk, cancel_requested_at__isnull=False).exists()


@contextmanager
def _writer(*, in_place: bool) -> Iterator[Writer]:
    """Progress goes over a connection of its own thread, so that a body's open transaction does not hide it."""
    if in_place:
        yield lambda function, *values: function(*values)
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="progress") as pool:
        try:
            yield lambda function, *values: pool.submit(function, *values).result()
        finally:
            pool.submit(lambda: connection.close()).result()  # noqa: PLW0108 — the connection of that thread
