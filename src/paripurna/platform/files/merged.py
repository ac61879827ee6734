"""What became of papers that were put together: words that pages need without the libraries that do it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from paripurna.platform.files.types import MediaType

MOST_PAGES = 600


class Done(StrEnum):
    """What had to be done to get below the limit."""

    MERGED = "MERGED"
    SMALLER_PICTURES = "SMALLER_PICTURES"
    DRAWN = "DRAWN"  # pages are pictures now: their text cannot be searched any more


@dataclass(frozen=True, slots=True)
class Merged:
    """`unread` are the places (from 0) of files that could not be put in. `fits`: the limit was kept."""

    size: int
    pages: int
    done: Done
    fits: bool
    unread: tuple[int, ...] = ()


class TooManyPages(Exception):
    """More pages than can be put together while somebody waits."""


def can_merge(kind: MediaType) -> bool:
    return kind.is_image or kind is MediaType.PDF
