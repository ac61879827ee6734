"""Words of jobs: their states, what a job is, how a running one speaks, and why one stops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Value = str | int | bool | None


class State(models.TextChoices):
    QUEUED = "QUEUED", _("Waiting")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    FAILED = "FAILED", _("Failed")
    CANCELLED = "CANCELLED", _("Cancelled")


FINISHED = frozenset({State.DONE, State.FAILED, State.CANCELLED})

STEPS: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING, State.CANCELLED, State.FAILED}),
    State.RUNNING: frozenset({State.DONE, State.FAILED, State.CANCELLED, State.QUEUED}),
    State.DONE: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Where the result of a job stands."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class JobKind:
    """A job that may be started. `body(run, **ids)` returns what the page may show of the result, or None."""

    name: str
    title: Promise | str
    body: Callable[..., Mapping[str, Any] | None]
    queue: str = "default"
    retries: int = 0
    cron: str = ""
    result_link: Callable[[Mapping[str, Any]], Link | None] | None = None


class UnknownJob(Exception):
    """Nobody registered a job of this name."""


class UnfitArgument(Exception):
    """An argument of a job is not an id, a code or a number."""


class AlreadyFinished(Exception):
    """The job has come to its end; there is nothing to stop."""


class Cancelled(Exception):
    """The person who started the job asked to stop it; raised inside its body."""


class JobFailed(Exception):
    """A body gives up with a sentence for the person; nothing is retried."""

    def __init__(self, code: str, **params: Value) -> None:
        self.code = code
        self.params = params
        super().__init__(code)
