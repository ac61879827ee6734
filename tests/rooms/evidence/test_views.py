"""The pages of the library, as people meet them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, Evidence
from paripurna.rooms.evidence.types import ChildContent, DocumentKind
from paripurna.rooms.network.models import Agency
from tests.factories.evidence import NOW, link, make_document
from tests.factories.sheets import fill
from tests.platform.files.samples import JAVASCRIPT_PDF, pdf


def enter(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name, **kwargs):
    return reverse(f"evidence:{name}", kwargs={"city": "balikpapan", **kwargs})


class TestBring:
    def post(self, user, *files, query="", **fields):
        agency = Agency.objects.get(code="dinkes").pk
        known = {"kind": "DECREE", "agency": agency, "child_content": "NONE", "confidentiality": "INTERNAL"}
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        return enter(user).post(url("bring") + query, {**known, **fields, "uploads": uploads})

    def test_makes_a_document_of_each_file_and_links_it(self, city, sheet, officer):
        query = f"?lembar={sheet.code}&pertanyaan=1.1&bukti=sk"

        answer = self.post(officer, ("SK_Gugus Tugas.pdf", pdf()), ("sk-dua.txt", b"dua"), query=query)

        assert answer.status_code == 302
        assert answer.url == reverse(
            "sheets:question", kwargs={"city": "balikpapan", "code": sheet.code, "question": "1.1"}
        )
        assert set(Document.objects.values_list("title", flat=True)) == {"SK Gugus Tugas", "sk-dua"}
        assert Evidence.objects.filter(question="1.1", kind="sk").count() == 2

    def test_takes_none_when_one_is_refused_and_says_why(self, city, officer):
        answer = self.post(officer, ("baik.txt", b"baik"), ("jahat.pdf", JAVASCRIPT_PDF), title="Judul yang diketik")

        assert answer.status_code == 422
        assert not Document.objects.exists()
        page = answer.content.decode()
        assert "jahat.pdf: Berkas memuat makro" in page
        assert "Judul yang diketik" in page

    def test_offers_the_document_that_has_this_very_content(self, city, officer):
        self.post(officer, ("asli.txt", b"isi yang sama"), title="Yang pertama")

        refused = self.post(officer, ("salinan.txt", b"isi yang sama"))
        taken = self.post(officer, ("salinan.txt", b"isi yang sama"), again="1")

        assert refused.status_code == 422
        assert "Yang pertama" in refused.content.decode()
        assert taken.status_code == 302
        assert Document.objects.count() == 2

    def test_asks_again_for_what_is_missing(self, city, officer):
        answer = self.post(officer, kind="", child_content="")

        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() >= {"kind", "child_content"}

    def test_refuses_records_of_children(self, city, officer):
        answer = self.post(officer, ("akta.pdf", pdf()), child_content="RECORDS")

        assert "tidak disimpan di sini" in answer.content.decode()
        assert not Document.objects.exists()

    def test_takes_a_page_without_a_file(self, city, officer):
        self.post(officer, kind="LINK", link="jdih.balikpapan.go.id/perda", title="Perda KLA")

        assert Document.objects.get().link == "https://jdih.balikpapan.go.id/perda"


class TestProofSection:
    def test_hides_the_title_from_those_who_may_not_open_it(self, city, sheet, officer, neighbor):
        document = make_document(city, by=officer, title="Judul rahasia", child_content=ChildContent.DATA)
        link(document, sheet, "1.1", by=officer)
        place = {"city": "balikpapan", "code": sheet.code, "question": "1.1"}

        own = enter(officer).get(reverse("sheets:question", kwargs=place)).content.decode()
        other = enter(neighbor).get(reverse("sheets:question", kwargs=place)).content.decode()

        assert "Judul rahasia" in own
        assert "Judul rahasia" not in other
        assert "Dokumen yang tidak dapat Anda buka" in other

    def test_lets_a_finding_be_waived_and_count_again(self, city, sheet, officer, verifier):
        document = make_document(city, by=officer, kind=DocumentKind.PHOTO, signed_on="2023-01-05", valid_from=None)
        evidence = link(document, sheet, "1.2", by=officer, kind="foto")
        fill(sheet, "1.2", by=officer)
        place = {"sheet": sheet.code, "question": "1.2"}
        client = enter(verifier)

        said = {"check": "outside_period", "evidence": evidence.code, "reason": "kegiatan lanjutan"}
        waived = client.post(url("check_waive", **place), said, follow=True).content.decode()
        waiver = evidence.waivers.get()
        ended = client.post(url("waiver_end", **place), {"waiver": waiver.pk}, follow=True).content.decode()

        assert "kegiatan lanjutan" in waived
        assert "kegiatan lanjutan" not in ended


class TestSearch:
    def test_finds_words_in_any_order_and_never_across_rights(self, city, officer, neighbor):
        make_document(city, by=officer, title="Keputusan Gugus Tugas KLA")

        found = enter(officer).get(url("documents"), {"cari": "tugas keputusan"})
        hidden = enter(neighbor).get(url("documents"), {"cari": "tugas keputusan"})

        assert [line.document.title for line in found.context["library"].lines] == ["Keputusan Gugus Tugas KLA"]
        assert hidden.context["library"].lines == ()

    def test_offers_for_a_question_what_does_not_prove_it_yet(self, city, sheet, officer):
        linked, free = (make_document(city, by=officer, title=f"SK {name}") for name in ("lama", "baru"))
        link(linked, sheet, "1.1", by=officer)
        withdrawn = make_document(city, by=officer, title="SK ditarik")
        actions.withdraw_document(document=withdrawn, reason="keliru", by=officer, at=NOW)

        answer = enter(officer).get(url("question_search", sheet=sheet.code, question="1.1"), {"cari": "sk"})

        assert list(answer.context["documents"]) == [free]


@pytest.mark.parametrize("name", ["documents", "bring"])
def test_count_of_statements_does_not_grow(city, officer, name, django_assert_max_num_queries):
    for _ in range(12):
        make_document(city, by=officer)
    client = enter(officer)
    client.get(url(name))

    with django_assert_max_num_queries(14):
        client.get(url(name))
