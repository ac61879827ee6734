"""The internal check: a verifier works through the queue by keys alone, and the secretariat sees what came of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from paripurna.rooms.assessment.models import Round, Verdict
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import get_answer, read_contents
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.assessment import NOW, make_working_city
from tests.factories.evidence import link, make_document
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = f"{CITY}evaluasi/verifikasi/"


@pytest.fixture
def running() -> Round:
    """A round in which three answers are submitted; one of them has a document."""
    running = make_working_city()
    secretary = make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar")
    filled = [row.question for row in read_contents(running.sheet).answers.values() if row.data]
    for number in filled[:3]:
        sheets.submit_answer(sheet=running.sheet, question=number, base_revision=1, by=secretary, at=NOW)
    document = make_document(running.city, by=secretary, title="SK Gugus Tugas KLA (contoh)")
    link(document, running.sheet, filled[0], by=secretary)
    return running


def sign_in(running: Round, visitor: Visitor) -> Visitor:
    visitor.sign_in(make_person(running.city, "VERIFIER", username="vera"))
    return visitor


def read_number(page: Page) -> str:
    return page.locator(".p-question__number").inner_text()


def tab_to(page: Page, name: str) -> None:
    """This function will press Tab until the field has the focus, as somebody without a mouse does."""
    for _press in range(20):
        if page.evaluate("document.activeElement.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {name}")


class TestVerifier:
    def test_works_through_the_queue_by_keys_alone(self, running: Round, arrive: Arrive) -> None:
        # Given a verifier of the Inspectorate whose queue holds three answers
        page = (visitor := sign_in(running, arrive(PAPER))).open(QUEUE)
        expect(page.locator("#queue tbody tr")).to_have_count(3)
        visitor.screenshot("memeriksa-antrean", of="#content", height=640)
        assert visitor.find_faults() == []

        # When they begin, and return the first answer by r and 3, after ticking 1 by mistake
        page.get_by_role("link", name="Mulai").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/soal/**")
        first = read_number(page)
        page.keyboard.press("r")
        page.keyboard.press("1")
        visitor.screenshot("memeriksa", of="#content", height=760)
        assert visitor.find_faults() == []
        page.keyboard.press("1")
        page.keyboard.press("3")
        expect(page.get_by_role("checkbox", name="belum ditandatangani")).to_be_checked()
        tab_to(page, "return-text")
        page.keyboard.type("Minta tanda tangan: a r m v j k 1 2 3")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")

        # Then letters in the field were only text, the answer is returned, and the next one is there
        expect(page.locator(".p-message--success").first).to_be_visible()
        assert get_answer(running.sheet, first).state is AnswerState.RETURNED
        verdict = Verdict.objects.get(question=first)
        assert (verdict.reasons, verdict.text) == (["UNSIGNED"], "Minta tanda tangan: a r m v j k 1 2 3")
        second = read_number(page)

        # And they mark the second, close a fold by Escape, and accept what is left
        page.keyboard.press("m")
        tab_to(page, "mark-points")
        page.keyboard.type("1")
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
        page.keyboard.press("r")
        page.keyboard.press("Escape")
        expect(page.locator("details.p-steps__why[open]")).to_have_count(0)
        for _answer in range(2):
            with page.expect_navigation():
                page.keyboard.press("a")
        expect(page.locator("#queue")).to_contain_text("Tidak ada yang menunggu Anda")
        assert get_answer(running.sheet, second).state is AnswerState.ACCEPTED

    def test_reads_why_answers_came_back(self, running: Round, arrive: Arrive) -> None:
        person = make_person(running.city, "VERIFIER", username="vera")
        number = next(
            n for n, row in read_contents(running.sheet).answers.items() if row.state is AnswerState.SUBMITTED
        )
        step = {"sheet": running.sheet, "question": number, "by": person, "at": NOW}
        sheets.return_answer(**step, base_revision=2, codes=["UNSIGNED"], reason="")
        visitor = arrive(PAPER)
        visitor.sign_in(person)

        page = visitor.open(f"{QUEUE}alasan/")

        expect(page.locator("#content")).to_contain_text("Alasan tersering: “belum ditandatangani”")
        assert visitor.find_faults() == []

    def test_can_switch_the_keys_off(self, running: Round, arrive: Arrive) -> None:
        visitor = arrive()
        visitor.sign_in(make_person(running.city, "VERIFIER", username="vera"))
        page = visitor.open(f"{QUEUE}mulai/")
        page.keyboard.press("?")
        page.get_by_label("Pakai tombol satu huruf di peramban ini").uncheck()
        page.keyboard.press("Escape")

        page.keyboard.press("a")
        page.keyboard.press("r")

        expect(page.locator("details.p-steps__why[open]")).to_have_count(0)
        assert not Verdict.objects.exists()

    def test_works_on_a_phone(self, running: Round, arrive: Arrive) -> None:
        visitor = arrive(PHONE)
        visitor.sign_in(make_person(running.city, "VERIFIER", username="vera"))
        for path in ("", "mulai/", "alasan/"):
            visitor.open(f"{QUEUE}{path}")
            assert visitor.find_faults() == [], path


class TestSecretariat:
    def test_sees_who_may_verify_and_enters_official_marks(self, running: Round, arrive: Arrive) -> None:
        # Given a secretariat and a verifier of the agency that answers most
        make_person(running.city, "VERIFIER", agency="dp3akb", username="vani")
        visitor = arrive(PAPER)
        visitor.sign_in(make_person(running.city, "SECRETARIAT", username="sinta"))
        page = visitor.open(f"{QUEUE}pembagian/")
        expect(page.locator("#content")).to_contain_text("Contoh Vani")
        visitor.screenshot("siapa-memeriksa", of="#content", height=640)
        assert visitor.find_faults() == []

        # When they enter two marks of the province by keys
        page = visitor.open(f"{CITY}evaluasi/{running.code}/nilai/verifikasi_administrasi/")
        fields = page.locator("[data-p-column=points]")
        fields.nth(0).focus()
        page.keyboard.type("0")
        page.keyboard.press("Enter")
        page.keyboard.type("0")
        visitor.screenshot("isi-nilai", of="#content", height=640)
        assert visitor.find_faults() == []
        fields.nth(1).focus()
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")

        # Then both are kept, and what they cost waits for a reason
        expect(page.locator(".p-message--success").first).to_contain_text("2 nilai tersimpan")
        page = visitor.open(f"{CITY}evaluasi/kehilangan/")
        expect(page.locator("#losses")).to_contain_text("belum ada alasan")
        assert visitor.find_faults() == []
