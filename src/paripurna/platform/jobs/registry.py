"""Which jobs there are, and the sentences they may say. Rooms register theirs in `<room>/jobs.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.jobs.types import JobKind, Link, UnknownJob

Body = Callable[..., Mapping[str, Any] | None]

_JOBS: dict[str, JobKind] = {}
_MESSAGES: dict[str, Promise] = {}


def job(
    *,
    name: str,
    title: Promise | str = "",
    queue: str = "default",
    retries: int = 0,
    cron: str = "",
    result_link: Callable[[Mapping[str, Any]], Link | None] | None = None,
) -> Callable[[Body], JobKind]:
    """This decorator will make `body(run, **ids)` a job that `actions.start` or `actions.defer` may send to a worker.

    `title` is what the page calls it; `retries` is how often it is tried again after an unexpected error;
    `cron` ("0 3 * * *") lets workers start it by the clock, once for all of them.
    """

    def register(body: Body) -> JobKind:
        kind = JobKind(name, title, body, queue, retries, cron, result_link)
        _JOBS[name] = kind
        return kind

    return register


def get_job(name: str) -> JobKind:
    """This function will return the job of this name. Raises `UnknownJob`."""
    try:
        return _JOBS[name]
    except KeyError:
        raise UnknownJob(name) from None


def list_jobs() -> tuple[JobKind, ...]:
    return tuple(_JOBS[name] for name in sorted(_JOBS))


def register_message(code: str, sentence: Promise) -> None:
    """This function will let a job say `sentence`, a lazy translation with named placeholders, by its code."""
    _MESSAGES[code] = sentence


def message_of(code: str, params: Mapping[str, Any]) -> str:
    """This function will return the sentence of a code in the reader's language, or "" for a code nobody knows."""
    sentence = _MESSAGES.get(code)
    return str(sentence) % dict(params) if sentence else ""


register_message("jobs.unexpected", _("Something went wrong on our side. Nothing was half done; please try again."))
register_message(
    "jobs.worker_lost", _("The work was interrupted too often and was given up. Please tell the operator.")
)
