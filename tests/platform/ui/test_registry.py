from __future__ import annotations

from typing import Any

import pytest

from paripurna.platform.ui.navigation import build_navigation, pick_thumbs
from paripurna.platform.ui.registry import DuplicateEntry, Hit, Item, Registry, Search, Section
from paripurna.platform.ui.search import search_everything

SEARCH = "ui:search"


def registry_with(*items: Item) -> Registry:
    made = Registry()
    for section in (Section("later", "Later", "flag", 20), Section("first", "First", "home", 10)):
        made.add(made.sections, section.key, section)
    for item in items:
        made.add(made.items, (item.section, item.url_name), item)
    return made


def navigation_of(registry: Registry, path: str = "/", city: str | None = "balikpapan") -> Any:
    return build_navigation(registry, lambda permission: permission != "FORBIDDEN", city_slug=city, path=path)


class TestAdd:
    def test_takes_the_same_entry_twice(self) -> None:
        item = Item("first", "Search", SEARCH, None, 1)

        assert len(registry_with(item, item).items) == 1

    def test_refuses_another_under_the_same_name(self) -> None:
        with pytest.raises(DuplicateEntry):
            registry_with(Item("first", "Search", SEARCH, None, 1), Item("first", "Find", SEARCH, None, 1))


class TestBuildNavigation:
    def test_orders_sections_and_leaves_out_what_is_not_permitted(self) -> None:
        registry = registry_with(
            Item("later", "Search", SEARCH, None, 1),
            Item("first", "Gallery", "ui:gallery", None, 2, of_city=False),
            Item("first", "Secret", "ui:set_theme", "FORBIDDEN", 1, of_city=False),
        )

        groups = navigation_of(registry)

        assert [group.label for group in groups] == ["First", "Later"]
        assert [link.url for group in groups for link in group.links] == ["/galeri/", "/daerah/balikpapan/cari/"]

    def test_marks_the_nearest_page_above(self) -> None:
        registry = registry_with(Item("first", "Search", SEARCH, None, 1))

        (group,) = navigation_of(registry, path="/daerah/balikpapan/cari/lebih/")

        assert group.is_current

    def test_marks_the_page_that_covers_an_address_elsewhere(self) -> None:
        registry = registry_with(
            Item("first", "Search", SEARCH, None, 1),
            Item("later", "Sheets", "ui:gallery", None, 1, of_city=False, covers=("lembar",)),
        )

        first, later = navigation_of(registry, path="/daerah/balikpapan/lembar/1/")

        assert (first.is_current, later.is_current) == (False, True)

    def test_marks_the_page_that_covers_the_deepest_part(self) -> None:
        registry = registry_with(
            Item("first", "Sheets", SEARCH, None, 1, covers=("lembar",)),
            Item("later", "Facts", "ui:gallery", None, 1, of_city=False, covers=("fakta",)),
        )

        first, later = navigation_of(registry, path="/daerah/balikpapan/lembar/1/fakta/")

        assert (first.is_current, later.is_current) == (False, True)

    def test_needs_a_city_for_pages_of_a_city(self) -> None:
        assert navigation_of(registry_with(Item("first", "Search", SEARCH, None, 1)), city=None) == ()


class TestPickThumbs:
    def test_prefers_pages_that_ask_for_it(self) -> None:
        registry = registry_with(
            Item("first", "Search", SEARCH, None, 1),
            Item("later", "Gallery", "ui:gallery", None, 1, of_city=False, on_phone=True),
        )

        assert [link.label for link in pick_thumbs(navigation_of(registry))] == ["Gallery"]


class TestSearchEverything:
    def test_asks_only_what_the_person_may_search(self, rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        open_search = Search("open", "Open", lambda request, words, limit: [Hit(words, "/1/")], None, 1)
        closed = Search("closed", "Closed", lambda request, words, limit: [Hit(words, "/2/")], "FORBIDDEN", 0)
        empty = Search("empty", "Empty", lambda request, words, limit: [], None, 2)
        searches = {search.name: search for search in (open_search, closed, empty)}
        monkeypatch.setattr("paripurna.platform.ui.registry.registry.searches", searches)

        found = search_everything(rf.get("/"), "akta", lambda permission: permission is None)

        assert [(kind.label, kind.hits[0].label) for kind in found] == [("Open", "akta")]

    def test_does_not_search_for_one_letter(self, rf: Any) -> None:
        assert search_everything(rf.get("/"), "a", lambda permission: True) == []
