"""The left navigation of one request: registered items that this person may use, grouped by promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import reverse

from paripurna.platform.ui.registry import Allows, Item, Registry, Section


@dataclass(frozen=True)
class Link:
    label: Any
    url: str
    icon: str
    on_phone: bool = False
    covers: tuple[str, ...] = ()
    is_current: bool = False

    def reach(self, path: str) -> float:
        """This function will say how closely `path` belongs to this link: 0 is not at all.

        Below its own address it belongs by that; below a part that the link covers, the deeper the closer.
        """
        if path.startswith(self.url):
            return len(self.url)
        return max(0, *(path.find(f"/{part}/") for part in self.covers), 0) / len(path)


@dataclass(frozen=True)
class Group:
    """A section with its links; a section of one page is that page."""

    label: Any
    icon: str
    links: tuple[Link, ...]

    @property
    def is_current(self) -> bool:
        return any(link.is_current for link in self.links)


def build_navigation(registry: Registry, allows: Allows, *, city_slug: str | None, path: str) -> tuple[Group, ...]:
    """This function will group the permitted items by section, marking the one that `path` lies under."""
    items = [item for item in registry.permitted(registry.items.values(), allows) if city_slug or not item.of_city]
    sections = sorted(registry.sections.values(), key=lambda section: section.order)
    groups = [_group(section, items, city_slug) for section in sections]
    return _mark_current([group for group in groups if group.links], path)


def pick_thumbs(groups: tuple[Group, ...], count: int = 3) -> tuple[Link, ...]:
    """This function will choose the links of the phone's bottom bar, which keeps its last place for the menu."""
    links = [link for group in groups for link in group.links]
    wanted = [link for link in links if link.on_phone]
    return tuple((wanted or links)[:count])


def _group(section: Section, items: list[Item], city_slug: str | None) -> Group:
    own = [_link(item, section, city_slug) for item in items if item.section == section.key]
    return Group(section.label, section.icon, tuple(own))


def _link(item: Item, section: Section, city_slug: str | None) -> Link:
    place = (("city", city_slug),) if item.of_city else ()
    url = _find_url(item.url_name, (*place, *item.parts))
    return Link(item.label, url, item.icon or section.icon, item.on_phone, item.covers)


@lru_cache(maxsize=1024)
def _find_url(name: str, parts: tuple[tuple[str, Any], ...]) -> str:
    """The addresses of a city's pages are the same on every page."""
    return reverse(name, kwargs=dict(parts))


def _mark_current(groups: list[Group], path: str) -> tuple[Group, ...]:
    reached = [(link.reach(path), link) for group in groups for link in group.links]
    reach, current = max(reached, key=lambda each: each[0], default=(0, None))
    if not reach:
        return tuple(groups)
    return tuple(
        replace(group, links=tuple(replace(link, is_current=True) if link is current else link for link in group.links))
        for group in groups
    )
