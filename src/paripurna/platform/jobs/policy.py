"""Who may stop a job, and whether it can still be stopped."""

from __future__ import annotations

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.accounts.models import User
from paripurna.platform.jobs.models import Progress
from paripurna.platform.jobs.types import FINISHED, AlreadyFinished, State


def check_may_cancel(user: User, progress: Progress) -> None:
    """This function will raise `NotAllowed` unless the person started the job."""
    if progress.started_by_id != user.pk:
        raise NotAllowed


def check_can_cancel(progress: Progress) -> None:
    """This function will raise `AlreadyFinished` unless the job waits or runs."""
    if State(progress.state) in FINISHED:
        raise AlreadyFinished


def can_cancel(progress: Progress) -> bool:
    return State(progress.state) not in FINISHED and progress.cancel_requested_at is None
