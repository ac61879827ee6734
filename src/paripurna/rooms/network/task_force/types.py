"""The task force as pages and other rooms read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused
from paripurna.rooms.network.posts.types import PostRow
from paripurna.rooms.network.types import AgencyRef, Duty


@dataclass(frozen=True, slots=True)
class SeatRow:
    """An agency in the task force; `post` says by which office, where the decree names one."""

    id: int
    duty: Duty
    agency: AgencyRef
    post: PostRow | None


@dataclass(frozen=True, slots=True)
class TaskForceDraft:
    """What a person writes about a task force."""

    title: str
    decree_number: str
    decree_on: date
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class TaskForceRef:
    id: int
    title: str
    decree_number: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class TaskForceDetail:
    """A task force with its seats: of the whole under "", of its parts by the code of the strand."""

    ref: TaskForceRef
    draft: TaskForceDraft
    seats: dict[str, tuple[SeatRow, ...]]

    @property
    def vacant_count(self) -> int:
        """How many posts in it nobody holds."""
        posts = {seat.post.id: seat.post for seats in self.seats.values() for seat in seats if seat.post}
        return sum(post.holder is None for post in posts.values())


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """Who takes which seat. `strand` is "" for the whole task force."""

    strand: str
    duty: Duty
    agency_code: str
    post_id: int | None = None


class TaskForceNotFound(Exception):
    """The city has no such task force."""


class DecreeTaken(Refused):
    sentence = _("A task force of this decree is here already.")


class TaskForceDates(Refused):
    sentence = _("The last day lies before the first.")


class SeatTaken(Refused):
    sentence = _("This agency sits here already.")


class ChairTaken(Refused):
    sentence = _("There is a chair already. Remove that seat first.")


class PostElsewhere(Refused):
    sentence = _("This post belongs to another agency.")
