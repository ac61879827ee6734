"""The city's page, the page of one list, and the page on which it is filled, as people open them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.facts.queries import compute_facts
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.platform.notices.models import Notice
from paripurna.rooms.registers.checklists.facts import ShareParams
from paripurna.rooms.registers.checklists.types import ChecklistIncomplete
from paripurna.rooms.registers.figures.actions import adopt_standard_series
from paripurna.rooms.sheets.actions import save_answer
from paripurna.rooms.sheets.live.agreement import Agreement
from paripurna.rooms.sheets.queries import get_answer
from paripurna.rooms.sheets.types import AnswerDraft
from tests.factories.access import make_member
from tests.factories.checklists import (
    DAMAI,
    GRAHA,
    SEPINGGAN,
    confirm,
    fill_checklist,
    make_checklists,
    make_staff,
    tell_figure,
)
from tests.factories.network import make_agency
from tests.factories.sheets import NOW, make_person

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


def card_of(page, number: str):
    (card,) = (card for card in page.cards if card.question.number == number)
    return card


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
    for checklist in opened.values():
        tell_figure(checklist, "out-of-school", 7)
    urls = {
        "checklists:checklists": place("checklists:checklists"),
        "checklists:checklists ?tanya": f"{place('checklists:checklists')}?tanya=26.4",
        "checklists:checklist": place("checklists:checklist", opened[DAMAI]),
        "checklists:differences": place("checklists:differences"),
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


class TestFiguresOfAnAgency:
    """A table by kelurahan is imported once, and stands in the list of each kelurahan until it is confirmed there."""

    KNOWN = ("26.6", "26.7", "26.8a", "26.8b", "26.9", "26.13")

    TABLES = {
        "birth-certificates": "Kelurahan,Nilai,Dari\nDamai,1180,1240\nKel. Sepinggan,900,1010\n6471061001,88,91\n",
        "child-marriages": "Kelurahan,Nilai\nDamai,0\nSepinggan,2\n",
        "severe-underweight": "Kelurahan,Nilai\nDamai,1\n",
        "underweight": "Kelurahan,Nilai,Dari\nDamai,12,310\n",
        "out-of-school": "Kelurahan,Nilai\nDamai,4\n",
        "paud-hi-units": "Kelurahan,Nilai\nDamai,3\n",
    }

    @pytest.fixture
    def imported(self, client, opened):
        city = opened[DAMAI].city
        agency = make_agency(city, "disdukcapil")
        adopt_standard_series(city=city, agency_id=agency.id, by=None, at=NOW)
        client.force_login(make_member(city, "SECRETARIAT", username="sekar"))
        for slug, table in self.TABLES.items():
            file = SimpleUploadedFile(f"{slug}.csv", table.encode())
            begun = client.post(place("registers:figures_begin"), {"series": slug, "file": file})
            shown = client.get(begun.url).context["plan"]
            columns = {f"k{index}": column.value for index, column in enumerate(shown.mapping)}
            said = {"source": "Disdukcapil", "period": "2025", "do": "run"}
            assert client.post(begun.url, said | columns).status_code == 302, shown.told

    def test_stands_in_the_field_and_is_nobodys_answer(self, client, opened, imported):
        fill_checklist(opened[DAMAI], leave=self.KNOWN)
        client.force_login(make_staff(DAMAI))

        page = client.get(place("sheets:fill", opened[DAMAI])).context["page"]
        overview = client.get(place("checklists:checklist", opened[DAMAI])).context["page"]

        standing = {card.question.number: [field.value for field in card.form.numbers] for card in page.unconfirmed}
        assert standing == dict(zip(self.KNOWN, (["1.180", "1.240"], ["0"], ["1"], ["12"], ["4"], ["3"]), strict=True))
        box = card_of(page, "26.6").proposal
        assert (box.source, box.text[:17]) == ("Disdukcapil", "1.180 dari 1.240 ")
        assert (page.answered_count, overview.answered) == (14, 14)
        (gap,) = overview.gaps
        assert gap.questions[0] == ("26.6", f"{place('sheets:fill', opened[DAMAI])}#26.6")
        with pytest.raises(
            ChecklistIncomplete, match=r"belum dikonfirmasi: 26\.6, 26\.7, 26\.8a, 26\.8b, 26\.9, 26\.13"
        ):
            confirm(opened[DAMAI])

    def test_is_confirmed_with_one_press_and_by_no_other(self, client, opened, imported):
        client.force_login(make_staff(DAMAI))
        card = card_of(client.get(place("sheets:fill", opened[DAMAI])).context["page"], "26.8b")
        sent = {
            "count": "12",
            "revision": "0",
            "nonce": "n",
            "note": "dari posyandu",
            "unconfirmed": card.proposal.mark,
        }

        client.post(card.save_url, sent)
        noted = get_answer(opened[DAMAI].sheet, "26.8b")
        client.post(card.save_url, {**sent, "revision": "1", "confirm": "1"})
        confirmed = get_answer(opened[DAMAI].sheet, "26.8b")

        assert (noted.data, noted.note) == ({}, "dari posyandu")
        assert confirmed.data == {"count": 12}
        card = card_of(client.get(place("sheets:fill", opened[DAMAI])).context["page"], "26.8b")
        assert (card.proposal.agreement, card.proposal.mark) == (Agreement.SAME, "")

    def test_gives_way_to_what_a_person_types_and_asks_why(self, client, opened, imported):
        fill_checklist(opened[DAMAI], leave=self.KNOWN)
        client.force_login(make_staff(DAMAI))
        page = client.get(place("sheets:fill", opened[DAMAI])).context["page"]
        for card in page.unconfirmed:
            typed = {"count": "15"} if card.question.number == "26.8b" else {**card.proposal.typed, "confirm": "1"}
            sent = {**typed, "revision": "0", "nonce": "n", "note": "", "unconfirmed": card.proposal.mark}
            client.post(card.save_url, sent)
        with pytest.raises(ChecklistIncomplete, match=r"tanpa alasan: 26\.8b"):
            confirm(opened[DAMAI])

        again = {"count": "15", "revision": "1", "nonce": "n", "note": "dari posyandu", "unconfirmed": ""}
        client.post(card_of(page, "26.8b").save_url, again)
        with pytest.raises(ChecklistIncomplete, match=r"tanpa alasan: 26\.8b"):
            confirm(opened[DAMAI])

        why = {**again, "revision": "2", "difference_reason": "tiga anak pindah masuk"}
        client.post(card_of(page, "26.8b").save_url, why)
        confirm(opened[DAMAI])

        scope = FactScope(opened[DAMAI].city_id, date(2025, 1, 1), date(2025, 12, 31), NOW.date())
        request = FactRequest("registers.kelurahan_share", ShareParams(question="26.6"))
        assert compute_facts(scope, [request])[request].numerator == 1

    def test_shows_when_the_agency_changes_its_figure_afterwards(self, client, opened):
        tell_figure(opened[DAMAI], "out-of-school", 4)
        client.force_login(make_staff(DAMAI))
        card = card_of(client.get(place("sheets:fill", opened[DAMAI])).context["page"], "26.9")
        client.post(card.save_url, {"count": "4", "revision": "0", "nonce": "n", "note": "", "confirm": "1"})

        history = client.get(place("sheets:history", opened[DAMAI], question="26.9")).content.decode()
        assert "dikonfirmasi: angka perangkat daerah" in history
        tell_figure(opened[DAMAI], "out-of-school", 6)

        box = card_of(client.get(place("sheets:fill", opened[DAMAI])).context["page"], "26.9").proposal
        assert get_answer(opened[DAMAI].sheet, "26.9").data == {"count": 4}
        assert (box.agreement, box.text, box.before) == (Agreement.DIFFERENT, "6 anak", "4 anak")

    def test_tells_the_agency_where_a_kelurahan_says_otherwise(self, client, opened):
        tell_figure(opened[DAMAI], "out-of-school", 4)
        officer = make_person(opened[DAMAI].city, "OFFICER", agency="opd-out-of-school", username="petra")
        fill_checklist(opened[DAMAI], leave=("26.9",))
        said = AnswerDraft("26.9", {"count": 5}, "", 0, difference_reason="satu anak pindah masuk")
        save_answer(sheet=opened[DAMAI].sheet, draft=said, by=make_staff(DAMAI), at=NOW)

        confirm(opened[DAMAI])
        tell_figure(opened[DAMAI], "out-of-school", 6)

        client.force_login(officer)
        notice = Notice.objects.get(person=officer)
        (row,) = client.get(notice.link).context["page"]
        assert (row.place, row.number, row.answer, row.figure.text) == ("Damai", "26.9", "5 anak", "6 anak")
        assert (row.figure.before, row.reason) == ("4 anak", "satu anak pindah masuk")
        client.force_login(make_staff(SEPINGGAN, "lurah"))
        assert not client.get(notice.link).context["page"].object_list
