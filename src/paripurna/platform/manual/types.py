"""What the manual is made of."""

from __future__ import annotations

from dataclasses import dataclass


class NoSuchPage(LookupError):
    """The manual has no page, or no picture, of this name."""


@dataclass(frozen=True)
class Passage:
    """A heading of the second level, and the plain words up to the next one. The words before the first have no anchor."""

    anchor: str
    title: str
    words: str


@dataclass(frozen=True)
class Page:
    """A page as it is shown; the front page has no slug. `links` are the pages it names, in their order."""

    slug: str
    title: str
    html: str
    passages: tuple[Passage, ...]
    links: tuple[str, ...]

    @property
    def headings(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.anchor)


@dataclass(frozen=True)
class Place:
    """A page among the others: the contents in reading order, and its neighbors."""

    page: Page
    contents: tuple[Page, ...]
    previous: Page | None
    following: Page | None


@dataclass(frozen=True)
class Finding:
    """A passage that matches a search, with the words around the match."""

    page: Page
    passage: Passage
    excerpt: str
