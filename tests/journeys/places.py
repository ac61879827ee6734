"""Places in the house as a person sees them: what stories share. A place holds no test; a story says what must be true."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from playwright.sync_api import Locator, Page, expect

from paripurna.rooms.assessment.models import Round
from tests.journeys.browser import Visitor

CITY = "/daerah/balikpapan/"


@dataclass(frozen=True)
class Question:
    """A question of the running round, open at `visitor`."""

    visitor: Visitor
    round: Round
    number: str

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self) -> Question:
        self.visitor.open(f"{CITY}lembar/{self.round.sheet.code}/pertanyaan/{self.number}/")
        return self

    def choose(self, option: str) -> None:
        self.page.get_by_role("radio", name=option).check()

    def write(self, label: str, text: str) -> None:
        self.page.locator("#answer-form").get_by_label(label).fill(text)

    def press(self, button: str) -> None:
        """This function will press a button of the question and wait for what the house says to it."""
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            self.page.get_by_role("button", name=button, exact=True).click()

    def send_back(self, reason: str) -> None:
        self.page.locator("summary", has_text="Kembalikan").click()
        steps = self.page.locator(".p-steps__why")
        steps.get_by_label("Mengapa").fill(reason)
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            steps.get_by_role("button", name="Kembalikan").click()

    def expect_state(self, words: str) -> None:
        expect(self.page.locator(".p-question__facts .p-badge").first).to_have_text(words)

    def expect_points(self, points: str) -> None:
        expect(self.page.locator(".p-points__won strong")).to_have_text(points)

    def expect_saved(self) -> None:
        expect(self.page.locator("[data-p-save-state=saved]")).to_be_visible()

    @property
    def reason(self) -> Locator:
        return self.page.locator(".p-returned")


@dataclass(frozen=True)
class Home:
    """*Beranda*, open at `visitor`."""

    visitor: Visitor

    def open(self) -> Home:
        self.visitor.open(f"{CITY}beranda/")
        return self

    def stat(self, label: str) -> Locator:
        return self.visitor.page.locator(".p-stat").filter(has_text=label)

    def read_total(self) -> Decimal:
        return read_number(self.visitor.page.locator(".p-stats .p-why").first.inner_text())


def read_number(text: str) -> Decimal:
    """This function will read a number as it is written in Indonesian: 1.234,5."""
    return Decimal(text.replace(".", "").replace(",", "."))
