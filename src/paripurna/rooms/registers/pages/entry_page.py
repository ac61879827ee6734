"""The page of an entry: what it holds, what can be done with it, its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import Attached
from paripurna.rooms.registers import policy, queries
from paripurna.rooms.registers.description import Register, Step
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.pages.feeding import EntryFeed, list_entry_feeds
from paripurna.rooms.registers.pages.listing import register_url

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    register: Register
    entry: Entry
    papers: Attached
    may_keep: bool
    is_open: bool
    values: Sequence[tuple[str, str]] = ()
    state: str = ""
    tone: str = ""
    steps: Sequence[Step] = ()
    feeds: Sequence[EntryFeed] = ()
    sections: Sequence[tuple[str, str, Mapping[str, Any]]] = ()

    @property
    def title(self) -> str:
        return self.register.title(self.entry)

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [(str(self.register.label), register_url(self.register, self.entry.city))]


def build_entry_page(register: Register, entry: Entry, *, user: User, words: str, on: date) -> EntryPage:
    """This function will gather the page of an entry; `words` search the library for documents to attach."""
    frame = Frame(entry.city, on)
    may_keep = policy.may_keep(user, entry.city, entry.agency_id, on=on)
    is_open = may_keep and not entry.is_withdrawn
    papers = read_papers(register, entry, user=user, words=words if is_open else None, on=on)
    shown = [line.document for line in papers.shown]
    machine = register.states
    state = getattr(entry, machine.attribute) if machine else ""
    return EntryPage(
        register,
        entry,
        papers,
        may_keep=may_keep,
        is_open=is_open,
        values=_list_values(register, entry, frame),
        state=str(machine.states(state).label) if machine else "",
        tone=machine.tones.get(state, "quiet") if machine else "",
        steps=machine.list_steps(state) if machine and is_open else (),
        feeds=() if entry.is_withdrawn else list_entry_feeds(register, entry, shown, user=user, on=on),
        sections=_fill_sections(register, entry, frame, user),
    )


def read_papers(register: Register, entry: Entry, *, user: User, words: str | None = None, on: date) -> Attached:
    """This function will return the documents of an entry that the person may see, and others that `words` find."""
    address = partial(_address, register, entry)
    return evidence.read_attached(entry.city, user, queries.list_documents(entry), words=words, address=address, on=on)


def _address(register: Register, entry: Entry, step: str, document: UUID) -> str:
    where = {"city": entry.city.slug, "register": register.slug, "code": entry.code, "document": document}
    return reverse(f"registers:document_{step}", kwargs=where)


def _fill_sections(
    register: Register, entry: Entry, frame: Frame, user: User
) -> list[tuple[str, str, Mapping[str, Any]]]:
    filled = ((one, one.get_context(entry, frame, user)) for one in register.sections)
    return [(str(one.title), one.template, context) for one, context in filled if context is not None]


def _list_values(register: Register, entry: Entry, frame: Frame) -> list[tuple[str, str]]:
    """What an entry holds, in the order of the form; what is empty or a plain no stays away."""
    held = ((one, one.value_of(entry)) for one in register.fields)
    said = ((one, value) for one, value in held if value is not False and value not in (None, "", [], {}))
    return [(str(one.label), one.tell(value, frame)) for one, value in said]
