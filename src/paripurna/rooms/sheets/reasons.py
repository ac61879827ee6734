"""Reasons from an owner's list, said in words that are kept: in the language of the house, whoever writes them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from paripurna.rooms.sheets.registry import Reasons
from paripurna.rooms.sheets.types import BadAnswer, Said


def say_reasons(known: Reasons, said: Said) -> str:
    """This function will say the chosen reasons and the own words in one text. Raises `BadAnswer` for an unknown reason."""
    if not set(said.codes) <= set(known):
        raise BadAnswer(_("Choose the reasons from the list."), "reason")
    with override(settings.LANGUAGE_CODE):
        labels = _join(str(label) for code, label in known.items() if code in said.codes)
    return f"{labels}. {said.text}" if labels and said.text else labels or said.text


def say_reason(known: Reasons, code: str, text: str) -> str:
    """This function will say the reason of a mark: what the list calls it, and the own words; empty without either."""
    return ": ".join(str(part) for part in (known.get(code, ""), text) if part)


def _join(labels: Iterable[str]) -> str:
    joined = "; ".join(labels)
    return joined[:1].upper() + joined[1:]
