"""Posts and those who hold them, as pages and other rooms read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused
from paripurna.rooms.network.types import AgencyRef, Duty


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or held a post. `person` is the code of the account, "" without one."""

    name: str
    person: str
    since: date
    until: date | None
    handed_over: str = ""


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as a line of a list; `holder` is None while nobody is in it."""

    id: int
    title: str
    is_head: bool
    agency: AgencyRef
    holder: Holder | None
    vacant_since: date | None = None  # known when somebody left
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class PostDetail:
    """A post with everybody who held it, the newest first, and the seats of the task force that go with it."""

    row: PostRow
    note: str
    holders: tuple[Holder, ...]
    seats: tuple[tuple[str, Duty], ...]  # of the task forces in office: strand ("" is the whole) and duty


@dataclass(frozen=True, slots=True)
class PostDraft:
    """What a person writes about a post."""

    agency_code: str
    title: str
    is_head: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Who follows in a post from a day on: a member of the city, a name, or nobody yet."""

    on: date
    membership_id: int | None = None
    name: str = ""
    handed_over: str = ""

    @property
    def has_follower(self) -> bool:
        return self.membership_id is not None or bool(self.name)


class PostNotFound(Exception):
    """The city has no such post."""


class PostTaken(Refused):
    sentence = _("The agency has a post of this title already.")


class HeadTaken(Refused):
    sentence = _("Another post of this agency is its head already.")


class HandOverTooEarly(Refused):
    sentence = _("The day must lie after the one on which the present holder began.")


class PostClosed(Refused):
    sentence = _("This post is closed. Nobody can take it over.")


class NobodyThere(Refused):
    sentence = _("Nobody holds this post. Choose who takes it.")
