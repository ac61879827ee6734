"""The secretariat's part: open a round, tell everybody its days, see who answers what, and read afterwards who did it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import AGENCIES, make_living_city
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)


class TestRound:
    def test_is_opened_and_its_days_are_told_to_everybody(self, arrive: Arrive) -> None:
        # Given a secretary of a city in which no round runs
        today = datetime.now(UTC).date()
        city = make_city()
        for code, roles in AGENCIES.items():
            make_agency(city, code, plays=roles)
        secretary = arrive(PAPER)
        secretary.sign_in(make_person(city, "SECRETARIAT", agency="dp3akb", username="sekar"))
        page = secretary.open(f"{CITY}evaluasi/")
        page.get_by_role("link", name="Buka evaluasi").first.click()

        # When they open one and give its first stage two days
        page.get_by_label("Nama evaluasi").fill("Evaluasi KLA 2026 (contoh)")
        page.locator("[name=period_start]").fill("2025-01-01")
        page.locator("[name=period_end]").fill("2025-12-31")
        secretary.screenshot("evaluasi-baru", of="#content", height=560)
        assert secretary.find_faults() == []
        page.locator("main form button.btn-primary").click()
        page.locator(".p-dates input").nth(0).fill(str(today - timedelta(days=9)))
        page.locator(".p-dates input").nth(1).fill(str(today + timedelta(days=12)))
        secretary.screenshot("kalender", of="#content", height=520)
        assert secretary.find_faults() == []
        page.locator("main form button.btn-primary").click()

        # Then the round is there, an officer sees its stage in the top bar, and the audit tells of it
        expect(page.locator("h1")).to_have_text("Evaluasi KLA 2026 (contoh)")
        officer = arrive()
        officer.sign_in(make_person(city, "OFFICER", agency="dinkes", username="petra"))
        expect(officer.open(f"{CITY}beranda/").locator(".p-where")).to_contain_text("Evaluasi mandiri")
        page = secretary.open(f"{CITY}jejak/")
        expect(page.locator("#content")).to_contain_text("Contoh Sekar membuka")
        secretary.screenshot("jejak-audit", of="#content", height=520)
        assert secretary.find_faults() == []


class TestPages:
    def test_of_the_secretariat_can_be_used_by_everyone(self, arrive: Arrive) -> None:
        running: Round = make_living_city()
        secretary = arrive(PAPER)
        secretary.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sinta"))
        pages = {
            "evaluasi": (f"evaluasi/{running.code}/", 820),
            "perangkat-daerah": ("mitra/", 520),
            "peran-instrumen": ("mitra/peran/", 480),
            "pembagian": ("mitra/pembagian/", 520),
        }
        for name, (path, height) in pages.items():
            secretary.open(f"{CITY}{path}")
            secretary.screenshot(name, of="#content", height=height)
            assert secretary.find_faults() == [], name

        # And a question moves to another office by dragging its card, in a window that need not scroll meanwhile
        secretary.resize((1280, 2000))
        page = secretary.open(f"{CITY}mitra/papan/")
        card = page.locator("[data-p-target] [data-p-card]").first
        number = card.get_attribute("data-p-card")
        other = page.locator("[data-p-target]", has_not=page.locator(f"[data-p-card='{number}']")).first
        code = other.get_attribute("data-p-target")
        card.drag_to(other)
        expect(page.locator(f"[data-p-target='{code}'] [data-p-card='{number}']")).to_be_visible()
