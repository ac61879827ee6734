"""The pages of the internal check: the queue, one answer at a time, keys or not."""

import re

import pytest
from django.urls import reverse

from paripurna.rooms.assessment.models import Verdict
from paripurna.rooms.sheets.queries import get_answer, read_contents
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.evidence import link, make_document
from tests.factories.sheets import fill

pytestmark = pytest.mark.usefixtures("frozen_clock")


def address(name, **kwargs):
    return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs})


@pytest.fixture
def waiting(small, secretary):
    for number in ("1.1", "1.3", "2.1"):
        fill(small.sheet, number, by=secretary, submitted=True)
    return small


@pytest.fixture
def at_work(client, waiting, inspector):
    client.force_login(inspector)
    return client


class TestQueue:
    def test_lists_what_waits_with_its_risk_in_words(self, at_work):
        page = at_work.get(address("verification")).content.decode()

        assert "3 jawaban menunggu Anda" in page
        assert "Belum ada data dukung yang ditautkan." in page

    def test_says_so_when_nothing_waits(self, client, small, inspector):
        client.force_login(inspector)

        assert "Tidak ada yang menunggu Anda" in client.get(address("verification")).content.decode()

    def test_tells_a_filter_that_finds_nothing_from_an_empty_queue(self, at_work):
        page = at_work.get(address("verification"), {"risiko": "LOW"}).content.decode()

        assert "Tidak ada yang cocok" in page

    def test_begins_at_its_top_and_keeps_the_filter(self, at_work):
        response = at_work.get(address("verification_start"), {"klaster": "kelembagaan"})

        assert response.url == address("verification_item", question="1.1") + "?klaster=kelembagaan"


class TestItem:
    def test_shows_everything_on_one_screen(self, at_work, waiting, secretary):
        link(make_document(waiting.city, by=secretary, title="SK Gugus Tugas"), waiting.sheet, "1.1", by=secretary)

        page = at_work.get(address("verification_item", question="1.1")).content.decode()

        for words in ("Regulasi tentang perlindungan anak", "Peraturan daerah", "resmi", "SK Gugus Tugas", "Riwayat"):
            assert words in page

    def test_is_not_shown_to_the_own_agency(self, client, waiting, insider):
        client.force_login(insider)

        assert client.get(address("verification_item", question="1.1")).status_code == 403
        assert client.get(address("verification_item", question="2.1")).status_code == 200
        assert client.get(address("verification_item", question="9.9")).status_code == 404

    def test_accepts_and_goes_on(self, at_work, waiting):
        url = address("verification_accept", question="2.1") + "?risiko=HIGH"
        response = at_work.post(url, {"revision": "2", "next": "1.3"})

        assert response.url == address("verification_item", question="1.3") + "?risiko=HIGH"
        assert get_answer(waiting.sheet, "2.1").state is AnswerState.ACCEPTED

    def test_goes_back_to_the_queue_after_the_last(self, at_work):
        response = at_work.post(address("verification_accept", question="2.1"), {"revision": "2", "next": ""})

        assert response.url == address("verification")

    def test_returns_with_reasons_and_words(self, at_work, waiting):
        said = {"revision": "2", "reason_code": ["UNSIGNED", "MISSING"], "reason": "Lampiran belum ada", "next": "1.3"}
        at_work.post(address("verification_return", question="1.1"), said)

        assert Verdict.objects.get().reasons == ["UNSIGNED", "MISSING"]
        assert get_answer(waiting.sheet, "1.1").state is AnswerState.RETURNED

    def test_keeps_what_was_typed_when_it_cannot_be_returned(self, at_work, waiting):
        said = {"revision": "2", "reason_code": ["OTHER"], "reason": ""}
        response = at_work.post(address("verification_return", question="1.1"), said)

        assert response.status_code == 409
        page = response.content.decode()
        assert "Tulis dengan singkat apa alasan lainnya." in page
        assert re.search(r'value="OTHER"\s+data-p-key="0"\s+checked', page)

    def test_says_that_somebody_was_first(self, at_work, waiting, client, planner):
        at_work.post(address("verification_accept", question="1.1"), {"revision": "2"})
        client.force_login(planner)
        response = client.post(address("verification_accept", question="1.1"), {"revision": "2"})

        assert response.status_code == 409
        assert Verdict.objects.count() == 1

    def test_marks_at_the_internal_check_and_stays(self, at_work, waiting):
        said = {"points": "6,5", "reason_code": "MISMATCH", "reason": "Perwali, bukan Perda"}
        response = at_work.post(address("verification_mark", question="1.1"), said)

        assert response.url == address("verification_item", question="1.1")
        mark = read_contents(waiting.sheet).marks["internal"]["1.1"]
        assert (str(mark.points), mark.reason_code, mark.reason) == ("6.50", "MISMATCH", "Perwali, bukan Perda")

    @pytest.mark.parametrize("points", ["99", "banyak", "-1"])
    def test_refuses_a_mark_that_is_none(self, at_work, waiting, points):
        response = at_work.post(address("verification_mark", question="1.1"), {"points": points})

        assert response.status_code == 409
        assert f'value="{points}"' in response.content.decode()

    def test_tells_who_is_at_it(self, at_work, client, planner):
        at_work.post(address("verification_claim", question="1.1"))
        client.force_login(planner)

        assert (
            "Sedang diperiksa oleh Contoh Vera"
            in client.post(address("verification_claim", question="1.1")).content.decode()
        )

    def test_leads_back_here_from_the_forms_of_the_proof(self, at_work, waiting, secretary):
        linked = link(make_document(waiting.city, by=secretary), waiting.sheet, "1.1", by=secretary)
        check = reverse("evidence:link_check", kwargs={"city": "balikpapan", "code": linked.code})
        here = address("verification_item", question="1.1") + "?klaster=kelembagaan"

        assert at_work.post(check, {"right": "1", "back": here}).url == here
        for elsewhere in ("https://jahat.example/", "//jahat.example/", "document", ""):
            assert at_work.post(check, {"right": "1", "back": elsewhere}).url.startswith("/daerah/balikpapan/lembar/")
