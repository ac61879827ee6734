"""A cell with the reason of a mark: a reason of the list, own words, or both as our own exports write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from django.utils.translation import override

from paripurna.rooms.assessment.verification.types import LOSS_REASONS, Reason


def read_reason(text: str) -> tuple[str, str]:
    """This function will return the code of the list's reason ("" for none) and the own words.

    "belum ditandatangani", "UNSIGNED" and "Belum ditandatangani: SK 12" are understood, in both languages.
    """
    if whole := find_reason(text):
        return whole.value, ""
    head, colon, rest = text.partition(":")
    found = find_reason(head) if colon else None
    return (found.value, rest.strip()) if found else ("", text)


def find_reason(text: str) -> Reason | None:
    """This function will return the reason of the list that the text names by its code or its words, in either language."""
    return _map_names().get(_fold(text))


@cache
def _map_names() -> Mapping[str, Reason]:
    names = {_fold(reason.value): reason for reason in LOSS_REASONS}
    for language in ("id", "en"):
        with override(language):
            names |= {_fold(str(reason.label)): reason for reason in LOSS_REASONS}
    return names


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
