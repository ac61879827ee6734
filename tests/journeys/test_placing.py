"""On a phone, the secretariat adopts where to build next, which the road map takes over, and renews a certificate."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from paripurna.platform.jobs.inline import run_pending
from paripurna.rooms.places.siting import actions as siting
from paripurna.rooms.places.siting.types import Question
from paripurna.rooms.places.standing.types import IssuerKind, Step
from tests.factories.assessment import make_working_city
from tests.factories.coverage import EAST, WEST, draw_borders, put_place, use_numbers
from tests.factories.places import NOW, make_place
from tests.factories.sheets import make_person
from tests.factories.standing import take_step
from tests.journeys.browser import PHONE, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def secretary(db: Any) -> Any:
    running = make_working_city(share="0")
    return make_person(running.city, "SECRETARIAT", username="sekar"), running.city


@pytest.fixture
def phone(arrive: Arrive, secretary: Any) -> Visitor:
    found = arrive(size=PHONE)
    found.sign_in(secretary[0])
    return found


def test_a_plan_of_sites_is_adopted_and_becomes_moves(phone: Visitor, secretary: Any) -> None:
    # Given a plan that was worked out: one school yard, where children have no play space yet
    person, city = secretary
    draw_borders()
    use_numbers(city, {WEST: (300, 700), EAST: (400, 900)})
    put_place(city, WEST)
    put_place(city, EAST, kind="school", name="SD Timur")
    asked = Question(2027, 2028, sites=1)
    scenario = siting.add_scenario(city=city, title="Satu RBRA", question=asked, by=None, at=NOW)
    siting.begin_solving(scenario=scenario, by=person, at=NOW)
    run_pending()

    # When the secretariat reads it and adopts it with a reason
    page = phone.open(f"{CITY}sarana/lokasi/{scenario.code}/")
    expect(page.locator("#content")).to_contain_text("SD Timur")
    assert phone.find_faults() == []
    page.get_by_text("Tetapkan rencana ini").click()
    page.locator("#adopt-note").fill("Disepakati gugus tugas.")
    page.get_by_role("button", name="Tetapkan").click()

    # Then the road map takes the site as a move, once
    page = phone.open(f"{CITY}peta-jalan/katalog/")
    page.get_by_role("button", name="Ambil dari rencana lokasi").click()
    expect(page.locator("#content")).to_contain_text("SD Timur")


def test_a_certificate_is_renewed(phone: Visitor, secretary: Any) -> None:
    # Given a play space whose certificate ends in a month
    _person, city = secretary
    place, today = make_place(city, name="Taman Warga"), timezone.localdate()
    soon = today + timedelta(days=30)
    take_step(place, Step.STANDARDIZED, issuer=IssuerKind.MINISTRY, issued_on=date(2024, 1, 2), valid_to=soon)

    # When its renewal comes in
    page = phone.open(f"{CITY}sarana/{place.code}/")
    assert phone.find_faults() == []
    page.get_by_role("link", name="Perpanjang").click()
    page.locator("#id_number").fill("Contoh/2/2026")
    page.locator("#id_issued_on").fill(today.isoformat())
    page.locator("#id_valid_to").fill(today.replace(year=today.year + 2, day=1).isoformat())
    assert phone.find_faults() == []
    page.get_by_role("button", name="Simpan", exact=True).click()

    # Then the new one stands on the page of the place, and the old one is kept among the earlier
    expect(page.locator("#content")).to_contain_text("Langkah ini sudah tercatat.")
    page = phone.open(f"{CITY}sarana/{place.code}/")
    expect(page.locator(".p-ladder__rung--held")).to_contain_text("Contoh/2/2026")
    expect(page.locator("#content")).to_contain_text("Langkah terdahulu")
