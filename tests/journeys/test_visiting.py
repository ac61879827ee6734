"""The field visit and the operator: pages that are used in a hurry, on a phone, and on paper."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from paripurna.cli.demo.visits import load_visit
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Rehearsal, Round
from tests.factories.assessment import make_working_city
from tests.factories.evidence import link, make_document
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = ("1.1", "1.2a", "1.2b", "1.2c", "5.1")


@pytest.fixture
def running() -> Round:
    """A round with a run sheet, a rehearsal, and five papers that were asked for."""
    running = make_working_city()
    secretary = make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar")
    for number in QUESTIONS:
        document = make_document(running.city, by=secretary, title=f"SK contoh untuk {number}", agency="dp3akb")
        link(document, running.sheet, number, by=secretary)
    load_visit(running, by=secretary, at=timezone.now())
    return running


@pytest.fixture
def secretary(running: Round) -> User:
    return User.objects.get(username="sekar")


class TestVisit:
    def test_is_prepared_rehearsed_and_ended(self, running: Round, secretary: User, arrive: Arrive) -> None:
        # Given the secretariat at a desk
        (visitor := arrive(PAPER)).sign_in(secretary)
        here = f"{CITY}evaluasi/{running.code}/kunjungan/"
        rehearsal = Rehearsal.objects.get()

        # When it opens run sheet, rehearsal and the list of the 48 hours, then each shows what is to be done
        for path, picture, told in (
            ("", "lembar-jalan", "PUSPAGA"),
            (f"gladi/{rehearsal.code}/", "gladi", "Daftar hadir pelatihan"),
            ("permintaan/", "empat-puluh-delapan-jam", "Sudah diserahkan"),
            ("permintaan/cetak/", "", "Diterima oleh"),
        ):
            page = visitor.open(here + path)
            expect(page.locator("#content")).to_contain_text(told)
            if picture:
                visitor.screenshot(picture, of="#content", height=680)
            assert visitor.find_faults() == []

    def test_is_led_from_a_phone(self, running: Round, secretary: User, arrive: Arrive) -> None:
        (visitor := arrive(PHONE)).sign_in(secretary)
        page = visitor.open(f"{CITY}evaluasi/{running.code}/kunjungan/hari-h/")
        visitor.screenshot("hari-h-ponsel")

        page.get_by_role("button", name="Selesai, lanjut").click()

        expect(page.get_by_text("1 dari 12 lokasi")).to_be_visible()
        assert visitor.find_faults() == []


class TestOperator:
    def test_takes_question_after_question(self, running: Round, secretary: User, arrive: Arrive) -> None:
        # Given the list of all questions
        (visitor := arrive(PAPER)).sign_in(secretary)
        page = visitor.open(f"{CITY}evaluasi/{running.code}/input/")
        visitor.screenshot("operator-daftar", of="#content", height=620)

        # When the operator goes on with the first one and has typed it
        page.get_by_role("link", name="Lanjut ke 1.1").click()
        visitor.screenshot("operator-soal", of="#content", height=760)
        assert visitor.find_faults() == []
        page.get_by_role("button", name="Sudah diinput, lanjut").click()

        # Then the next one comes, and the progress follows
        expect(page.get_by_role("heading", name="1.2a")).to_be_visible()
        expect(page.get_by_text("1 dari 274")).to_be_visible()
