"""Bringing in official marks: every problem is shown before anything is written, and then all of it or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets.queries import read_contents
from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)

SPOILED = "No;Nilai;Alasan\n12.1;banyak;\n12.3;3;\n12.7;9;\n77.7;1;\n"
MENDED = "No;Nilai;Alasan\n12.1;1,5;Tahun dokumen tidak sama\n12.3;3;\n12.7;2;SK belum ditandatangani\n"


@pytest.fixture
def running() -> Round:
    return make_working_city()


@pytest.fixture
def secretary(running: Round, arrive: Arrive) -> Visitor:
    visitor = arrive(PAPER)
    visitor.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar"))
    return visitor


def hand_in(page: Page, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Baca berkas").click()
    page.wait_for_url("**/kolom/")


def choose_columns(page: Page) -> None:
    """Whose marks they are is asked, never guessed."""
    page.get_by_label("Nilai").select_option("MARK:verifikasi_administrasi")
    page.get_by_label("Alasan").select_option("REASON:verifikasi_administrasi")


class TestImport:
    def test_writes_nothing_before_all_of_it_is_right(self, running: Round, secretary: Visitor, tmp_path: Path) -> None:
        # Given a table of the province in which three rows are wrong
        spoiled, mended = tmp_path / "nilai-provinsi.csv", tmp_path / "nilai-provinsi-benar.csv"
        spoiled.write_text(SPOILED, encoding="utf-8")
        mended.write_text(MENDED, encoding="utf-8")
        page = secretary.open(f"{CITY}evaluasi/{running.code}/impor/")
        secretary.screenshot("impor-berkas", of="#content")
        assert secretary.find_faults() == []

        # When the secretary shows what the columns hold and asks for the preview
        hand_in(page, spoiled)
        secretary.screenshot("impor-kolom", of="#content")
        assert secretary.find_faults() == []
        choose_columns(page)
        page.get_by_role("button", name="Tampilkan pratinjau").click()
        page.wait_for_load_state()

        # Then each problem is named by its row, and there is no way to import
        problems = page.get_by_role("table", name="Perbaiki dulu").locator("tbody tr")
        expect(problems).to_have_text(
            [re.compile(told, re.DOTALL) for told in ("Baris 2.*banyak", "Baris 4.*9", "Baris 5.*77.7")]
        )
        expect(page.get_by_role("button", name=re.compile("^Impor "))).to_have_count(0)
        secretary.screenshot("impor-masalah", of="#content", height=640)
        assert secretary.find_faults() == []
        assert read_contents(running.sheet).marks == {}

        # And the mended table is shown as changes, and written at once
        page = secretary.open(f"{CITY}evaluasi/{running.code}/impor/")
        hand_in(page, mended)
        choose_columns(page)
        page.get_by_role("button", name="Tampilkan pratinjau").click()
        page.wait_for_load_state()
        secretary.screenshot("impor-pratinjau", of="#content")
        assert secretary.find_faults() == []
        page.get_by_role("button", name="Impor 3 perubahan").click()
        expect(page.locator(".p-message--success").first).to_be_visible()
        marks = read_contents(running.sheet).marks
        assert sorted(str(row.points) for stage in marks.values() for row in stage.values()) == ["1.50", "2.00", "3.00"]

    def test_fits_a_phone(self, running: Round, secretary: Visitor, tmp_path: Path) -> None:
        spoiled = tmp_path / "nilai-provinsi.csv"
        spoiled.write_text(SPOILED, encoding="utf-8")
        secretary.resize(PHONE)
        page = secretary.open(f"{CITY}evaluasi/{running.code}/impor/")

        hand_in(page, spoiled)
        faults = secretary.find_faults()
        choose_columns(page)
        page.get_by_role("button", name="Tampilkan pratinjau").click()
        page.wait_for_load_state()

        assert [*faults, *secretary.find_faults()] == []
