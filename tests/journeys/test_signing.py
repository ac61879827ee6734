"""A stage is signed off: the minutes are filled in, signed, brought back, and the stage is frozen with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round, StageFreeze
from paripurna.rooms.assessment.signing.types import PaperKind
from tests.factories.assessment import make_working_city
from tests.factories.sheets import make_person
from tests.factories.signing import OWN, build_scan
from tests.journeys.browser import PAPER, PHONE, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.places import CITY

pytestmark = pytest.mark.django_db(transaction=True)
SCAN = {"name": "berita-acara.pdf", "mimeType": "application/pdf", "buffer": build_scan(PaperKind.MINUTES)}


@pytest.fixture
def running() -> Round:
    return make_working_city(leave=("1.1", "5.1"))


def sign_in(running: Round, visitor: Visitor) -> Visitor:
    visitor.sign_in(make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sekar"))
    return visitor


def papers_of(running: Round) -> str:
    return f"{CITY}evaluasi/{running.code}/tahap/{OWN}/naskah/"


class TestSecretariat:
    def test_signs_a_stage_off_and_freezes_it(self, running: Round, arrive: Arrive) -> None:
        # Given a stage whose papers nobody has begun
        visitor = sign_in(running, arrive(PAPER))
        page = visitor.open(papers_of(running))
        visitor.screenshot("naskah", of="#content", height=640)
        assert visitor.find_faults() == []

        # When the minutes are filled in
        page.get_by_role("link", name="Berita acara").click()
        page.get_by_label("Nomor naskah").fill("400.2/118/CONTOH")
        page.get_by_label("Nama lengkap dengan gelar").first.fill("Ketua Contoh, M.Si.")
        page.get_by_label("Jabatan").first.fill("Ketua Gugus Tugas KLA")
        page.get_by_role("button", name="Simpan dan lihat lagi").click()

        # Then the paper says it, with the figures of the round
        paper = page.get_by_role("article", name="Isi naskah")
        expect(paper).to_contain_text("400.2/118/CONTOH")
        expect(paper).to_contain_text("Ketua Contoh, M.Si.")
        expect(paper).to_contain_text("Pertanyaan belum dijawab")
        visitor.screenshot("berita-acara", of="#content", height=720)
        assert visitor.find_faults() == []

        # When the signed scan is brought, and the stage is frozen
        page.locator("form.p-upload input[name=files]").first.set_input_files([SCAN])
        expect(page.locator("[data-p-upload-list] a")).to_be_visible()
        page = visitor.open(papers_of(running))
        expect(page.get_by_text("Berita acara bertanda tangan sudah ada.")).to_be_visible()
        page.get_by_role("button", name="Bekukan tahap").click()

        # Then the page says so, and reopening asks for a word and a reason
        expect(page.get_by_role("heading", name="Tahap ini dibekukan")).to_be_visible()
        visitor.screenshot("tahap-beku", of="#content", height=640)
        assert StageFreeze.objects.get().document is not None
        page.get_by_role("button", name="Buka kembali tahap").click()
        expect(page.get_by_role("dialog").get_by_role("button", name="Buka kembali tahap")).to_be_disabled()
        assert visitor.find_faults() == []

    def test_does_so_on_a_phone(self, running: Round, arrive: Arrive) -> None:
        visitor = sign_in(running, arrive(PHONE, theme="dark"))
        for path in (papers_of(running), f"{papers_of(running)}surat-pengantar/", f"{CITY}evaluasi/templat-naskah/"):
            visitor.open(path)
            assert visitor.find_faults() == []
