"""What the house may tell a person: codes with their sentences."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Value = str | int | bool | None
_SENTENCES: dict[str, Promise] = {}


class UnknownNotice(Exception):
    """Somebody sent a notice that no app registered."""


class UnsafeLink(Exception):
    """A notice may lead only to a page of this house."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as the person reads it."""

    id: uuid.UUID
    sentence: str
    link: str
    city_name: str
    at: datetime
    is_read: bool


def register_notice(code: str, sentence: Promise) -> None:
    """This function will make `code` ("room.thing_happened") a notice.

    `sentence` is a lazy translation with named placeholders for the params, read in the language of the person.
    """
    _SENTENCES[code] = sentence


def check_is_registered(code: str) -> None:
    """This function will raise `UnknownNotice` for a code that nobody registered."""
    if code not in _SENTENCES:
        raise UnknownNotice(code)


def tell(code: str, params: Mapping[str, Value]) -> str:
    """This function will return the sentence of a notice in the current language; a code that is gone tells itself."""
    sentence = _SENTENCES.get(code)
    return str(sentence) % Values(params) if sentence else code


class Values(dict[str, Value]):
    """Values of a sentence, where a placeholder that an old notice lacks shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"
