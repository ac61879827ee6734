"""A local revision: the official form has come, and the secretariat puts its rule in the place of an inferred one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running() -> Round:
    return make_working_city(share="0")


class TestRevision:
    def test_replaces_an_inferred_rule_and_leaves_the_round_alone(self, running: Round, arrive: Arrive) -> None:
        # Given a secretary with the official form in hand
        secretary = arrive(PAPER)
        secretary.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar"))
        page = secretary.open(f"{CITY}edisi/")
        assert secretary.find_faults() == []
        page.get_by_role("link", name="kla-2024").first.click()
        secretary.screenshot("edisi", of=".p-stack > :first-child")
        assert secretary.find_faults() == []
        page.locator("#revision-title").fill("Formulir resmi 2026")
        page.get_by_role("button", name="Mulai revisi").click()

        # When they look the question up and write its rule as the form has it
        page.locator("#revision-q").fill("12.7")
        page.get_by_role("button", name="Cari", exact=True).last.click()
        page.get_by_role("link", name="12.7").click()
        page.get_by_role("textbox", name="Poin 2").fill("1")
        page.get_by_label("Sumber baru").fill("Formulir resmi KLA 2026, halaman 41")
        secretary.screenshot("revisi-aturan", of="#content")
        assert secretary.find_faults() == []
        page.get_by_role("button", name="Simpan perubahan").click()

        # Then before and after stand beside each other, and it can be published
        expect(page.locator(".p-change")).to_contain_text("12.7")
        secretary.screenshot("revisi-banding", of=".p-stack > :first-child")
        assert secretary.find_faults() == []
        page.get_by_role("button", name="Terbitkan").first.click()
        page.locator("#publish-word").fill("TERBITKAN")
        secretary.screenshot("revisi-terbit", of="#publish")
        page.locator("#publish").get_by_role("button", name="Terbitkan").click()
        expect(page.locator(".p-message--success").first).to_contain_text("Terbit sebagai")
        assert secretary.find_faults() == []

        # And the running round keeps its edition, while the new one can be chosen for the next
        editions = secretary.open(f"{CITY}edisi/").locator("table tbody tr")
        expect(editions.filter(has_text="revisi lokal")).to_have_count(1)
        sheet = running.sheet.edition
        running.sheet.refresh_from_db()
        assert running.sheet.edition == sheet
        rule = secretary.open(f"{CITY}lembar/{running.sheet.code}/pertanyaan/12.7/").locator(".p-rule")
        expect(rule).not_to_contain_text("1")
