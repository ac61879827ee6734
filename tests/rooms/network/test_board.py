import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.audit.models import Event
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.board import build_board
from paripurna.rooms.network.demo import load_balikpapan_agencies
from paripurna.rooms.network.types import find_instrument
from tests.rooms.network.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


@pytest.fixture
def balikpapan(city):
    load_balikpapan_agencies(city, by=None, at=NOW)
    return city


def column_of(city, number):
    """Code of the agency in whose column the question stands."""
    instrument = find_instrument(city)
    for strand, _label in instrument.strands:
        board = build_board(city, instrument, strand=strand, agencies=queries.list_agencies(city))
        for column in board.columns:
            if number in {card.number for card in column.cards}:
                return column.agency.code if column.agency else ""
    raise AssertionError(number)


class TestTheBoard:
    def test_lays_every_question_of_a_strand_out_once(self, balikpapan):
        instrument = find_instrument(balikpapan)
        agencies = queries.list_agencies(balikpapan)
        strand = instrument.strands[0][0]

        board = build_board(balikpapan, instrument, strand=strand, agencies=agencies)

        cards = [card.number for column in board.columns for card in column.cards]
        assert sorted(cards) == sorted(q.number for q in instrument.questions if q.strand == strand)
        named = [column.agency for column in (*board.columns, *board.idle) if column.agency]
        assert len(named) == len(set(named)) == len(agencies)

    def test_moving_changes_who_leads_and_keeps_who_helps(self, balikpapan, secretary):
        instrument = find_instrument(balikpapan)
        number, roles = next(
            (number, roles)
            for number, roles in instrument.roles_by_number.items()
            if len(queries.resolve_responsible(balikpapan, {number: roles}, key="x")[number]) > 2
        )
        lead, *helpers = queries.resolve_responsible(balikpapan, {number: roles}, key=instrument.key)[number]

        told = {"key": instrument.key, "questions": {number: roles}, "to": "bps", "by": secretary, "at": NOW}
        actions.move_questions(city=balikpapan, **told)

        after = queries.resolve_responsible(balikpapan, {number: roles}, key=instrument.key)[number]
        assert after[0].code == "bps"
        assert set(after[1:]) == set(helpers)
        assert lead not in after
        assert Event.objects.latest("position").verb == "network.questions_moved"


class TestTheForm:
    """The drag and the keyboard send the same form."""

    def test_moves_and_gives_back(self, client, balikpapan, secretary):
        client.force_login(secretary)
        url = reverse("network:question_move", kwargs={"city": balikpapan.slug})
        number = find_instrument(balikpapan).questions[0].number
        before = column_of(balikpapan, number)

        moved = client.post(url, {"questions": [number], "agency": "bps", "bagian": "K0"})
        assert (moved.status_code, column_of(balikpapan, number)) == (302, "bps")

        client.post(url, {"questions": [number], "agency": "-", "bagian": "K0"})
        assert column_of(balikpapan, number) == before

    def test_moves_nothing_without_an_agency(self, client, balikpapan, secretary):
        client.force_login(secretary)
        number = find_instrument(balikpapan).questions[0].number
        before = column_of(balikpapan, number)

        client.post(reverse("network:question_move", kwargs={"city": balikpapan.slug}), {"questions": [number]})

        assert column_of(balikpapan, number) == before

    def test_number_of_own_statements(self, client, balikpapan, secretary):
        client.force_login(secretary)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("network:board", kwargs={"city": balikpapan.slug}))

        assert sum('"network_' in statement["sql"] for statement in asked.captured_queries) == 3
