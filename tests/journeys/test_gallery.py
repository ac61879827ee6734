"""Every component, seen on a phone and at a desk, by day and by night, and held against WCAG 2.2 AA."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys.browser import DESK, PHONE, Theme, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("theme", ["light", "dark"])
class TestGallery:
    def test_can_be_used_by_everyone(self, arrive: Callable[..., Visitor], size: tuple[int, int], theme: Theme) -> None:
        visitor = arrive(size, theme)

        visitor.open("/galeri/")

        assert visitor.page.locator("html").get_attribute("data-bs-theme") == theme
        assert visitor.find_faults() == []
        visitor.look(f"galeri-{size[0]}-{theme}")
