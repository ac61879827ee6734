"""A place for children enters the register on a phone: where it is told in degrees, told back, and led into its next state."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from paripurna.platform.access.types import RoleCode
from tests.factories.access import make_member
from tests.factories.regions import make_city, make_square
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_kelurahan_adds_a_play_space_and_leads_it_on(arrive: Arrive) -> None:
    city, kelurahan = make_city(), make_square("64.71.05.1008", "Sepinggan Baru", west=116.8, south=-1.3)
    staff = arrive(size=PHONE)
    staff.sign_in(make_member(city, RoleCode.KELURAHAN, username="lurah", region=kelurahan))
    page = staff.open(f"{CITY}sarana/")
    assert staff.find_faults() == []

    page.get_by_role("link", name="Tambah sarana").click()
    page.locator("#id_kind").select_option("play_space")
    page.locator("#id_name").fill("Taman Warga")
    page.locator("#id_phase").select_option("LAND")
    page.locator("#id_position").fill("1°14'32\" LS 116°53'46\" BT")
    page.locator("#id_position").press("Tab")
    expect(page.locator("#letak-terbaca")).to_contain_text("Terbaca -1.242222, 116.896111, Kelurahan Sepinggan Baru.")
    assert staff.find_faults() == []
    page.get_by_role("button", name="Simpan", exact=True).click()

    expect(page.locator("h1")).to_have_text("Taman Warga")
    page.get_by_text("Catat perubahan keadaan").click()
    page.locator("#id_tahap-phase").select_option("BUILT")
    page.locator("#id_tahap-since").fill("2026-03-01")
    assert staff.find_faults() == []
    page.get_by_role("button", name="Simpan keadaan").click()
    expect(page.locator(".p-life [aria-current]")).to_contain_text("1 Mar 2026")
