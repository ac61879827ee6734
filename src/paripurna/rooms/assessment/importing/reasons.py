"""A cell with the reason of a mark: a reason of the list, own words, or both as our own exports write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import override

from paripurna.rooms.assessment.verification.types import LOSS_REASONS, Reason


def read_reason(text: str) -> tuple[str, str]:
    """This function will return the code of the list's reason ("" for none) and the own words.

    "belum ditandatangani", "UNSIGNED" and "Belum ditandatangani: SK 12" are understood, in both languages.
    """
    head, colon, rest = text.partition(":")
    for name, reason in _list_names():
        if _fold(text) == name:
            return reason.value, ""
        if colon and _fold(head) == name:
            return reason.value, rest.strip()
    return "", text


def _list_names() -> Iterator[tuple[str, Reason]]:
    for reason in LOSS_REASONS:
        yield _fold(reason.value), reason
        for language in ("id", "en"):
            with override(language):
                yield _fold(str(reason.label)), reason


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
