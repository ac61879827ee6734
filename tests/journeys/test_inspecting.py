"""A day of an inspector without a network, and what becomes of what was found: repaired by one, confirmed by another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Playwright, expect

from paripurna.platform.access.types import RoleCode
from paripurna.platform.accounts.models import User
from paripurna.rooms.evidence.models import Evidence
from paripurna.rooms.network.actions import join_agency
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.queries import Inspection
from paripurna.rooms.places.inspections.types import InspectionState
from paripurna.rooms.places.queries import Place
from paripurna.rooms.sheets.models import AnswerVersion
from paripurna.rooms.sheets.queries import edition_of
from tests.factories.access import make_member
from tests.factories.inspections import draft_finding
from tests.factories.network import make_agency
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_city
from tests.factories.sheets import NOW as JOINED
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.phone import Phone, card, photograph
from tests.journeys.places import CITY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folder")]
ROUTE = f"{CITY}isi/rute/"
READY, KEPT = "siap tanpa jaringan", "tersimpan di perangkat"
RULES = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
SAFETY = "8.1"


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, live_server: Any) -> Iterator[Phone]:
    made = Phone(playwright, tmp_path / "phone", live_server.url)
    yield made
    made.close()


def make_officer(username: str, name: str) -> User:
    city = make_city()
    make_agency(city, username)
    person = make_member(city, RoleCode.OFFICER, username=username, name=name)
    join_agency(membership=person.memberships.get(), city=city, agency_code=username, by=None, at=JOINED)
    return person


def plan(place: Place, inspector: User) -> Inspection:
    day = timezone.localdate()
    return actions.plan_inspection(place=place, inspector=inspector, planned_on=day, by=None, at=NOW)


def item(page: Page, name: str) -> Any:
    return page.locator("[data-p-fill-item]").filter(has_text=name)


def sign(page: Page) -> None:
    """Draw a line with a finger."""
    canvas = page.locator("[data-p-signature] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 110, steps=6)
    page.mouse.up()


def inspect(page: Page, inspection: Inspection) -> None:
    """Note the position, tick something of each requirement, find something and photograph it, sign, and hand over."""
    page.get_by_role("button", name="Catat posisi saya").click()
    expect(page.locator("[data-p-position-said]")).to_contain_text("-1.242400, 116.896300")
    for number in edition_of(inspection.sheet).question_by_number:
        card(page, number).get_by_role("checkbox").first.check()
    finding = card(page, f"temuan-{SAFETY}")
    finding.locator("summary").click()
    finding.get_by_label("Seberapa berat?").select_option("CLOSES")
    finding.get_by_label("Apa yang tidak sebagaimana mestinya?").fill("Rantai ayunan putus")
    expect(finding.locator("[data-p-fill-state]")).to_have_text(KEPT)
    photograph(card(page, SAFETY), size=(800, 600))
    expect(card(page, SAFETY).locator("[data-p-photo-list] li")).to_contain_text(KEPT)
    sign(page)
    page.get_by_role("button", name="Serahkan pemeriksaan").click()
    expect(card(page, "serah").locator("[data-p-fill-state]")).to_contain_text("selesai")


class TestDay:
    def test_goes_without_a_network_and_is_sent_once(self, phone: Phone) -> None:
        # Given an inspector who opens the route of the day once, with a network
        rahma = make_officer("rahma", "Rahma Contoh")
        ceria, bekapai = (make_place(rahma.memberships.get().region.city, name=name) for name in ("Ceria", "Bekapai"))
        inspection = plan(ceria, rahma)
        plan(bekapai, rahma)
        page = phone.open(ROUTE)
        phone.context.grant_permissions(["geolocation"])  # type: ignore[union-attr]
        phone.context.set_geolocation({"latitude": -1.2424, "longitude": 116.8963, "accuracy": 9})  # type: ignore[union-attr]
        phone.sign_in(rahma)
        phone.visit()
        phone.wait_for_worker()
        for name in ("Ceria", "Bekapai"):
            expect(item(page, name).locator("[data-p-fill-kept]")).to_have_text(READY)

        # When the network goes, and a place of it is inspected: answers, a finding with a photo, position, signature
        phone.lose_network()
        item(page, "Ceria").get_by_role("link", name="Periksa", exact=True).click()
        page.locator("[data-p-fill][data-p-ready]").wait_for()
        inspect(page, inspection)

        # And the phone dies, and is opened again still without a network
        phone.close()
        page = phone.open(ROUTE)
        phone.lose_network()
        phone.visit()
        expect(item(page, "Ceria").locator("[data-p-fill-kept]")).to_contain_text("17 belum terkirim")
        assert queries.list_findings_in(inspection) == []

        # Then, with a network, everything of the route is sent from there, once
        phone.sign_in(rahma)
        phone.find_network()
        expect(item(page, "Ceria").locator("[data-p-fill-kept]")).to_have_text("", timeout=20_000)
        inspection.refresh_from_db()
        assert (inspection.state, inspection.lat, bool(inspection.signature)) == (InspectionState.DONE, -1.2424, True)
        assert AnswerVersion.objects.filter(answer__sheet=inspection.sheet).count() == 13
        (found,) = queries.list_findings_of(ceria)
        assert (found.question, found.text) == (SAFETY, "Rantai ayunan putus")
        (photo,) = Evidence.objects.filter(sheet=inspection.sheet)
        assert (photo.question, photo.document.kind) == (SAFETY, "PHOTO")
        phone.visit()
        expect(item(page, "Ceria")).to_contain_text("diserahkan")
        expect(item(page, "Bekapai").locator("[data-p-fill-kept]")).to_have_text(READY)


class TestFinding:
    def test_closes_the_place_until_another_confirms(self, arrive: Arrive) -> None:
        # Given a finding that closes a play space
        rahma, dimas = make_officer("rahma", "Rahma Contoh"), make_officer("dimas", "Dimas Contoh")
        place = make_place(rahma.memberships.get().region.city, name="Taman Ceria")
        make_closing_finding(place, rahma)

        # And the route on which it was found
        second = arrive(size=PHONE)
        second.sign_in(rahma)
        other = plan(make_place(place.city, name="Taman Bekapai"), rahma)
        second.open(ROUTE)
        expect(item(second.page, "Bekapai").locator("[data-p-fill-kept]")).to_have_text(READY)
        second.screenshot("rute-ponsel")
        assert second.find_faults() == []
        second.open(f"{CITY}isi/{other.sheet.code}/")
        card(second.page, f"temuan-{SAFETY}").locator("summary").click()
        second.screenshot("temuan-ditulis-ponsel", of=f"[data-p-question='temuan-{SAFETY}']")
        assert second.find_faults() == []

        # When one person says that it is repaired
        first = arrive(size=PHONE)
        first.sign_in(dimas)
        page = first.open(f"{CITY}sarana/temuan/")
        assert first.find_faults() == []
        first.screenshot("temuan-ponsel")
        page.get_by_role("link", name="Taman Ceria").click()
        page.get_by_label("Apa yang dikerjakan?").fill("Rantai diganti")
        page.get_by_label("Biaya dalam rupiah").fill("350.000")
        assert first.find_faults() == []
        page.get_by_role("button", name="Sudah diperbaiki").click()

        # Then it is not confirmed yet, not by this person, and the place stays closed
        expect(page.locator("#content")).to_contain_text("Orang lain yang melihat dan memastikannya")
        expect(page.get_by_role("button", name="Pastikan perbaikan")).to_have_count(0)
        assert queries.is_shut(place)

        # And when another looks and confirms, it is open
        page = second.open(f"{CITY}sarana/temuan/")
        page.get_by_role("link", name="Taman Ceria").click()
        page.get_by_role("button", name="Pastikan perbaikan").click()
        expect(page.locator("#content")).to_contain_text(re.compile("Perbaikan dipastikan|dipastikan"))
        assert not queries.is_shut(place)


def make_closing_finding(place: Place, by: User) -> None:
    actions.report_finding(place=place, draft=draft_finding(), by=by, at=NOW)
