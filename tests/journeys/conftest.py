"""Journeys in a real browser, against the real server and a real database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from paripurna.platform.regions import locating
from tests.journeys.browser import AXE, DESK, FLAGS, Theme, Visitor, find_chromium

Arrive = Callable[..., Visitor]

# Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives Chromium: once a process. Where there is none, journeys are skipped loudly; with `CI=true` that is a failure."""
    missing = "no Chromium on this machine" if find_chromium() is None else ""
    missing = missing or ("" if AXE.exists() else "frontend is not installed")
    if missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"JOURNEYS NOT RUN: {missing}.")
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium, open for all journeys."""
    found = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _own_borders() -> None:
    """A database that is copied anew counts from its beginning: areas kept by the number of a border would be another story's."""
    locating._read_areas.cache_clear()


@pytest.fixture
def arrive(browser: Browser, live_server: Any) -> Iterator[Arrive]:
    """`arrive(size=PHONE, theme="dark")`: a new visitor, with a browser window of their own."""
    visitors: list[Visitor] = []

    def arrive_with(size: tuple[int, int] = DESK, theme: Theme = "light") -> Visitor:
        visitors.append(Visitor.arrive(browser, live_server.url, size=size, theme=theme))
        return visitors[-1]

    yield arrive_with
    for visitor in visitors:
        visitor.context.close()


@pytest.fixture
def visitor(arrive: Arrive) -> Visitor:
    """A visitor at a desk, by daylight."""
    return arrive()
