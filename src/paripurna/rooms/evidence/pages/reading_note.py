"""How far the machine has read a document, in words: its state, what can be done, and who signed electronically."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.reading.sentences import sentence_of, sentence_of_scan, sentence_of_signature
from paripurna.platform.files.reading.types import Illegible, OcrState, Trouble, Verdict
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.types import READ_AGAIN, ReadingState, Unreadable

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import Reading
    from paripurna.rooms.evidence.queries import Document

LOOKS: Mapping[ReadingState, tuple[str, str]] = {
    ReadingState.WAITING: ("quiet", "clock"),
    ReadingState.READ: ("green", "circle-check"),
    ReadingState.NO_TEXT: ("amber", "alert-triangle"),
    ReadingState.NO_OCR: ("amber", "alert-triangle"),
    ReadingState.FAILED: ("red", "alert-circle"),
    ReadingState.NOT_READ: ("quiet", "shield-lock"),
}
REASONS: Mapping[str, Promise] = {
    Unreadable.LOST: _("The file is not in the store. Please tell the operator, or bring it again."),
    Unreadable.GIVEN_UP: _("Reading it was tried several times and never came to an end. Save the file anew."),
    OcrState.NO_LANGUAGE: _("Text recognition is installed here, but not for Indonesian. Please tell the operator."),
    **{trouble.value: sentence_of(trouble) for trouble in Trouble},
}


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """An electronic signature: who, when, and what can be said of it."""

    signer: str
    signed_at: datetime | None
    sentence: Promise
    is_sound: bool


@dataclass(frozen=True, slots=True)
class ReadingNote:
    label: str
    tone: str
    icon: str
    sentences: tuple[Promise, ...]
    signatures: tuple[SignatureLine, ...]
    may_read_again: bool


def build_reading_note(document: Document, *, may_open: bool, may_edit: bool) -> ReadingNote | None:
    """This function will tell the reading of the newest version, or None where there is none.

    Who signed is content: it is told to those who may open the document.
    """
    reading = queries.find_reading(document)
    if reading is None:
        return None
    state = ReadingState(reading.state)
    tone, icon = LOOKS[state]
    return ReadingNote(
        label=str(state.label),
        tone=tone,
        icon=icon,
        sentences=tuple(_list_sentences(reading)),
        signatures=tuple(map(_build_signature, reading.signatures)) if may_open else (),
        may_read_again=may_edit and state in READ_AGAIN,
    )


def _list_sentences(reading: Reading) -> Iterator[Promise]:
    if reading.reason in REASONS:
        yield REASONS[reading.reason]
    if reading.legibility in list(Illegible):
        yield sentence_of_scan(Illegible(reading.legibility))


def _build_signature(row: Mapping[str, Any]) -> SignatureLine:
    known = {verdict.value: verdict for verdict in Verdict}
    verdict = known.get(str(row.get("verdict")), Verdict.UNREADABLE)
    signed_at = parse_datetime(str(row.get("at") or "")) if row.get("at") else None
    is_sound = verdict in {Verdict.VALID, Verdict.STRANGER}
    return SignatureLine(str(row.get("signer") or "–"), signed_at, sentence_of_signature(verdict), is_sound)
