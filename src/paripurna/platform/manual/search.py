"""The manual, found by the search of the top bar."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.manual import queries
from paripurna.platform.ui.registry import Hit, Search, register_search


def register() -> None:
    register_search(Search("manual", _("Manual"), find_passages, Permission.CITY_VIEW, order=90))


def find_passages(_request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """This function will return the passages of the manual that match."""
    return [
        Hit(found.passage.title, queries.url_of(found.page, found.passage), found.excerpt)
        for found in queries.search(words, limit)
    ]
