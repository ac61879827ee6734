"""Papers of a stage: real figures, what stays for the next one, and the signed scan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paripurna.platform.accounts.models import User
from paripurna.platform.ui.formats import format_number
from paripurna.rooms.assessment.models import StagePaper
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.signing import actions, queries
from paripurna.rooms.assessment.signing.figures import build_values
from paripurna.rooms.assessment.signing.filling import EXAMPLE
from paripurna.rooms.assessment.signing.types import PaperDraft, PaperFixed, PaperKind, Signer
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.evidence.models import Document
from tests.factories.assessment import NOW, make_living_city
from tests.factories.signing import DRAFT, OWN, build_scan, make_paper, sign

pytestmark = pytest.mark.usefixtures("frozen_clock")


class TestValues:
    def test_are_those_of_the_round(self, db):
        running = make_living_city()
        position = read_position(running, today=NOW.date())

        values = build_values(position, position.stages[0], DRAFT, at=NOW)

        own = position.own_score
        assert values["nilai"] == format_number(own.total, "id", places=2)
        assert [row["nilai"] for row in values["klaster"]] == [
            format_number(part.points, "id", places=2) for part in own.strands
        ]
        assert values["jumlah_pertanyaan"] == "274"
        assert sum(int(row["pertanyaan"]) for row in values["klaster"]) == 274
        found = {row["uraian"]: int(row["jumlah"]) for row in values["temuan"]}
        assert found["Pertanyaan belum dijawab"] == 274 - int(values["jumlah_terjawab"])
        assert (values["hari"], values["tanggal"]) == ("Senin", "30 November 2026")

    def test_a_stage_of_others_has_none_before_its_marks(self, running):
        position = read_position(running, today=NOW.date())

        with pytest.raises(LookupError):
            build_values(position, position.stages[2], DRAFT, at=NOW)


class TestPage:
    def test_shows_what_the_paper_says_and_hands_it_out_twice(self, at_desk, address, small, secretary):
        make_paper(small, by=secretary, stage="em")

        page = at_desk.get(address("paper", kind="berita-acara")).content.decode()
        docx = at_desk.get(address("paper_docx", kind="berita-acara"))
        pdf = at_desk.get(address("paper_pdf", kind="berita-acara"))

        assert "400.2/118/CONTOH" in page
        assert "Ketua Contoh" in page
        assert b"".join(docx).startswith(b"PK")
        assert pdf.content.startswith(b"%PDF")

    def test_marks_papers_of_an_example_round(self, client, db):
        running = make_living_city()
        client.force_login(User.objects.get(username="sekar"))
        place = {"city": "balikpapan", "code": running.code, "stage": OWN, "kind": "surat-pernyataan"}

        assert EXAMPLE in client.get(reverse("assessment:paper", kwargs=place)).content.decode()

    def test_keeps_what_is_typed_and_names_a_nip_that_is_none(self, at_desk, address, small):
        sent = {"place": "Balikpapan", "name-1": "Ketua Contoh", "post-1": "Ketua", "nip-1": "123"}

        assert at_desk.post(address("paper", kind="berita-acara"), sent).status_code == 422
        assert at_desk.post(address("paper", kind="berita-acara"), sent | {"nip-1": ""}).status_code == 302
        assert queries.find_paper(small, "em", PaperKind.MINUTES).people == (Signer("Ketua Contoh", "Ketua"),)


class TestDraft:
    def test_keeps_place_and_people_for_the_next_paper_but_not_number_and_date(self, small, secretary):
        make_paper(small, by=secretary, stage="em")

        assert queries.read_draft(small, "va", PaperKind.MINUTES) == PaperDraft(
            place="Balikpapan", signers=DRAFT.signers
        )
        assert queries.read_draft(small, "va", PaperKind.STATEMENT).signers == ()


class TestSign:
    def test_the_scan_becomes_a_document_of_the_library_through_the_door_of_uploads(self, at_desk, small):
        url = reverse("files:upload_begin", kwargs={"city": "balikpapan", "kind": "naskah"})
        words = {"evaluasi": str(small.code), "tahap": "em", "naskah": "berita-acara", "next": "/"}
        file = SimpleUploadedFile("scan.pdf", build_scan(PaperKind.MINUTES))

        at_desk.post(url, words | {"files": file})

        document = Document.objects.get()
        assert queries.find_paper(small, "em", PaperKind.MINUTES).document == document
        assert document.kind == "MINUTES"

    def test_what_is_signed_does_not_change_until_the_link_is_taken_away(self, small, secretary):
        sign(small, by=secretary, stage="em")
        with pytest.raises(PaperFixed):
            make_paper(small, by=secretary, stage="em")

        actions.unsign_paper(round=small, stage="em", kind=PaperKind.MINUTES, by=secretary, at=NOW)

        assert make_paper(small, by=secretary, stage="em").number == DRAFT.number
        assert Document.objects.count() == 1

    def test_the_same_scan_is_one_document(self, small, secretary):
        sign(small, by=secretary, stage="em")
        sign(small, by=secretary, stage="va")

        assert Document.objects.count() == 1
        assert StagePaper.objects.filter(document__isnull=False).count() == 2

    def test_a_withdrawn_scan_signs_nothing(self, small, secretary):
        paper = sign(small, by=secretary, stage="em")
        evidence.withdraw_document(document=paper.document, reason="salah pindai", by=secretary, at=NOW)

        assert not queries.is_signed(queries.find_paper(small, "em", PaperKind.MINUTES))
