"""The page of an entry: what it holds, what can be done with it, its documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.registers import policy, queries
from paripurna.rooms.registers.description import Register, Step
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.pages.feeding import EntryFeed, list_entry_feeds
from paripurna.rooms.registers.pages.listing import register_url

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document, DocumentScope

OFFERED_DOCUMENTS = 6


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that belongs to an entry, or could."""

    document: Document
    url: str


@dataclass(frozen=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    register: Register
    entry: Entry
    may_keep: bool
    values: Sequence[tuple[str, str]] = ()
    state: str = ""
    tone: str = ""
    steps: Sequence[Step] = ()
    documents: Sequence[DocumentLine] = ()
    hidden_documents: int = 0
    offered: Sequence[DocumentLine] = ()
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
    scope = evidence.read_scope(user, entry.city, on=on)
    attached = queries.list_documents(entry)
    shown = _pick_visible(entry, scope, attached)
    may_keep = policy.may_keep(user, entry.city, entry.agency_id, on=on)
    is_open = may_keep and not entry.is_withdrawn
    machine = register.states
    state = getattr(entry, machine.attribute) if machine else ""
    return EntryPage(
        register,
        entry,
        may_keep=may_keep,
        values=_list_values(register, entry, frame),
        state=str(machine.states(state).label) if machine else "",
        tone=machine.tones.get(state, "quiet") if machine else "",
        steps=machine.list_steps(state) if machine and is_open else (),
        documents=_lines(entry, shown),
        hidden_documents=len(attached) - len(shown),
        offered=_offer(entry, scope, words, attached) if is_open else (),
        feeds=() if entry.is_withdrawn else list_entry_feeds(register, entry, shown, user=user, on=on),
        sections=_fill_sections(register, entry, frame, user),
    )


def list_shown(entry: Entry, scope: DocumentScope) -> list[DocumentLine]:
    """This function will return the documents of an entry that the person may see."""
    return _lines(entry, _pick_visible(entry, scope, queries.list_documents(entry)))


def _pick_visible(entry: Entry, scope: DocumentScope, attached: Sequence[Document]) -> list[Document]:
    visible = evidence.list_visible_ids(entry.city, scope, [document.pk for document in attached])
    return [document for document in attached if document.pk in visible]


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


def _lines(entry: Entry, documents: Sequence[Document]) -> list[DocumentLine]:
    city = entry.city.slug
    return [
        DocumentLine(one, reverse("evidence:document", kwargs={"city": city, "code": one.code})) for one in documents
    ]


def _offer(entry: Entry, scope: DocumentScope, words: str, attached: Sequence[Document]) -> list[DocumentLine]:
    known = {document.pk for document in attached}
    found = evidence.list_documents(entry.city, scope, text=words, state="CURRENT")[: OFFERED_DOCUMENTS + len(known)]
    return _lines(entry, [document for document in found if document.pk not in known][:OFFERED_DOCUMENTS])
