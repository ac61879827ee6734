"""What is entered once changes the answer, the points and the matrix of the questions bound to it, and nothing else."""

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


def read(city):
    """What every bound question is answered, with its points and the rows behind it."""
    reading = read_sources(city, on=ON)
    scope = scope_of(reading.sheet, on=ON)
    return {
        number: (
            live.data,
            reading.points.get(number),
            [
                row.cells
                for asked in live.bound.asked.values()
                for row in list_rows(scope.shift(-asked.years), asked.request, may_see_people=False).rows
            ],
        )
        for number, live in reading.live.items()
    }


def list_changed(before, after):
    return {number for number in before if before[number] != after[number]}


class TestWalk:
    def test_a_decree(self, city, agency, sheet):
        make_regulation(city, agency, subjects=["task_force"], number="1")
        before = read(city)

        make_regulation(city, agency, kind="PERKADA", subjects=["nutrition", "infant_feeding"])

        after = read(city)
        assert list_changed(before, after) == {"1.2m", "1.2n", "13.4"}
        assert (after["1.2m"][0], after["1.2m"][1]) == ({"option": "perkada"}, Decimal("2.25"))
        assert after["1.2m"][2][0][3] == "Penyelenggaraan Kota Layak Anak"

    def test_a_budget_line(self, city, agency, sheet):
        before = read(city)

        make_budget_line(city, agency, subjects=["safe_route"], stage="REALIZATION", realized_idr=90_000_000)

        after = read(city)
        assert list_changed(before, after) == {"1.3o"}
        assert (after["1.3o"][0], after["1.3o"][1]) == ({"option": "penuh"}, Decimal(1))

    def test_an_innovation(self, city, agency, sheet):
        before = read(city)

        make_innovation(city, agency)

        after = read(city)
        assert list_changed(before, after) == {"4.7"}
        assert (after["4.7"][0], after["4.7"][1]) == ({"option": "ada"}, Decimal(2))


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
