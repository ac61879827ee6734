"""A meeting of the task force: called, attended by a code on the wall, decided, minuted, and followed afterwards."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
DECISION = "Kirim daftar hadir pelatihan KHA (contoh)"


class TestMeeting:
    def test_goes_from_the_invitation_to_minutes_and_a_task(self, arrive: Arrive) -> None:
        # Given a secretary who calls a meeting, lets the board propose its agenda and invites
        running = make_working_city()
        secretary, officer = arrive(PAPER), arrive(size=PHONE)
        secretary.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar"))
        officer.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        page = secretary.open(f"{CITY}rapat/baru/")
        page.get_by_label("Nama rapat").fill("Rapat gugus tugas (contoh)")
        page.get_by_label("Tempat").fill("Aula Balai Kota")
        page.get_by_role("checkbox", name="DINKES").check()
        assert secretary.find_faults() == []
        page.get_by_role("button", name="Simpan").click()
        page.get_by_role("button", name="Usulkan dari papan").click()
        page.get_by_role("button", name="Kirim undangan").click()
        assert secretary.find_faults() == []
        secretary.screenshot("rapat-acara", of="#agenda", height=520)
        meeting = urlsplit(page.url).path

        # When an officer scans the code and presses once
        page.get_by_role("link", name="Kehadiran dengan QR").click()
        assert secretary.find_faults() == []
        secretary.screenshot("rapat-qr", of="#content", height=640)
        code = page.get_by_role("button", name="Salin tautan").get_attribute("data-p-copy") or ""
        officer.open(urlsplit(code).path)
        officer.screenshot("rapat-hadir")
        officer.page.get_by_role("button", name="Saya hadir").click()
        expect(officer.page.locator("#content")).to_contain_text("Anda tercatat hadir")
        assert officer.find_faults() == []

        # And the secretary types what was decided and said
        secretary.open(meeting)
        page.locator("#keputusan").get_by_role("textbox", name="Keputusan").fill(DECISION)
        page.get_by_label("Penanggung jawab").select_option(str(running.city.agencies.get(code="dinkes").pk))
        page.get_by_role("button", name="Catat keputusan").click()
        page.get_by_label("Jalannya rapat").fill("Semua sepakat (contoh).")
        page.locator("#notula").get_by_role("button", name="Simpan").click()
        assert secretary.find_faults() == []
        secretary.screenshot("rapat-keputusan", of="#keputusan", height=300)

        # Then the minutes are a document, and the decision waits for its owner until it is done
        page.get_by_role("button", name="Sahkan notula").click()
        expect(page.get_by_role("link", name="Buka dokumennya")).to_be_visible()
        assert page.request.get(f"{secretary.address}{meeting}notula.pdf").body().startswith(b"%PDF")
        officer.open(f"{CITY}tugas/")
        expect(officer.page.locator("#keputusan")).to_contain_text(DECISION)
        officer.page.get_by_role("button", name="Selesai", exact=True).click()
        expect(officer.page.locator("#content")).not_to_contain_text(DECISION)
