"""What rooms do when a person leaves: a role ends, an agency is left, an account is erased."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


class LeavingStep(Protocol):
    """Gives back what the person can no longer do; asks itself what that is, and does nothing a second time."""

    def __call__(self, *, city: City, person: User, by: User | None, at: datetime) -> object: ...


_STEPS: list[LeavingStep] = []


def register_leaving(step: LeavingStep) -> None:
    """This function will have `step(city=…, person=…, by=…, at=…)` run, in the same transaction, when a person leaves.

    It runs after the role or the place in the agency has ended, so that the step sees what the person still may.
    """
    if step not in _STEPS:
        _STEPS.append(step)


def tell_leaving(*, person: User, city: City | None, by: User | None, at: datetime) -> None:
    """This function will run every step of the rooms; outside of a city nothing is left behind."""
    if city is not None:
        for step in _STEPS:
            step(city=city, person=person, by=by, at=at)
