"""A whole sheet as one page of forms: what a phone shows, keeps and fills without a network."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from paripurna.core.instrument.model import Question
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.live.proposing import Proposal, read_proposals
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.answer_form import AnswerForm, build_form
from paripurna.rooms.sheets.pages.panel import may_answer_now
from paripurna.rooms.sheets.pages.proposals import ProposalBox, build_box
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.registry import FillPart, Hint, PhotoDoor, find_photo_door, get_subject_kind
from paripurna.rooms.sheets.typed import current_language, show
from paripurna.rooms.sheets.types import AnswerRow
from paripurna.rooms.sheets.wording import say_answer, say_percent


@dataclass(frozen=True, slots=True)
class PartForm:
    """A form of the sheet's owner as this page draws it."""

    part: FillPart
    save_url: str
    nonce: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question of the page. `form` is None where this person does not answer it, or not now."""

    question: Question
    label: str
    answer: AnswerRow
    answer_text: str
    form: AnswerForm | None
    hint: Hint | None
    proposal: ProposalBox | None
    save_url: str
    proof_url: str
    wants_proof: bool
    takes_photo: bool
    parts: tuple[PartForm, ...]

    @property
    def key(self) -> str:
        return self.question.number.replace(".", "-")

    @property
    def percent(self) -> str:
        is_share = self.question.rule.kind == "ratio" and self.answer.data
        return say_percent(self.answer.data) if is_share else ""

    @property
    def hint_json(self) -> str:
        """What the hint puts into the form, for the script of the page."""
        return json.dumps(show(self.question.rule, self.hint.data)) if self.hint else ""

    @property
    def saved_at(self) -> datetime | None:
        return self.answer.changed_at if self.answer.data else None


@dataclass(frozen=True, slots=True)
class CardGroup:
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FillPage:
    """`back_url` is the page of the sheet's owner, where it is looked over and sent."""

    sheet: Sheet
    owner: str  # who confirms what the registers propose
    groups: tuple[CardGroup, ...]
    back_url: str
    photo_door: PhotoDoor | None
    manual: str  # the page of the manual that tells how such a sheet is filled
    first_parts: tuple[PartForm, ...] = ()
    last_parts: tuple[PartForm, ...] = ()

    @property
    def photo_json(self) -> str:
        """Where photos go, for the script of the page; empty where none may be brought."""
        door = self.photo_door
        return json.dumps({"address": door.address, "words": dict(door.words), "asked": door.asked}) if door else ""

    @property
    def cards(self) -> list[Card]:
        return [card for group in self.groups for card in group.cards]

    @property
    def answered_count(self) -> int:
        return sum(bool(card.answer.data) for card in self.cards)

    @property
    def unconfirmed(self) -> list[Card]:
        return [card for card in self.cards if card.proposal and card.proposal.is_unconfirmed]

    @property
    def is_open(self) -> bool:
        return any(card.form for card in self.cards)


def build_fill_page(opened: OpenedSheet) -> FillPage:
    """This function will build the page of a sheet: its questions by indicator, each with its form."""
    sheet, kind = opened.sheet, get_subject_kind(opened.sheet.subject_kind)
    is_open, language = policy.can_write(sheet), current_language()
    known = _read_known(opened) if is_open else NOTHING_KNOWN
    parts = _list_parts(opened) if is_open else ()
    groups = tuple(
        CardGroup(indicator.label.in_language(language), tuple(_list_cards(opened, indicator.questions, known, parts)))
        for indicator in opened.edition.indicators
    )
    return FillPage(
        sheet=sheet,
        owner=str(kind.label),
        groups=groups,
        back_url=kind.get_url(sheet, ""),
        photo_door=find_photo_door(sheet, opened.user, opened.on) if is_open else None,
        manual=kind.manual,
        first_parts=tuple(each for each in parts if not each.part.question and not each.part.is_last),
        last_parts=tuple(each for each in parts if each.part.is_last),
    )


def _list_parts(opened: OpenedSheet) -> tuple[PartForm, ...]:
    sheet, parts = opened.sheet, get_subject_kind(opened.sheet.subject_kind).parts
    found = parts.list_parts(sheet, opened.user, opened.on) if parts else ()
    place = {"city": sheet.city.slug, "code": sheet.code}
    return tuple(
        PartForm(part, reverse("sheets:fill_part", kwargs={**place, "key": part.key}), secrets.token_urlsafe(16))
        for part in found
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known before anybody types: what the registers say today, and elsewhere what the owner of the sheet knows."""

    proposals: Mapping[str, Proposal]
    hints: Mapping[str, Hint]


NOTHING_KNOWN = _Known({}, {})


def _read_known(opened: OpenedSheet) -> _Known:
    proposals = read_proposals(opened.sheet, opened.contents.answers, on=opened.on)
    hints = get_subject_kind(opened.sheet.subject_kind).list_hints(opened.sheet, opened.on)
    return _Known(proposals, {number: hint for number, hint in hints.items() if number not in proposals})


def _list_cards(
    opened: OpenedSheet, questions: tuple[Question, ...], known: _Known, parts: Sequence[PartForm]
) -> Iterator[Card]:
    takes_photos = get_subject_kind(opened.sheet.subject_kind).takes_photos
    place = {"city": opened.sheet.city.slug, "code": opened.sheet.code}
    for question in questions:
        answer, at = opened.get_answer(question.number), {**place, "question": question.number}
        proposal = known.proposals.get(question.number)
        box = build_box(question, proposal) if proposal else None
        yield Card(
            question=question,
            label=question.label.in_language(current_language()),
            answer=answer,
            answer_text=say_answer(question, answer.data),
            form=_find_form(opened, question, answer, box),
            hint=None if answer.data else known.hints.get(question.number),
            proposal=box,
            save_url=reverse("sheets:fill_save", kwargs=at),
            proof_url=reverse("sheets:question", kwargs=at),
            wants_proof=bool(question.evidence),
            takes_photo=bool(question.evidence) or takes_photos,
            parts=tuple(each for each in parts if each.part.question == question.number),
        )


def _find_form(
    opened: OpenedSheet, question: Question, answer: AnswerRow, proposal: ProposalBox | None
) -> AnswerForm | None:
    """The form holds the answer; where there is none, what the registers propose stands in it beforehand."""
    if not may_answer_now(opened, question):
        return None
    typed = proposal.typed if proposal and proposal.is_unconfirmed else show(question.rule, answer.data)
    key = f"-{question.number.replace('.', '-')}"
    return build_form(question, typed, note=answer.note, revision=answer.revision, key=key)
