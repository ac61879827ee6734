"""A checklist's year: staff of a kelurahan fill it on a phone, the head confirms it, and the city's question moves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from paripurna.rooms.registers.checklists.types import ChecklistState
from tests.factories.access import make_member
from tests.factories.checklists import DAMAI, fill_checklist, make_checklists, make_staff, tell_figure
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
LISTS = f"{CITY}data-program/daftar-periksa/"
SENT = re.compile(r"terkirim \d\d\.\d\d")


class TestYear:
    def test_goes_from_the_phone_of_the_kelurahan_to_the_page_of_the_city(self, arrive: Arrive) -> None:
        # Given a list in which two questions are left, and a figure of an agency
        checklist = make_checklists()[DAMAI]
        fill_checklist(checklist, leave=("26.5", "26.6", "26.9"))
        tell_figure(checklist, "out-of-school", 4)
        staff = arrive(size=PHONE)
        staff.sign_in(make_staff(DAMAI))

        # When staff of the kelurahan answer them on a phone and say that the figure is right
        page = staff.open(LISTS)
        page.get_by_role("link", name="Isi", exact=True).first.click()
        page.locator("[data-p-fill][data-p-ready]").wait_for()
        staff.screenshot("daftar-periksa-ponsel")
        assert staff.find_faults() == []
        page.locator("[data-p-question='26.5']").get_by_role("textbox").first.fill("3")
        page.get_by_label("Anak 0-17 tahun dengan akta kelahiran").fill("1.180")
        page.get_by_label("Seluruh anak 0-17 tahun").fill("1.240")
        staff.screenshot("daftar-periksa-angka", of="[data-p-question='26.9']")
        page.locator("[data-p-question='26.9']").get_by_role("button", name="Sudah benar").click()
        for number in ("26.5", "26.6", "26.9"):
            expect(page.locator(f"[data-p-question='{number}'] [data-p-fill-state]")).to_have_text(SENT)

        # And the head of the kelurahan looks it over and confirms it
        page.get_by_role("link", name="Periksa lagi dan kirim").click()
        staff.screenshot("daftar-periksa-nyatakan", of="#content", height=620)
        assert staff.find_faults() == []
        page.get_by_role("button", name="Saya menyatakan isian ini benar").click()

        # Then it is closed, and the city sees it confirmed
        expect(page.locator("#content")).to_contain_text("dinyatakan benar")
        checklist.refresh_from_db()
        assert checklist.state == ChecklistState.CONFIRMED
        city = arrive()
        city.sign_in(make_member(checklist.city, "HEAD", username="wira"))
        city.open(LISTS)
        expect(city.page.get_by_role("row", name=re.compile("Damai"))).to_contain_text("dinyatakan benar")
        assert city.find_faults() == []
