"""Answering: an officer writes, a verifier looks, two people meet at one answer, and somebody does without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY, Home, Question

pytestmark = pytest.mark.django_db(transaction=True)

INNOVATION = "12.7"
COVERAGE = "12.1"
PARTNERS = "12.6"


@pytest.fixture
def running() -> Round:
    """A round at work, in which the health office has three questions left."""
    return make_working_city(leave=(INNOVATION, COVERAGE, PARTNERS))


class TestReview:
    def test_goes_to_and_fro_until_the_answer_is_verified(self, running: Round, arrive: Arrive) -> None:
        # Given an officer of the health office who sees what is left to do
        officer = arrive()
        officer.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        verifier = arrive()
        verifier.sign_in(make_person(running.city, "VERIFIER", username="vera"))
        total = Home(officer).open().read_total()
        officer.open(f"{CITY}tugas/?keadaan=EMPTY")
        officer.screenshot("tugas-saya", of="#content", height=400)
        assert officer.find_faults() == []

        # When the officer answers and submits
        mine = Question(officer, running, INNOVATION).open()
        mine.choose("Ada, sesuai petunjuk teknis")
        mine.expect_saved()
        officer.screenshot("menjawab", of="#detail", height=660)
        assert officer.find_faults() == []
        mine.press("Simpan dan ajukan")
        mine.expect_state("diajukan")

        # Then the verifier finds it in the queue and returns it with a reason
        verifier.open(f"{CITY}lembar/{running.sheet.code}/?status=SUBMITTED")
        theirs = Question(verifier, running, INNOVATION).open()
        verifier.page.locator("summary", has_text="Kembalikan").click()
        assert verifier.find_faults() == []
        verifier.page.locator("summary", has_text="Kembalikan").click()
        theirs.send_back("SK inovasi bertahun 2023, yang dinilai tahun 2025.")
        theirs.expect_state("perlu perbaikan")

        # And the officer reads it, mends the answer and submits it again
        mine.open()
        expect(mine.reason).to_contain_text("SK inovasi bertahun 2023")
        officer.screenshot("dikembalikan", of="#detail", height=640)
        assert officer.find_faults() == []
        mine.write("Catatan", "SK Kepala Dinas 12/2025 tanggal 3 Maret 2025.")
        mine.press("Simpan dan ajukan")
        mine.expect_state("diajukan")

        # And the verifier accepts it, which Beranda shows
        theirs.open().press("Verifikasi")
        theirs.expect_state("terverifikasi internal")
        home = Home(officer).open()
        expect(home.stat("terverifikasi internal")).to_contain_text("1 terverifikasi internal")
        assert home.read_total() == total + 4
        officer.open(f"{CITY}lembar/{running.sheet.code}/pertanyaan/{INNOVATION}/riwayat/")
        officer.screenshot("riwayat", of="#content")
        assert officer.find_faults() == []


class TestTwoAtOnce:
    def test_are_shown_both_versions_and_lose_nothing(self, running: Round, arrive: Arrive) -> None:
        # Given two officers who have the same question open
        petra, dina = arrive(), arrive()
        petra.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        dina.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="dina"))
        first, second = (Question(visitor, running, COVERAGE).open() for visitor in (petra, dina))

        # When both write something else
        _write_share(first, "812", "1.020")
        first.expect_saved()
        _write_share(second, "798", "1.020")

        # Then the second sees both versions and what was saved first still stands
        conflict = dina.page.locator(".p-conflict")
        expect(conflict).to_contain_text("812")
        expect(conflict).to_contain_text("798")
        expect(conflict).to_contain_text("Contoh Petra")
        dina.screenshot("dua-versi", of=".p-conflict")
        assert dina.find_faults() == []
        assert _numerator(first) == "812"

        # And after the second has chosen, the first version is kept in the history
        second.press("Pakai punya saya")
        assert _numerator(first) == "798"
        history = dina.open(f"{CITY}lembar/{running.sheet.code}/pertanyaan/{COVERAGE}/riwayat/")
        expect(history.locator(".p-time > li")).to_have_count(2)
        expect(history.locator(".p-time")).to_contain_text("812")


class TestWithoutMouse:
    def test_goes_on_and_back_and_saves(self, running: Round, arrive: Arrive) -> None:
        # Given an officer at a question, hands on the keyboard
        visitor = arrive()
        visitor.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        page = Question(visitor, running, COVERAGE).open().page

        # When they press the keys for next and previous
        page.keyboard.press("j")
        page.wait_for_url("**/pertanyaan/12.2/")
        expect(page.locator("h1")).to_contain_text("12.2")
        page.keyboard.press("n")
        page.wait_for_url("**/pertanyaan/12.3/")
        for _step in range(2):
            page.keyboard.press("k")
            page.wait_for_timeout(50)
            expect(page.locator("h1")).not_to_contain_text("12.3")
        page.wait_for_url(f"**/pertanyaan/{COVERAGE}/")

        # Then they reach the fields with Tab, write, and save with Ctrl+S
        _tab_to(page, "numerator")
        page.keyboard.type("900")
        _tab_to(page, "denominator")
        page.keyboard.type("1000")
        with page.expect_response("**/simpan/"):
            page.keyboard.press("Control+s")
        expect(page.locator("[data-p-save-state=saved]")).to_be_visible()
        assert _numerator(Question(visitor, running, COVERAGE)) == "900"

    def test_finds_help_by_the_question_mark(self, running: Round, arrive: Arrive) -> None:
        visitor = arrive(PAPER)
        visitor.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        page = Question(visitor, running, COVERAGE).open().page

        page.keyboard.press("?")

        expect(page.locator("#help-keys")).to_be_visible()
        visitor.screenshot("papan-ketik", of="#help-keys")


class TestOnAPhone:
    def test_adds_a_partner_row_by_row(self, running: Round, arrive: Arrive) -> None:
        # Given an officer with a phone at a question that asks for a table
        visitor = arrive(PHONE)
        visitor.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        question = Question(visitor, running, PARTNERS).open()

        # When they fill the first row and ask for another
        fields = question.page.locator("#answer-form table input")
        for position, text in enumerate(("Ikatan Bidan", "Nota kesepahaman", "MoU 14/2025")):
            fields.nth(position).fill(text)
        question.press("Tambah baris")

        # Then the row is kept, and the page fits the phone
        expect(question.page.locator("#answer-form table tbody tr").first.locator("input").first).to_have_value(
            "Ikatan Bidan"
        )
        question.page.locator(".p-matrix__scroll").evaluate("table => table.scrollTo(0, 0)")
        visitor.screenshot("menjawab-ponsel")
        assert visitor.find_faults() == []


def _write_share(question: Question, part: str, whole: str) -> None:
    question.page.locator("#answer-numerator").fill(part)
    question.page.locator("#answer-denominator").fill(whole)
    with question.page.expect_response("**/simpan/"):
        question.page.keyboard.press("Control+s")


def _numerator(question: Question) -> str:
    """What stands in the house, seen in a fresh page."""
    page = question.open().page
    return page.locator("#answer-numerator").input_value()


def _tab_to(page: Page, name: str, most: int = 80) -> None:
    for _step in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''") == name:
            return
    pytest.fail(f"Tab never came to {name}.")
