"""What rooms hand down to the pages at start: navigation, cards of Beranda, search and the line of the top bar.

Nothing here knows a room or asks the database. Who may use an entry is decided by a function handed in:
`allows(permission)` is true when the person of this request holds the permission in this city.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

K = TypeVar("K")
V = TypeVar("V")


class DuplicateEntry(Exception):
    """Two different entries were registered under one name."""


Allows = Callable[[Any], bool]


@dataclass(frozen=True)
class Section:
    """A promise of the left navigation: Beranda, Evaluasi, Data Dukung …"""

    key: str
    label: Any
    icon: str
    order: int


@dataclass(frozen=True)
class Item:
    """A page of a section. `of_city` pages take the city's slug; `on_phone` asks for a place in the bottom bar.

    `covers` names the parts of an address under which this entry stays the current one, though they lie elsewhere;
    `parts` are parts of its own address besides the city: (("register", "peraturan"),).
    """

    section: str
    label: Any
    url_name: str
    permission: Any
    order: int
    of_city: bool = True
    on_phone: bool = False
    icon: str = ""
    covers: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Card:
    """A card of Beranda: `context_fn(request)` returns the template's context, or `None` to stay away today."""

    name: str
    template: str
    context_fn: Callable[[HttpRequest], Mapping[str, Any] | None]
    permission: Any
    order: int
    wide: bool = False


@dataclass(frozen=True)
class Hit:
    """One thing found: where it is, what it is called and the words around the match."""

    label: str
    url: str
    excerpt: str = ""


@dataclass(frozen=True)
class Search:
    """A kind of thing that can be searched: `find(request, words, limit)` returns the best hits first."""

    name: str
    label: Any
    find: Callable[[HttpRequest, str, int], Sequence[Hit]]
    permission: Any
    order: int


@dataclass(frozen=True)
class TopLine:
    """What runs today, told in the top bar: round · stage · days left."""

    title: str
    stage: str
    days_left: int | None
    url: str


@dataclass(frozen=True)
class Bell:
    """The bell of the top bar: the page it opens, and how many things wait there for the person of a request."""

    url_name: str
    count: Callable[[HttpRequest], int]


@dataclass
class Registry:
    """All entries of one process; tests make their own."""

    sections: dict[str, Section] = field(default_factory=dict)
    items: dict[tuple[Any, ...], Item] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    searches: dict[str, Search] = field(default_factory=dict)
    top_line: Callable[[HttpRequest], TopLine | None] | None = None
    bell: Bell | None = None

    def add(self, entries: dict[K, V], key: K, entry: V) -> None:
        """This function will keep `entry`; the same entry twice is fine, another under its key raises `DuplicateEntry`."""
        if entries.setdefault(key, entry) != entry:
            raise DuplicateEntry(f"{key!r} is registered twice: {entries[key]!r} and {entry!r}.")

    def permitted(self, entries: Iterable[V], allows: Allows) -> list[V]:
        """This function will return the entries the person may use, by order."""
        allowed = [entry for entry in entries if allows(entry.permission)]  # type: ignore[attr-defined]
        return sorted(allowed, key=lambda entry: entry.order)  # type: ignore[attr-defined]


registry = Registry()


def register_section(section: Section) -> None:
    registry.add(registry.sections, section.key, section)


def register_navigation(item: Item) -> None:
    registry.add(registry.items, (item.section, item.url_name, item.parts), item)


def register_card(card: Card) -> None:
    registry.add(registry.cards, card.name, card)


def register_search(search: Search) -> None:
    registry.add(registry.searches, search.name, search)


def register_top_line(provider: Callable[[HttpRequest], TopLine | None]) -> None:
    """This function will fill the top bar's line from `provider(request)` on every full page."""
    registry.top_line = provider


def register_bell(url_name: str, count: Callable[[HttpRequest], int]) -> None:
    """This function will put a bell into the top bar; `count(request)` is asked on every full page of a city."""
    registry.bell = Bell(url_name, count)


def list_cards(allows: Allows) -> list[Card]:
    """This function will return the cards of Beranda this person may see, in order."""
    return registry.permitted(registry.cards.values(), allows)


def list_searches(allows: Allows) -> list[Search]:
    """This function will return the searches this person may use, in order."""
    return registry.permitted(registry.searches.values(), allows)
