"""The pages of the library, as people meet them."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, Evidence
from paripurna.rooms.evidence.pages.library import PER_PAGE
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
    def say(self, **fields):
        agency = Agency.objects.get(code="dinkes").pk
        known = {"kind": "DECREE", "agency": agency, "child_content": "NONE", "confidentiality": "INTERNAL"}
        return {**known, **fields}

    def send(self, user, *files, **fields):
        """As a browser without scripts does; with scripts the same words travel with each file."""
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        address = reverse("files:upload_begin", kwargs={"city": "balikpapan", "kind": "dokumen"})
        place = url("documents")
        return enter(user).post(address, {**self.say(**fields), "files": uploads, "next": place}, follow=True)

    def test_asks_first_what_the_files_are(self, city, officer):
        asked = enter(officer).get(url("bring"), {"kind": "DECREE"})
        ready = enter(officer).get(url("bring"), self.say())

        assert asked.status_code == 422
        assert asked.context["page"].form.errors.keys() == {"agency", "child_content", "confidentiality"}
        assert ready.context["page"].is_ready
        assert "Surat keputusan (SK) · DINKES" in ready.content.decode()

    def test_makes_a_document_of_each_file_and_links_it(self, city, sheet, officer):
        place = {"lembar": str(sheet.code), "pertanyaan": "1.1", "bukti": "sk"}

        self.send(officer, ("SK_Gugus Tugas.pdf", pdf()), ("sk-dua.txt", b"dua"), **place)

        assert set(Document.objects.values_list("title", flat=True)) == {"SK Gugus Tugas", "sk-dua"}
        assert Evidence.objects.filter(question="1.1", kind="sk").count() == 2

    def test_takes_the_good_ones_and_says_why_one_is_refused(self, city, officer):
        page = self.send(officer, ("baik.txt", b"baik"), ("jahat.pdf", JAVASCRIPT_PDF)).content.decode()

        assert Document.objects.get().title == "baik"
        assert "jahat.pdf: Berkas memuat makro" in page

    def test_takes_nothing_that_was_not_described(self, city, officer, neighbor):
        undescribed = self.send(officer, ("a.txt", b"a"), child_content="").content.decode()
        records = self.send(officer, ("akta.txt", b"b"), child_content="RECORDS").content.decode()
        foreign = self.send(neighbor, ("c.txt", b"c")).content.decode()

        assert "Katakan dulu berkas apa ini" in undescribed
        assert "tidak disimpan di sini" in records
        assert "Katakan dulu berkas apa ini" in foreign
        assert not Document.objects.exists()

    def test_offers_the_document_that_has_this_very_content(self, city, officer):
        self.send(officer, ("Yang pertama.txt", b"isi yang sama"))

        refused = self.send(officer, ("salinan.txt", b"isi yang sama")).content.decode()
        self.send(officer, ("salinan.txt", b"isi yang sama"), lagi="1")

        assert "sudah ada di pustaka: “Yang pertama”" in refused
        assert Document.objects.count() == 2

    def test_puts_a_newer_version_in_front(self, city, officer, neighbor):
        document = make_document(city, by=officer)

        self.send(neighbor, ("baru.txt", b"bukan milik saya"), versi=str(document.code))
        self.send(officer, ("baru.txt", b"isi baru"), versi=str(document.code))

        assert [version.filename for version in document.versions.order_by("number")] == ["surat.txt", "baru.txt"]

    def test_takes_a_page_without_a_file(self, city, officer):
        words = self.say(kind="LINK")
        address = f"{url('bring_page')}?{urlencode(words)}"

        wrong = enter(officer).post(address, {"title": "Perda KLA", "link": "bukan alamat"})
        enter(officer).post(address, {"title": "Perda KLA", "link": "jdih.balikpapan.go.id/perda"})

        assert wrong.status_code == 422
        assert "Perda KLA" in wrong.content.decode()
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

    def test_turns_pages_and_stops_at_the_last(self, city, officer):
        titles = [f"SK {number:02}" for number in range(PER_PAGE + 3)]
        for title in titles:
            make_document(city, by=officer, title=title)
        client = enter(officer)

        pages = [client.get(url("documents"), {"urut": "judul", "halaman": page}) for page in ("1", "2", "99", "x")]

        shown = [[line.document.title for line in page.context["library"].lines] for page in pages]
        assert shown == [titles[:PER_PAGE], titles[PER_PAGE:], titles[PER_PAGE:], titles[:PER_PAGE]]
        assert [page.context["library"].page.paginator.count for page in pages] == [len(titles)] * 4

    def test_counts_the_standing_links_of_each_document(self, city, sheet, officer):
        document = make_document(city, by=officer)
        link(document, sheet, "1.1", by=officer)
        removed = link(document, sheet, "1.2", by=officer)
        actions.unlink_document(link=removed, by=officer, at=NOW)

        page = enter(officer).get(url("documents"))

        assert [line.link_count for line in page.context["library"].lines] == [1]

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
