"""The city's page, the page of one list, and the page on which it is filled, as people open them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.rooms.registers.models import Figure, FigureSeries
from paripurna.rooms.sheets.queries import get_answer
from tests.factories.access import make_member
from tests.factories.checklists import DAMAI, GRAHA, SEPINGGAN, confirm, fill_checklist, make_checklists, make_staff
from tests.factories.network import make_agency
from tests.factories.sheets import NOW

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parents[3] / "golden" / "query-counts-checklists.json"
CITY = {"city": "balikpapan"}


@pytest.fixture
def opened():
    return make_checklists()


@pytest.fixture
def reader(client, opened):
    client.force_login(make_member(opened[DAMAI].city, "HEAD", username="wira"))
    return client


@pytest.fixture
def staff(client, opened):
    client.force_login(make_staff(DAMAI))
    return client


def place(name: str, checklist=None, **more: str) -> str:
    return reverse(name, kwargs=CITY | ({"code": checklist.sheet.code} if checklist else {}) | more)


class TestBoard:
    def test_shows_how_far_each_list_is_and_what_each_answers(self, reader, opened):
        fill_checklist(opened[DAMAI], lacking=("26.4",))
        fill_checklist(opened[SEPINGGAN], leave=("26.18",))
        confirm(opened[DAMAI])

        page = reader.get(place("checklists:checklists"))
        asked = reader.get(place("checklists:checklists"), {"tanya": "26.4"})

        assert [str(line.finding.code) for line in page.context["board"].lines] == ["dinyatakan", "sebagian", "kosong"]
        assert [str(line.finding.code) for line in asked.context["board"].lines] == ["tidak", "ya", "belum"]

    def test_filters_the_table_and_counts_all(self, reader, opened):
        fill_checklist(opened[DAMAI])

        board = reader.get(place("checklists:checklists"), {"keadaan": "kosong", "kecamatan": "64.71.05"}).context[
            "board"
        ]

        assert [line.name for line in board.shown] == ["Sepinggan"]
        assert [key.count for key in board.keys] == [0, 1, 0, 2]

    def test_leads_a_kelurahan_straight_to_its_own_list(self, staff, opened):
        assert staff.get(place("checklists:checklists")).url == place("checklists:checklist", opened[DAMAI])
        assert staff.get(place("checklists:checklist", opened[GRAHA])).status_code == 404

    def test_goes_out_as_it_is_filtered(self, reader, opened):
        fill_checklist(opened[DAMAI])

        text = reader.get(place("checklists:export", ending="csv"), {"keadaan": "penuh"}).content.decode("utf-8-sig")

        head, row = text.splitlines()
        assert head.endswith("26.17,26.18")
        assert row.startswith(f"{DAMAI},Damai,Balikpapan Kota,sedang diisi,2026-02-28,20,Ada,Ada")


class TestFillPage:
    def test_saves_by_a_plain_form_too(self, staff, opened):
        sent = {"option": "ya", "revision": "0", "nonce": "n", "note": ""}

        answer = staff.post(place("sheets:fill_save", opened[DAMAI], question="26.2"), sent)

        assert answer.url == f"{place('sheets:fill', opened[DAMAI])}#26.2"
        assert get_answer(opened[DAMAI].sheet, "26.2").data == {"option": "ya"}

    def test_says_what_it_does_not_take(self, staff, opened):
        url = place("sheets:fill_save", opened[DAMAI], question="26.14")

        answer = staff.post(url, {"count": "-1", "revision": "0", "nonce": "n"}, headers={"X-Autosave": "1"})

        assert answer.status_code == 422
        assert get_answer(opened[DAMAI].sheet, "26.14").revision == 0

    def test_takes_nothing_once_the_list_is_confirmed(self, staff, opened):
        fill_checklist(opened[DAMAI])
        confirm(opened[DAMAI])
        url = place("sheets:fill_save", opened[DAMAI], question="26.2")

        answer = staff.post(url, {"option": "tidak", "revision": "1", "nonce": "n"}, headers={"X-Autosave": "1"})

        assert answer.status_code == 423
        assert get_answer(opened[DAMAI].sheet, "26.2").data == {"option": "ya"}

    def test_offers_what_the_confirmed_list_of_the_year_before_said(self, staff, opened):
        fill_checklist(opened[DAMAI])
        confirm(opened[DAMAI])
        next_year = make_checklists(year=2026)[DAMAI]

        page = staff.get(place("sheets:fill", next_year)).context["page"]

        hints = {card.question.number: card.hint for card in page.cards}
        assert hints["26.2"].sentence == "Tahun 2025: Ada"
        assert page.answered_count == 0

    def test_keeps_no_word_of_anybody_in_what_a_browser_caches(self, staff, opened):
        shell = staff.get(place("sheets:fill_shell")).content.decode()
        worker = staff.get(place("sheets:fill_worker")).content.decode()
        ticket = staff.get(place("sheets:fill_ticket", opened[DAMAI])).json()

        for word in ("Damai", "lurina", ticket["person"], ticket["session"], ticket["token"], "csrf"):
            assert word not in shell + worker


def test_pages_ask_as_often_as_recorded(reader, opened):
    for checklist in opened.values():
        fill_checklist(checklist)
    confirm(opened[DAMAI])
    urls = {
        "checklists:checklists": place("checklists:checklists"),
        "checklists:checklists ?tanya": f"{place('checklists:checklists')}?tanya=26.4",
        "checklists:checklist": place("checklists:checklist", opened[DAMAI]),
        "sheets:fill": place("sheets:fill", opened[GRAHA]),
    }
    counts = {}
    for name, url in urls.items():
        reader.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(url).status_code == 200
        counts[name] = len(captured)

    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(counts, indent=2) + "\n", encoding="utf-8")
    assert counts == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_a_figure_of_the_kelurahan_is_offered_and_not_filled_in(staff, opened):
    agency, checklist = make_agency(opened[DAMAI].city, "disdukcapil"), opened[DAMAI]
    shared = {"city": checklist.city, "agency_id": agency.id, "created_at": NOW, "changed_at": NOW}
    series = FigureSeries.objects.create(slug="birth-certificates", title="Akta", unit="anak", **shared)
    Figure.objects.create(
        city=checklist.city,
        series=series,
        source="Disdukcapil",
        period="2025",
        starts_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        region=checklist.region,
        value=1180,
        whole=1240,
        written_at=NOW,
    )

    page = staff.get(place("sheets:fill", checklist)).context["page"]

    card = next(card for card in page.cards if card.question.number == "26.6")
    assert card.hint.sentence.startswith("Menurut data kota hari ini: 1.180 dari 1.240")
    assert (card.hint.data, card.answer.data) == ({"numerator": "1180", "denominator": "1240"}, {})
