"""Daily work that answers: a decree from a phone, a budget from a workbook, and what the registers say of the assessment."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.network.demo import load_balikpapan_agencies
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.demo import load_registers
from paripurna.rooms.registers.demo_people import load_people
from paripurna.rooms.registers.models import BudgetLine, Regulation
from tests.factories.assessment import make_working_city
from tests.factories.network import make_agency
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folder")]

PROGRAM = f"{CITY}data-program/"
HEADS = "Tahun;Tahap;Sumber Dana;Kode Sub Kegiatan;Sub Kegiatan;Pagu;Pokok Bahasan;PD"
GOOD = "2025;DPA;DAU;2.08.06.2.01.0009;Rapat gugus tugas;Rp 125.000.000,00;rakor;DP3AKB"
BAD = "2025;DPA;DAU;2.08.6.2.01.9;Sosialisasi;seratus juta;sosialisasi kla;DP3AKB"
PEOPLE_AND_FIGURES = (
    "pelatihan/",
    "pelatihan/cakupan/",
    "kemitraan/",
    "kemitraan/mitra/",
    "data-terpilah/",
    "data-terpilah/impor-angka/",
    "profil-anak/",
)


@pytest.fixture
def running() -> Round:
    return make_working_city(share="0")


def enter(arrive: Arrive, running: Round, role: str, *, agency: str = "", **looks: Any) -> Visitor:
    visitor = arrive(**looks)
    visitor.sign_in(make_person(running.city, role, agency=agency, username=role.lower()))
    return visitor


def bring(visitor: Visitor, tmp_path: Path, *rows: str) -> None:
    """Choose a file and come to its preview."""
    file = tmp_path / "dpa.csv"
    file.write_text("\n".join(["RINCIAN ANGGARAN 2025", HEADS, *rows]), encoding="utf-8")
    visitor.open(f"{PROGRAM}anggaran/impor/")
    visitor.page.locator("input[type=file]").set_input_files(file)
    visitor.page.get_by_role("button", name="Tampilkan apa yang akan terjadi").click()
    visitor.page.wait_for_url(re.compile(r"/impor/[0-9a-f-]{36}/$"))


class TestRegisters:
    def test_an_officer_enters_a_decree_on_a_phone(self, arrive: Arrive, running: Round) -> None:
        officer = enter(arrive, running, "OFFICER", agency="dinkes", size=PHONE)
        officer.open(f"{PROGRAM}peraturan/baru/?pokok=nutrition")
        assert officer.find_faults() == []
        officer.page.locator("#id_kind").select_option("PERKADA")
        officer.page.get_by_role("textbox", name="Nomor").fill("8")
        officer.page.get_by_role("textbox", name="Tahun").fill("2024")
        officer.page.get_by_role("textbox", name="Tentang").fill("Percepatan Penurunan Stunting")
        officer.page.get_by_role("button", name="Simpan").click()

        expect(officer.page.locator(".p-field__error").first).to_contain_text("Sebutkan sejak kapan berlaku")
        officer.page.locator("#id_enacted_on").fill("2024-05-06")
        officer.page.get_by_role("button", name="Simpan").click()

        expect(officer.page.locator("h1")).to_contain_text("Perkada 8/2024")
        expect(officer.page.locator(".p-register-feeds li").first).to_contain_text("dihitung hari ini")
        assert officer.find_faults() == []
        assert Regulation.objects.get().subjects == ["nutrition"]

    def test_the_secretariat_imports_a_budget_and_sees_what_serves_children(
        self, arrive: Arrive, running: Round, tmp_path: Path
    ) -> None:
        if not running.city.agencies.filter(code="dp3akb").exists():
            make_agency(running.city, "dp3akb")
        secretary = enter(arrive, running, "SECRETARIAT", size=PAPER)

        bring(secretary, tmp_path, GOOD, BAD)
        expect(secretary.page.get_by_text("Tulis jumlah utuh dalam rupiah")).to_be_visible()
        expect(secretary.page.get_by_role("button", name="Impor semuanya")).to_have_count(0)
        assert secretary.find_faults() == []
        secretary.screenshot("impor-data-program")
        bring(secretary, tmp_path, GOOD)
        secretary.page.get_by_role("button", name="Impor semuanya").click()
        secretary.page.wait_for_url(f"**/{BUDGET.slug}/")

        assert BudgetLine.objects.get().ceiling_idr == 125_000_000

    def test_the_registers_say_what_they_answer(self, arrive: Arrive, running: Round) -> None:
        load_balikpapan_agencies(running.city, by=None, at=timezone.now())
        load_registers(running.city, year=running.sheet.period_end.year, at=timezone.now())
        load_people(running.city, year=running.sheet.period_end.year, at=timezone.now())
        secretary = enter(arrive, running, "SECRETARIAT", size=PAPER)

        for name, address in {
            "data-program": "",
            "peraturan": "peraturan/",
            "pertanyaan-dijawab": "peraturan/pertanyaan/",
            "anggaran-anak": f"anggaran/anak/?tahun={running.sheet.period_end.year}",
        }.items():
            secretary.open(f"{PROGRAM}{address}")
            assert secretary.find_faults() == []
            secretary.screenshot(name)
        for address in PEOPLE_AND_FIGURES:
            secretary.open(f"{PROGRAM}{address}")
            assert secretary.find_faults() == [], address
        secretary.open(f"{PROGRAM}inovasi/?pokok=nutrition")
        secretary.page.get_by_role("link", name="Dapur Sehat Kelurahan").click()
        expect(secretary.page.get_by_text("Hasilnya ditunjukkan dengan angka")).to_be_visible()
        assert secretary.find_faults() == []
