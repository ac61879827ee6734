"""A whole sheet as one page of forms: what a phone shows, keeps and fills without a network."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Question
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.live.answers import read_live_answers
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.answer_form import AnswerForm, build_form
from paripurna.rooms.sheets.pages.panel import may_answer_now
from paripurna.rooms.sheets.pages.reading import OpenedSheet
from paripurna.rooms.sheets.registry import FillPart, Hint, PhotoDoor, find_photo_door, get_subject_kind
from paripurna.rooms.sheets.typed import current_language, show
from paripurna.rooms.sheets.types import AnswerData, AnswerRow
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
    def is_open(self) -> bool:
        return any(card.form for card in self.cards)


def build_fill_page(opened: OpenedSheet) -> FillPage:
    """This function will build the page of a sheet: its questions by indicator, each with its form."""
    sheet, kind = opened.sheet, get_subject_kind(opened.sheet.subject_kind)
    is_open = policy.can_write(sheet)
    hints = _list_hints(opened) if is_open else {}
    parts = _list_parts(opened) if is_open else ()
    language = current_language()
    groups = tuple(
        CardGroup(indicator.label.in_language(language), tuple(_list_cards(opened, indicator.questions, hints, parts)))
        for indicator in opened.edition.indicators
    )
    return FillPage(
        sheet=sheet,
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


def _list_hints(opened: OpenedSheet) -> Mapping[str, Hint]:
    """What the owner of the sheet knows, and before that what the registers say today of this part of the city."""
    known = get_subject_kind(opened.sheet.subject_kind).list_hints(opened.sheet, opened.on)
    live = read_live_answers(opened.sheet, opened.edition, on=opened.on)
    told = {number: _tell(opened.get_question(number), each.data) for number, each in live.items() if each.data}
    return {**known, **told}


def _tell(question: Question, data: AnswerData) -> Hint:
    return Hint(_("By the data of the city today: %(answer)s") % {"answer": say_answer(question, data)}, data)


def _list_cards(
    opened: OpenedSheet, questions: tuple[Question, ...], hints: Mapping[str, Hint], parts: Sequence[PartForm]
) -> Iterator[Card]:
    takes_photos = get_subject_kind(opened.sheet.subject_kind).takes_photos
    place = {"city": opened.sheet.city.slug, "code": opened.sheet.code}
    for question in questions:
        answer, at = opened.get_answer(question.number), {**place, "question": question.number}
        yield Card(
            question=question,
            label=question.label.in_language(current_language()),
            answer=answer,
            answer_text=say_answer(question, answer.data),
            form=_find_form(opened, question, answer),
            hint=None if answer.data else hints.get(question.number),
            save_url=reverse("sheets:fill_save", kwargs=at),
            proof_url=reverse("sheets:question", kwargs=at),
            wants_proof=bool(question.evidence),
            takes_photo=bool(question.evidence) or takes_photos,
            parts=tuple(each for each in parts if each.part.question == question.number),
        )


def _find_form(opened: OpenedSheet, question: Question, answer: AnswerRow) -> AnswerForm | None:
    if not may_answer_now(opened, question):
        return None
    typed, key = show(question.rule, answer.data), f"-{question.number.replace('.', '-')}"
    return build_form(question, typed, note=answer.note, revision=answer.revision, key=key)
