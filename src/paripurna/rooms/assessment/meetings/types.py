"""Words of the meetings: what is said when one is called, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.assessment.types import RoundError


class PointSource(models.TextChoices):
    """Where a point of an agenda comes from. What the board proposes stands on an agenda once."""

    HAND = "HAND", pgettext_lazy("agenda", "written by hand")
    DECISIONS = "DECISIONS", _("decisions of earlier meetings")
    LATE = "LATE", _("late requests")
    OPEN = "OPEN", _("open requests")
    RETURNED = "RETURNED", _("returned answers")
    GAPS = "GAPS", _("largest gaps")


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What a person says when a meeting is called."""

    title: str
    held_on: date
    begins_at: time
    place: str = ""
    link: str = ""
    note: str = ""
    agency_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesDraft:
    """What was said, and when the next meeting is."""

    minutes: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What was decided, who sees to it, and until when."""

    text: str
    agency_id: int
    due_on: date


class MeetingError(RoundError):
    """Something about a meeting that cannot be done now."""


class BadMeeting(MeetingError):
    """What was said of a meeting does not fit."""


class MeetingChanged(MeetingError):
    """Somebody else changed the meeting meanwhile."""


class MeetingClosed(MeetingError):
    """The minutes are signed off; nothing changes in them any more."""


class NotTheDay(MeetingError):
    """Nobody is at a meeting before its day."""


class LinkOver(MeetingError):
    """The link of attendance has run out, or never was one."""
