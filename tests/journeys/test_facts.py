"""What the registers know answers a question on a phone: taken over in one press, its table signed off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from paripurna.rooms.network import queries as network
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.regulations import REGULATIONS
from tests.factories.assessment import NOW, make_working_city
from tests.factories.registers import draft_regulation
from tests.factories.sheets import make_person
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Arrive
from tests.journeys.places import Question

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folder")]
NUMBER = "1.2m"  # on regulations about nutrition


class TestFacts:
    def test_are_taken_over_and_their_table_is_signed_off_on_a_phone(self, arrive: Arrive) -> None:
        # Given a regulation in the register, and a question about it that nobody answered
        running = make_working_city(leave=(NUMBER,))
        dinkes = network.get_agency(running.city, "dinkes").ref
        regulation = draft_regulation(dinkes, subjects=["nutrition"], title="Penurunan stunting")
        add_entry(register=REGULATIONS, city=running.city, values=regulation, by=None, at=NOW)
        officer = arrive(size=PHONE)
        officer.sign_in(make_person(running.city, "OFFICER", agency="dinkes", username="petra"))
        question = Question(officer, running, NUMBER).open()
        box = question.page.locator("#answer-facts-1-2m")
        expect(box).to_contain_text("Fakta hari ini")
        assert officer.find_faults() == []
        officer.screenshot("fakta-ponsel", of="#answer-facts-1-2m")

        # When the officer takes the facts over
        question.press("Ambil alih fakta")
        expect(box).to_contain_text("jawaban sesuai")

        # And looks at the rows behind them and signs their table off
        question.page.get_by_role("link", name="Lihat dan sahkan").click()
        expect(question.page.locator("#content")).to_contain_text("Penurunan stunting")
        assert officer.find_faults() == []
        question.page.get_by_role("checkbox").check()
        question.page.get_by_role("button", name="Sahkan dan simpan di pustaka").click()

        # Then it proves the question
        question.open()
        expect(question.page.locator("#proof")).to_contain_text(re.compile("matriks", re.IGNORECASE))
