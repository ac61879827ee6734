"""The secretariat chooses a plan, says why, and follows it on a phone; the regional action plan begins from it."""

from __future__ import annotations

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from paripurna.core.planning import FrontierPoint
from tests.factories.assessment import make_working_city
from tests.factories.roadmap import build_road, make_move, make_scenario, solve_scenario
from tests.factories.sheets import make_person
from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Arrive

pytestmark = pytest.mark.django_db(transaction=True)
BASE = "/daerah/balikpapan/peta-jalan/"


class TestPlan:
    def test_is_chosen_from_a_scenario_adopted_with_a_reason_and_followed(self, arrive: Arrive) -> None:
        # Given a scenario that the planner worked out: a by-law first, then a play space that waits for it
        running = make_working_city()
        secretary = make_person(running.city, "SECRETARIAT", username="sekar")
        law = make_move(running, by=secretary, label="Sahkan Perda KLA", cost_idr=150_000_000)
        park = make_move(running, by=secretary, label="Bangun RBRA", needs=(law.key,))
        surest = (FrontierPoint(0.5, build_road(law, chance=0.55), 0.95),)
        scenario = make_scenario(running)
        solve_scenario(scenario, road=build_road(law, park), expected=build_road(law, chance=0.31), frontier=surest)
        desk = arrive()
        desk.sign_in(secretary)

        # When the secretariat compares its figures and adopts the plan with a reason
        page = desk.open(f"{BASE}skenario/{scenario.code}/")
        expect(page.locator("#content")).to_contain_text("Tidak ada rencana lebih murah dari")
        assert desk.find_faults() == []
        desk.screenshot("peta-jalan-skenario")
        page.get_by_role("link", name="Langkah rencana").click()
        page.get_by_text("Tetapkan rencana ini").click()
        page.get_by_role("textbox").fill("Disepakati gugus tugas 24 November.")
        page.get_by_role("button", name="Tetapkan").click()

        # Then its steps stand on the board, and the schedule draws what waits for what
        expect(page.locator("#content")).to_contain_text("Bangun RBRA")
        desk.screenshot("peta-jalan-papan")
        desk.open(f"{BASE}jadwal/")
        expect(page.locator(".p-gantt__wait title")).to_have_text("setelah: Sahkan Perda KLA")
        assert desk.find_faults() == []
        desk.screenshot("peta-jalan-jadwal", of="#langkah")

        # And on a phone a step is begun, which the board tells
        phone = arrive(size=PHONE, theme="dark")
        phone.sign_in(secretary)
        page = phone.open(BASE)
        page.get_by_role("link", name="Sahkan Perda KLA").first.click()
        assert phone.find_faults() == []
        page.get_by_role("button", name=re.compile("berjalan", re.IGNORECASE)).click()
        expect(page.locator("#content")).to_contain_text("berjalan")

        # And the regional action plan begins from these steps, and leaves the house as a document to write on
        assert any("Bangun RBRA" in text for text in draft_action_plan(desk))


def draft_action_plan(desk: Visitor) -> list[str]:
    """This function will begin the plan from the steps of the road map, and return the cells of its Word document."""
    page = desk.open(f"{BASE}rad/baru/")
    said = {"Nama rencana": "RAD KLA", "RPJMD": "RPJMD 2025–2029", "Tahun pertama": "2027", "Tahun terakhir": "2029"}
    for label, words in said.items():
        page.get_by_label(label).fill(words)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Mulai").click()
    expect(page.locator("#content")).to_contain_text("Bangun RBRA")
    assert desk.find_faults() == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    tables = Document(download.value.path()).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]
