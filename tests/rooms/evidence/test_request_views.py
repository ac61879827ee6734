"""Pages of requests, as the people of a city open them."""

import json
import os
import re
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from paripurna.rooms.evidence.models import Document, Evidence, ProofRequest
from paripurna.rooms.evidence.requesting import proposals
from paripurna.rooms.evidence.types import ProofScore, RequestState
from tests.factories.evidence import make_document
from tests.factories.requests import answer, make_request
from tests.factories.sheets import fill, make_person
from tests.rooms.evidence.request_pages import read, soon, url

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-requests.json"
FILTERED = {
    "?keadaan=terbuka": {"open", "returned", "foreign"},
    "?keadaan=menunggu": {"answered", "declined"},
    "?keadaan=DONE": {"done"},
    "?pd=dp3akb": {"foreign"},
    "?klaster=klaster1": {"foreign"},
    "?jenis=sk": {"open"},
    "?tempo=minggu-ini": {"open", "returned", "foreign"},
    "?tempo=lewat": set(),
    "?cari=1.1": {"open"},
    "?cari=1.1&urut=-perangkat": {"open"},
}


class TestList:
    def test_shows_an_officer_the_own_agency_only(self, client, officer, requests):
        client.force_login(officer)

        page = read(client, "requests")

        assert str(requests["open"].code) in page
        assert str(requests["foreign"].code) not in page

    def test_filters_as_the_address_says(self, client, secretary, requests):
        client.force_login(secretary)

        def list_shown(query):
            page = read(client, "requests", query)
            return {name for name, request in requests.items() if str(request.code) in page}

        assert {query: list_shown(query) for query in FILTERED} == FILTERED

    def test_is_exported_as_it_is_filtered(self, client, secretary, requests):
        client.force_login(secretary)

        text = client.get(url("requests_export", ending="csv") + "?pd=dp3akb").content.decode("utf-8-sig")
        book = load_workbook(BytesIO(client.get(url("requests_export", ending="xlsx")).content))

        assert len(text.strip().splitlines()) == 2
        assert book.active.max_row == len(requests) + 1

    def test_keeps_a_formula_a_text(self, client, sheet, secretary):
        make_request(sheet, by=secretary, title="=HYPERLINK(1)", due_on=soon())
        client.force_login(secretary)

        assert "'=HYPERLINK" in client.get(url("requests_export", ending="csv")).content.decode("utf-8-sig")


class TestBulk:
    def test_moves_those_chosen_and_says_what_could_not(self, client, secretary, requests):
        client.force_login(secretary)
        codes = [requests["open"].code, requests["done"].code]

        response = client.post(url("requests_step"), {"step": "MOVE", "due_on": soon(20), "codes": codes}, follow=True)

        requests["open"].refresh_from_db()
        assert requests["open"].due_on == soon(20)
        assert "1 permintaan" in response.content.decode()

    def test_takes_all_that_the_list_finds(self, client, secretary, requests):
        client.force_login(secretary)
        back = url("requests") + "?pd=dinkes&keadaan=terbuka"

        client.post(url("requests_step"), {"step": "CANCEL", "everything": "1", "kembali": back})

        states = {name: ProofRequest.objects.get(pk=request.pk).state for name, request in requests.items()}
        assert states["open"] == states["returned"] == "CANCELLED"
        assert states["foreign"] == "OPEN"

    def test_goes_back_to_no_foreign_address(self, client, secretary, requests):
        client.force_login(secretary)

        response = client.post(
            url("requests_step"), {"step": "REMIND", "codes": [], "kembali": "https://contoh.invalid/"}
        )

        assert response.url == url("requests")


class TestRequestPage:
    def test_offers_each_side_what_is_theirs(self, client, officer, secretary, requests):
        pages = {}
        for person in (officer, secretary):
            client.force_login(person)
            pages[person] = read(client, "request", code=requests["open"].code)

        assert "/jawab/" in pages[officer]
        assert "/batal/" not in pages[officer]
        assert "/batal/" in pages[secretary]
        assert "https://wa.me/" in pages[secretary]
        assert "https://wa.me/" not in pages[officer]

    def test_offers_a_reader_nothing_to_do(self, client, verifier, requests):
        client.force_login(verifier)

        page = read(client, "request", code=requests["open"].code)

        assert 'method="post" action="/daerah/balikpapan/data-dukung' not in page

    def test_answers_with_a_document_of_the_library_and_once(self, client, city, officer, requests):
        document = make_document(city, by=officer)
        client.force_login(officer)
        said = {"revision": 1, "documents": [document.code], "place": "hlm. 2"}

        for _turn in range(2):
            client.post(url("request_step", code=requests["open"].code, step="jawab"), said)

        found = ProofRequest.objects.get(pk=requests["open"].pk)
        assert (found.state, found.revision) == (RequestState.ANSWERED, 2)
        assert Evidence.objects.standing().get(document=document).place == "hlm. 2"

    def test_tells_the_second_of_two(self, client, city, officer, requests):
        colleague = make_person(city, "OFFICER", agency="dinkes", username="rekan")
        document = make_document(city, by=officer)
        answer(requests["open"], document, by=colleague)
        client.force_login(officer)

        response = client.post(
            url("request_step", code=requests["open"].code, step="jawab"),
            {"revision": 1, "documents": [document.code]},
            follow=True,
        )

        assert "orang lain" in response.content.decode()

    def test_names_no_document_that_the_reader_may_not_open(self, client, city, officer, secretary, head, requests):
        secret = make_document(city, by=officer, title="Rahasia kantor", confidentiality="CONFIDENTIAL")
        answer(requests["open"], secret, by=officer)
        client.force_login(head)

        assert "Rahasia kantor" not in read(client, "request", code=requests["open"].code)

    def test_takes_a_new_file_as_the_answer(self, client, officer, requests):
        client.force_login(officer)
        wanted = requests["open"]
        words = {"kind": "DECREE", "agency": wanted.agency_id, "child_content": "NONE", "confidentiality": "INTERNAL"}
        page = client.get(url("bring"), {**words, "permintaan": str(wanted.code)}).context["page"]
        file = SimpleUploadedFile("sk.txt", b"Surat keputusan contoh tentang anak", "text/plain")

        client.post(page.upload_url, {**page.words, "files": [file]})
        brought = Document.objects.latest("pk")
        answer = {"revision": wanted.revision, "documents": [str(brought.code)]}
        response = client.post(url("request_step", code=wanted.code, step="jawab"), answer)

        assert page.wanted == wanted
        assert response.status_code == 302
        wanted.refresh_from_db()
        assert (wanted.state, [row.document for row in wanted.documents.all()]) == ("ANSWERED", [brought])


class TestAsk:
    def test_asks_once_though_sent_twice(self, client, sheet, secretary):
        client.force_login(secretary)
        agency = make_request(sheet, by=secretary).agency_id
        said = {"title": "Foto kantor", "agency": agency, "due_on": soon(), "code": uuid4()}

        for _turn in range(2):
            assert client.post(url("ask"), said).status_code == 302

        assert ProofRequest.objects.filter(title="Foto kantor").count() == 1

    def test_knows_from_the_question_what_is_asked_of_whom(self, client, sheet, secretary):
        client.force_login(secretary)

        page = read(client, "ask", "?pertanyaan=2.1&bukti=foto")

        assert re.search(r'<option value="\d+" selected>DP3AKB', page)
        assert re.search(r'name="title" value="[^"]+: [^"]+"', page)

    def test_is_offered_beside_what_is_missing_to_who_may_ask(self, client, sheet, officer, secretary):
        place = reverse("sheets:question", kwargs={"city": sheet.city.slug, "code": sheet.code, "question": "1.1"})
        link = f"{url('ask')}?pertanyaan=1.1&amp;bukti=sk"

        client.force_login(secretary)
        assert link in client.get(place).content.decode()
        client.force_login(officer)
        assert link not in client.get(place).content.decode()

    def test_says_what_is_wrong_beside_the_field(self, client, sheet, secretary):
        client.force_login(secretary)

        response = client.post(url("ask"), {"title": "", "agency": "", "due_on": soon(), "code": uuid4()})

        assert response.status_code == 422


class TestPropose:
    def test_proposes_what_is_missing_of_who_leads(self, sheet, officer, secretary, city):
        fill(sheet, "1.1", by=officer)
        today = timezone.localdate()

        found = {each.key: each for each in proposals.list_proposals(sheet, only_gaps=True, on=today)}

        assert found["1.1|sk|dinkes"].proof is ProofScore.NONE
        assert found["1.1|sk|dinkes"].points == 10
        assert "2.1|foto|dp3akb" in found

    def test_leaves_out_what_is_asked_for(self, sheet, secretary):
        make_request(sheet, by=secretary)

        found = proposals.list_proposals(sheet, only_gaps=True, on=timezone.localdate())

        assert "1.1|sk|dinkes" not in {each.key for each in found}

    def test_counts_the_points_of_a_question_once(self, sheet, secretary):
        found = proposals.list_proposals(sheet, only_gaps=True, on=timezone.localdate())
        groups = proposals.group_proposals([*found, *found])

        assert {group.agency.code: group.points for group in groups} == {"dinkes": 50, "dp3akb": 50}

    def test_asks_for_all_chosen_and_once_though_sent_twice(self, client, sheet, secretary):
        client.force_login(secretary)
        said = {"keys": ["1.1|sk|dinkes", "2.1|foto|dp3akb"], "due_on": soon(), "token": uuid4()}

        for _turn in range(2):
            assert client.post(url("propose"), said).status_code == 302

        assert set(ProofRequest.objects.values_list("question", "is_from_gaps")) == {("1.1", True), ("2.1", True)}

    def test_asks_for_none_when_a_line_is_gone(self, client, sheet, secretary):
        make_request(sheet, by=secretary)
        client.force_login(secretary)
        said = {"keys": ["1.1|sk|dinkes", "2.1|foto|dp3akb"], "due_on": soon(), "token": uuid4()}

        response = client.post(url("propose"), said)

        assert response.status_code == 422
        assert ProofRequest.objects.count() == 1

    @pytest.mark.parametrize("query", ["", "?dari=semua", "?klaster=klaster1&cari=mitra"])
    def test_shows_its_preview(self, client, sheet, secretary, query):
        client.force_login(secretary)

        assert 'name="keys"' in read(client, "propose", query)


class TestElsewhere:
    def test_stands_on_the_task_page_and_on_beranda(self, client, officer, requests):
        client.force_login(officer)

        pages = [
            client.get(reverse(f"assessment:{name}", kwargs={"city": "balikpapan"})).content.decode()
            for name in ("tasks", "home")
        ]

        assert all(url("request", code=requests["open"].code) in page for page in pages)
        assert all(url("request", code=requests["done"].code) not in page for page in pages)


class TestQueryCounts:
    def test_of_each_page_are_as_they_were(self, client, secretary, requests):
        client.force_login(secretary)
        counts = {}
        for name in ("requests", "board", "weekly", "propose", "ask", "handover", "feed"):
            read(client, name)
            with CaptureQueriesContext(connection) as asked:
                read(client, name)
            counts[name] = len(asked)
        with CaptureQueriesContext(connection) as asked:
            read(client, "request", code=requests["open"].code)
        counts["request"] = len(asked)

        if os.environ.get("PARIPURNA_GOLDEN") == "1":
            GOLDEN.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")
        assert counts == json.loads(GOLDEN.read_text(encoding="utf-8"))
