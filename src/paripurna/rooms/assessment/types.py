"""Rounds and their stages, published results, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused

SUBJECT_KIND = "city"
"""The subject kind that this room registers with `sheets`: a whole city."""


class RoundState(models.TextChoices):
    PLANNED = "PLANNED", _("planned")
    RUNNING = "RUNNING", _("running")
    FINISHED = "FINISHED", _("finished")


@dataclass(frozen=True, slots=True)
class RunningStage:
    """The days of one stage of the running round."""

    code: str
    starts_on: date | None
    ends_on: date | None
    round_code: UUID
    round_label: str
    edition_hash: str


class Confidence(models.TextChoices):
    """How sure a published figure is."""

    HIGH = "HIGH", _("high")
    MEDIUM = "MEDIUM", _("medium")
    LOW = "LOW", _("low")


@dataclass(frozen=True, slots=True)
class StageDates:
    """When a stage runs, both days included; either may be unknown yet."""

    code: str
    starts_on: date | None
    ends_on: date | None


class RoundError(Refused):
    """Something about a round that cannot be done now; `sentence` says what and what to do instead."""


class BadCalendar(RoundError):
    """Stages out of order or overlapping with themselves."""


class RoundNotRunning(RoundError):
    """The round is planned or finished."""


class AnotherRoundOpen(RoundError):
    """A city has one running round at a time."""


class RoundExists(RoundError):
    """A round of that name, or of that edition and period, is there already."""


class CarryOutdated(RoundError):
    """The round changed since the preview of what would be carried over."""


class NothingToCarry(RoundError):
    """No answer of the earlier round fits an empty one."""


class BadDuty(RoundError):
    """The person is no verifier here, or the part to look at does not exist or is the person's own."""


class ImportOutdated(RoundError):
    """The round changed since the preview."""
