"""Keeping what is read within bounds, and fit for a database."""

from __future__ import annotations

import re
from collections.abc import Iterable

from paripurna.platform.files.reading.types import MAX_CELLS, MAX_CHARACTERS, MAX_PAGES, Text, TextPage

# Control characters (PostgreSQL takes no NUL), halves of a surrogate pair, soft hyphens, and marks that turn the direction.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
LINE_END = re.compile(r"\r\n?|[\u2028\u2029]")
BLANKS = re.compile(r"[ \t\u00a0]+\n")
GAPS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """This function will return `text` without what no reader sees, its lines ended by `\\n`."""
    lines = UNWANTED.sub("", LINE_END.sub("\n", text))
    return GAPS.sub("\n\n", BLANKS.sub("\n", lines)).strip()


def gather(pages: Iterable[TextPage], count: int | None = None) -> Text:
    """This function will take pages until one of the bounds is reached."""
    taken: list[TextPage] = []
    left, cells, is_cut = MAX_CHARACTERS, MAX_CELLS, False
    for page in pages:
        if len(taken) == MAX_PAGES or left <= 0:
            is_cut = True
            break
        is_cut |= len(page.text) > left or len(page.cells) > cells
        taken.append(TextPage(page.number, page.text[:left], page.name, page.cells[:cells]))
        left, cells = left - len(page.text), max(cells - len(page.cells), 0)
    return Text(tuple(taken), count if count is not None else len(taken), is_cut=is_cut)
