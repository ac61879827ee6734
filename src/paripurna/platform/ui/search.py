"""One question put to every search that rooms registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from paripurna.platform.ui.registry import Allows, Hit, list_searches

SHORTEST = 2
LIMIT = 10


@dataclass(frozen=True)
class Found:
    """The hits of one kind."""

    label: Any
    hits: Sequence[Hit]


def search_everything(request: HttpRequest, words: str, allows: Allows) -> list[Found]:
    """This function will return the kinds that have hits, best first within each; nothing for a single letter."""
    if len(words) < SHORTEST:
        return []
    answers = [Found(search.label, search.find(request, words, LIMIT)) for search in list_searches(allows)]
    return [found for found in answers if found.hits]
