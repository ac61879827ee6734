"""Long lists, forty at a time: `?halaman=2`, or all of them at once for paper with `?halaman=semua`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator

from paripurna.platform.ui.components.lists import ALL_PAGES, PAGE_PARAMETER

PER_PAGE = 40


def read_page(items: Sequence[Any], query: Mapping[str, str], *, per_page: int = PER_PAGE) -> Page[Any]:
    """This function will return the page that the address asks for, the nearest one where there is none such."""
    wish = query.get(PAGE_PARAMETER, "")
    size = max(len(items), 1) if wish == ALL_PAGES else per_page
    return Paginator(items, size).get_page(wish)
