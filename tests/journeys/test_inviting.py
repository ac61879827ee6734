"""Coming in by invitation: the secretariat hands over a link, an officer joins and sees the work of the office."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from tests.factories.access import PASSWORD
from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running() -> Round:
    return make_working_city(leave=("12.7",))


class TestInvitation:
    def test_leads_an_officer_from_the_link_to_the_first_task(self, running: Round, arrive: Arrive) -> None:
        # Given a secretary who invites an officer
        secretary = arrive(PAPER)
        secretary.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar"))
        page = secretary.open(f"{CITY}orang/undangan/baru/")
        page.get_by_label("Nama").fill("Rina Contoh")
        page.get_by_role("radio", name="Petugas perangkat daerah").check()
        secretary.screenshot("undang", of="#content")
        assert secretary.find_faults() == []
        page.get_by_role("button", name="Buat tautan").click()
        link = page.get_by_label("Tautan").input_value()
        secretary.screenshot("undang-tautan", of="#content")
        assert secretary.find_faults() == []

        # When the officer follows the link on a phone and chooses a password
        officer = arrive(PHONE)
        page = officer.page
        page.goto(link)
        page.get_by_label("Nama pengguna").fill("rina")
        page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
        page.locator("[name=again]").fill(PASSWORD)
        officer.screenshot("undangan-ponsel")
        assert officer.find_faults() == []
        page.get_by_role("button", name="Buat akun saya").click()

        # Then they are in the city, and the link is dead
        page.wait_for_url(f"**{CITY}**")
        expect(page.get_by_role("link", name="Tugas saya").first).to_be_visible()
        page.goto(link)
        expect(page.get_by_role("button", name="Buat akun saya")).to_have_count(0)
        assert officer.find_faults() == []
