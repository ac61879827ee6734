"""What the audit may tell: verbs with their sentences, subjects with their names, and what a reader asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_VERBS: dict[str, Promise] = {}
_SUBJECTS: dict[str, Resolver] = {}


class UnknownVerb(Exception):
    """An action recorded a verb that no app registered."""


@dataclass(frozen=True, slots=True)
class Label:
    """How a subject is named to people, and the page where it stands."""

    text: str
    url: str = ""


Resolver = Callable[[Sequence[str]], Mapping[str, Label]]


class Reason(StrEnum):
    """Why a link of a chain does not hold."""

    CHANGED = "CHANGED"
    GAP = "GAP"
    CUT = "CUT"
    UNCHAINED = "UNCHAINED"

    @property
    def sentence(self) -> Promise:
        return _REASONS[self]


_REASONS = {
    Reason.CHANGED: _("the event was changed after it was written"),
    Reason.GAP: _("an event before it is missing"),
    Reason.CUT: _("the end of the chain does not agree with its head"),
    Reason.UNCHAINED: _("it does not continue the event before it"),
}


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first event of a chain that does not hold."""

    position: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What the check of one chain found. `chain` is a city's code, or "" for the installation."""

    chain: str
    events: int
    head_hash: str
    broken: BrokenLink | None = None

    @property
    def is_whole(self) -> bool:
        return self.broken is None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What a reader of the audit asks for; empty fields ask for nothing."""

    verb: str = ""
    person: str = ""  # code of a user
    subject: str = ""  # exactly "kind:key"
    text: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as people read it."""

    position: int
    at: datetime
    verb: str
    sentence: str
    person: str
    subject: Label


@dataclass(frozen=True, slots=True)
class EventPage:
    lines: tuple[EventLine, ...]
    next_before: int | None  # position to go on from, or None at the end


def register_verb(verb: str, sentence: Promise) -> None:
    """This function will make `verb` ("room.thing_done") tellable.

    `sentence` is a lazy translation with named placeholders: `%(person)s` (resolved when read, so that a person can be
    erased), `%(subject)s`, and any key of the event's details. A detail that reads "kind:key" of a registered subject
    is told by its name.
    """
    _VERBS[verb] = sentence


def register_subject(kind: str, resolver: Resolver) -> None:
    """This function will let the audit name subjects "kind:key".

    `resolver` gets many keys at once and answers with the labels of those that still exist.
    """
    _SUBJECTS[kind] = resolver


def sentence_of(verb: str) -> Promise:
    """This function will return the sentence of a verb. Raises `UnknownVerb`."""
    try:
        return _VERBS[verb]
    except KeyError:
        raise UnknownVerb(verb) from None


def find_resolver(kind: str) -> Resolver | None:
    return _SUBJECTS.get(kind)


def list_verbs() -> tuple[str, ...]:
    return tuple(sorted(_VERBS))
