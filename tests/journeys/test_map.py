"""The map, read on a phone with the keyboard alone: the table follows, and what is in the middle opens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.factories.access import make_member
from tests.factories.places import make_place
from tests.factories.regions import make_city, make_square
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
MIDDLE, CORNER = {"lon": 116.9001, "lat": -1.25}, {"lon": 116.82, "lat": -1.28}


class TestMap:
    def test_is_read_and_used_with_the_keyboard(self, arrive: Arrive) -> None:
        # Given two kelurahan beside each other, one place in the middle of the map and one in a corner
        city = make_city()
        make_square("64.71.01.1001", "Hijau", west=116.8, south=-1.3)
        make_square("64.71.01.1002", "Biru", west=116.9, south=-1.3)
        middle = make_place(city, name="Taman Tengah", **MIDDLE)
        make_place(city, name="Taman Sudut", **CORNER)
        reader = arrive(size=PHONE)
        reader.sign_in(make_member(city, "HEAD", username="wira"))

        # When the map is opened, it says what it shows
        page = reader.open(f"{CITY}sarana/peta/?tabel=sarana")
        expect(page.get_by_role("heading", level=2)).to_have_text(
            "0 dari 2 kelurahan belum mempunyai RBRA yang terbuka"
        )
        expect(page.locator("#map")).to_contain_text("Taman Sudut")
        page.locator("[data-p-map][data-p-ready]").wait_for(timeout=30_000)
        assert reader.find_faults() == []

        # And it is brought closer with the keyboard, the table lists only what is still seen
        page.locator(".maplibregl-canvas").focus()
        for _time in range(3):
            page.keyboard.press("+")
            page.wait_for_timeout(500)
        expect(page.locator("#map [role=status]")).to_contain_text("Sarana: 1")
        expect(page.locator("#map table")).not_to_contain_text("Taman Sudut")
        expect(page).to_have_url(re.compile("kotak=116"))

        # Then what is in the middle opens with Enter, as a link to its page
        page.locator(".maplibregl-canvas").press("Enter")
        link = page.locator(".maplibregl-popup").get_by_role("link", name="Taman Tengah")
        expect(link).to_be_focused()
        link.press("Enter")
        page.wait_for_url(f"**/sarana/{middle.code}/")
