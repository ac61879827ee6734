"""What is entered once answers the questions bound to it; what it feeds, and what proves them."""

from decimal import Decimal

import pytest

from paripurna.core.instrument.shelf import list_editions
from paripurna.platform.facts.queries import list_rows
from paripurna.rooms.evidence.queries import list_proving
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.pages.feeding import list_entry_feeds, list_feeds, read_sources
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.sheets.queries import scope_of
from tests.factories.evidence import make_document
from tests.factories.network import make_agency
from tests.factories.registers import NOW, make_budget_line, make_innovation, make_regulation
from tests.factories.sheets import make_sheet

ON = NOW.date()


@pytest.fixture
def sheet(city):
    edition = next(one for one in list_editions() if one.reference == "kla-2024@1")
    return make_sheet(city, edition=edition)


def read(city, number):
    """What the question is answered, with its points and the rows behind it."""
    reading = read_sources(city, on=ON)
    live, scope = reading.live[number], scope_of(reading.sheet, on=ON)
    rows = [
        row.cells
        for asked in live.bound.asked.values()
        for row in list_rows(scope.shift(-asked.years), asked.request, may_see_people=False).rows
    ]
    return live.data, reading.points[number], rows


class TestAnswer:
    """`test_walk` tells which questions an entry moves; here is how they are answered then."""

    def test_of_a_decree(self, city, agency, sheet):
        make_regulation(city, agency, kind="PERKADA", subjects=["nutrition", "infant_feeding"])

        data, points, rows = read(city, "1.2m")

        assert (data, points) == ({"option": "perkada"}, Decimal("2.25"))
        assert rows[0][3] == "Penyelenggaraan Kota Layak Anak"

    def test_of_a_budget_line(self, city, agency, sheet):
        make_budget_line(city, agency, subjects=["safe_route"], stage="REALIZATION", realized_idr=90_000_000)

        data, points, _rows = read(city, "1.3o")

        assert (data, points) == ({"option": "penuh"}, Decimal(1))

    def test_of_an_innovation(self, city, agency, sheet):
        make_innovation(city, agency)

        data, points, _rows = read(city, "4.7")

        assert (data, points) == ({"option": "ada"}, Decimal(2))


class TestFeeds:
    def test_put_what_is_missing_first(self, city, agency, sheet):
        make_regulation(city, agency)

        feeds = list_feeds(REGULATIONS, city, on=ON)

        assert feeds.answered == 2  # of the by-law itself, and of the children's forum, which was not heard
        assert feeds.lines[-1].number == "1.1"
        assert feeds.lines[-1].points == 12

    def test_a_draft_is_asked_for_and_does_not_count_yet(self, city, agency, sheet, secretary):
        entry = make_regulation(city, agency, subjects=["nutrition"], state="DRAFT", enacted_on=None)

        lines = list_entry_feeds(REGULATIONS, entry, [], user=secretary, on=ON)

        assert {line.feed.number: line.is_counted for line in lines} == {"1.2m": False, "1.4": False, "13.4": False}

    def test_a_document_of_the_entry_proves_the_question_by_one_click(self, page, city, agency, sheet, secretary):
        entry = make_regulation(city, agency)
        make_agency(city, "dinkes")
        document = make_document(city, by=secretary)
        actions.attach_document(register=REGULATIONS, entry=entry, document=document, by=secretary, at=NOW)
        address = f"/daerah/balikpapan/data-program/peraturan/{entry.code}/"
        shown = {line.feed.number: line.offers for line in page.get(address).context["page"].feeds}
        assert shown["1.1"] == [document]

        page.post(f"{address}dokumen/{document.code}/tautkan/", {"question": "1.1"})

        assert list_proving(sheet, ["1.1"])["1.1"] == [document]
        assert not {line.feed.number: line.offers for line in page.get(address).context["page"].feeds}["1.1"]
