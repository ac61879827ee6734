"""Every number answers "why?": from the total on Beranda down to the rule of one question."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_living_city
from tests.factories.sheets import make_person
from tests.journeys.browser import PAPER, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY, Home, read_number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running() -> Round:
    return make_living_city()


class TestWhy:
    def test_goes_from_the_total_down_to_the_rule(self, running: Round, arrive: Arrive) -> None:
        # Given a head of agency who reads the total on Beranda
        head = arrive()
        head.sign_in(make_person(running.city, "HEAD", username="wira"))
        total = Home(head).open().read_total()
        head.screenshot("beranda", of="#content", height=960)
        page = head.page

        # When they ask why
        page.locator(".p-stats .p-why").first.click()
        page.wait_for_url("**/kenapa/**")

        # Then the parts add up to the very same total
        assert _sum(head) == total
        head.screenshot("mengapa-jumlah", of="#content")
        assert head.find_faults() == []

        # And so on, from the cluster to the indicator
        for name, hit in (("mengapa-klaster", "Klaster III"), ("mengapa-indikator", "12")):
            row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=hit)).first
            part = read_number(row.locator("td").first.inner_text())
            row.get_by_role("link").first.click()
            expect(page.locator("h1")).to_contain_text(hit)
            assert _sum(head) == part
            head.screenshot(name, of="#content", height=560)
            assert head.find_faults() == []

        # And down to the question, its rule, and how far the rule can be trusted
        page.get_by_role("link", name="12.1", exact=True).click()
        expect(page.locator(".p-question__part", has_text="Cara menilai")).to_contain_text("disimpulkan")
        expect(page.locator(".p-rule tr").first).to_be_visible()
        head.screenshot("mengapa-aturan", of=".p-question__part:has(.p-rule)")
        assert head.find_faults() == []

    def test_shows_what_is_missing_and_what_was_lost(self, running: Round, arrive: Arrive) -> None:
        visitor = arrive(PAPER)
        visitor.sign_in(make_person(running.city, "HEAD", username="wira"))
        for name, path in (
            ("kesenjangan", "evaluasi/kesenjangan/"),
            ("kehilangan", "evaluasi/kehilangan/"),
            ("daerah-lain", "evaluasi/daerah-lain/"),
            ("instrumen", f"lembar/{running.sheet.code}/"),
        ):
            visitor.open(f"{CITY}{path}")
            visitor.screenshot(name, of="#content", height=620)
            assert visitor.find_faults() == [], name


def _sum(visitor: Visitor) -> object:
    """The parts of the page added by ourselves, which must be what its foot says."""
    page = visitor.page
    cells = page.locator("tbody tr td.p-num:first-of-type, tbody tr td.p-num[data-label=Poin]")
    parts = [read_number(text.split("/")[0].strip()) for text in cells.all_inner_texts()]
    foot = page.locator("tfoot td.p-num").first.inner_text().split("/")[0].strip()
    assert sum(parts) == read_number(foot)
    return read_number(foot)
