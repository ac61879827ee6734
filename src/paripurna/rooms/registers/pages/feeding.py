"""Which questions of the assessment a register answers, which it could, and what is missing for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.facts.queries import list_rows
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.network import queries as network
from paripurna.rooms.registers.description import Register, list_asked_subjects
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.pages.listing import entry_url, register_url
from paripurna.rooms.registers.subjects import list_subjects
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import LiveAnswer, Sheet


@dataclass(frozen=True, slots=True)
class Feed:
    """A question that entries of a register answer, and what they say to it today."""

    number: str
    label: str
    subject: str  # its code, "" for any
    subject_name: str
    said: str  # "" where the register knows nothing of it
    row_count: int
    points: Decimal
    max_points: Decimal
    url: str
    add_url: str
    is_example: bool

    @property
    def is_won(self) -> bool:
        return self.points >= self.max_points


@dataclass(frozen=True, slots=True)
class Feeds:
    """Everything that the sheet of today asks of a register: what earns nothing yet first, the most points on top."""

    sheet: Sheet | None = None
    lines: Sequence[Feed] = ()

    @property
    def answered(self) -> int:
        return sum(bool(line.said) for line in self.lines)

    @property
    def points(self) -> Decimal:
        return sum((line.points for line in self.lines), Decimal(0))

    @property
    def max_points(self) -> Decimal:
        return sum((line.max_points for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class EntryFeed:
    """A question that an entry is about; `is_counted` when it is one of the rows that answer it today.

    `offers` are documents of the entry that could prove the question and do not yet.
    """

    feed: Feed
    is_counted: bool
    offers: Sequence[Document] = ()


@dataclass(frozen=True)
class Reading:
    """What every source says today to the newest open sheet of a city, read once."""

    sheet: Sheet
    live: Mapping[str, LiveAnswer]
    points: Mapping[str, Decimal]
    on: date

    def list_of(self, register: Register) -> list[LiveAnswer]:
        return [one for one in self.live.values() if one.bound.source.name in register.sources]

    def list_feeds(self, register: Register) -> Feeds:
        """This method will return the questions that the register answers."""
        lines = [_build(register, self, live) for live in self.list_of(register)]
        order = sorted(lines, key=lambda line: (line.is_won, bool(line.said), line.points - line.max_points))
        return Feeds(self.sheet, order)


def read_sources(city: City, *, on: date) -> Reading | None:
    """This function will ask every source once; None where no sheet of the city is open."""
    sheet = next(iter(sheets.list_open_sheets(city)), None)
    if sheet is None:
        return None
    edition = sheets.edition_of(sheet)
    live = sheets.read_live_answers(sheet, edition, on=on)
    values = {number: one.value for number, one in live.items() if one.value is not None}
    return Reading(sheet, live, sheets.score_values(edition, values, sheets.subject_of(sheet)), on)


def list_feeds(register: Register, city: City, *, on: date) -> Feeds:
    """This function will return the questions of the newest open sheet of the city that the register answers."""
    reading = read_sources(city, on=on)
    return reading.list_feeds(register) if reading else Feeds()


def list_entry_feeds(
    register: Register, entry: Entry, documents: Sequence[Document], *, user: User, on: date
) -> list[EntryFeed]:
    """This function will return the questions that an entry is about, with the proof that its documents could be."""
    reading = read_sources(entry.city, on=on)
    if reading is None:
        return []
    own = [live for live in reading.list_of(register) if register.is_asked(_params_of(live), entry)]
    url = entry_url(register, entry, entry.city)
    offers = _offer(reading.sheet, own, documents, user=user, on=on)
    return [
        EntryFeed(_build(register, reading, live), url in _list_urls(reading, live), offers[live.number])
        for live in own
    ]


def _offer(
    sheet: Sheet, lives: Sequence[LiveAnswer], documents: Sequence[Document], *, user: User, on: date
) -> dict[str, list[Document]]:
    """For each question the documents that do not prove it yet, where the person may say that they do."""
    roles = {live.number: live.bound.question.roles for live in lives}
    proving = evidence.list_proving(sheet, roles) if documents else {}
    right = network.get_answer_right(user, sheet.city, on=on)
    any_document = may(user, Permission.EVIDENCE_EDIT_ANY, sheet.city, on=on)
    links = any_document or may(user, Permission.EVIDENCE_EDIT, sheet.city, on=on)
    responsible = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on) if links else {}
    return {
        number: [document for document in documents if document not in proving.get(number, ())]
        if links and (any_document or right.covers(responsible[number]))
        else []
        for number in roles
    }


def _build(register: Register, reading: Reading, live: LiveAnswer) -> Feed:
    question, city = live.bound.question, reading.sheet.city
    subject = next(iter(list_asked_subjects(_params_of(live))), "")
    known = list_subjects().get(subject)
    place = {"city": city.slug, "code": reading.sheet.code, "question": question.number}
    add = f"{register_url(register, city, 'entry_add')}?pokok={subject}"
    return Feed(
        number=question.number,
        label=question.label.in_language(get_language() or "id"),
        subject=subject,
        subject_name=known.name if known else "",
        said=sheets.say_answer(question, live.data),
        row_count=live.row_count,
        points=reading.points.get(question.number, Decimal(0)),
        max_points=question.max_points,
        url=reverse("sheets:question", kwargs=place),
        add_url=add,
        is_example=live.is_example,
    )


def _params_of(live: LiveAnswer) -> Mapping[str, Any]:
    return next(iter(live.bound.asked.values())).request.params.model_dump()


def _list_urls(reading: Reading, live: LiveAnswer) -> set[str]:
    scope = sheets.scope_of(reading.sheet, on=reading.on)
    tables = (list_rows(scope, asked.request, may_see_people=False) for asked in live.bound.asked.values())
    return {row.href for table in tables for row in table.rows}
