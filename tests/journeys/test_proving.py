"""Proving an answer: a document is asked for, brought from a phone, looked at, mended and accepted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.evidence.models import Document, Evidence
from paripurna.rooms.evidence.types import DocumentKind
from tests.factories.assessment import make_working_city
from tests.factories.evidence import link, make_document, make_file
from tests.factories.requests import answer, make_request
from tests.factories.sheets import make_person
from tests.journeys.browser import DESK, PHONE, TAKES_PICTURES, Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.papers import page as page_of_paper
from tests.journeys.papers import photograph
from tests.journeys.places import CITY, Board, Bringing, Home, Proof, Question, Request

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folder")]

INNOVATION = "14.10"
PHOTOS = ("Posyandu Melati", "Kelas ibu balita")
NO_CHILDREN = "Tidak memuat data atau wajah anak"
TALL = (1280, 2400)  # a window in which the whole section can be photographed
BLURRED = "Foto kedua buram. Unggah yang lebih jelas."
NAMES = {"SECRETARIAT": "sekar", "OFFICER": "petra", "VERIFIER": "vera"}
OFFICES = ("dinkes", "dp3akb", "disdikbud")
DOCUMENTS = {
    "12.1": ("dinkes", "Laporan KIA triwulan IV 2025", DocumentKind.REPORT),
    "12.7": ("dinkes", "Inovasi Sahabat Ibu", DocumentKind.PUBLICATION),
    "2.7": ("dp3akb", "Notula rapat gugus tugas, Maret 2025", DocumentKind.MINUTES),
    "19.4": ("disdikbud", "Daftar hadir pelatihan konvensi hak anak", DocumentKind.ATTENDANCE),
}
REQUESTS = (
    ("12.1", "dinkes", "Rekap persalinan di fasyankes"),
    ("2.7", "dp3akb", "SK Gugus Tugas KLA"),
    ("19.5", "disdikbud", "Foto sekolah ramah anak"),
    ("8.7", "dp3akb", "Foto layanan PUSPAGA"),
    ("12.6", "dinkes", "Nota kesepahaman dengan IBI"),
    ("20.4", "disdikbud", "Foto pusat kreativitas anak"),
)


@pytest.fixture
def running() -> Round:
    """A round at work, in which the health office has one question left."""
    return make_working_city(leave=(INNOVATION,))


def enter(arrive: Arrive, running: Round, role: str, *, agency: str = "", **looks: Any) -> tuple[Visitor, list[str]]:
    """A person of the city at a browser, and what their console complains of."""
    visitor, complaints = arrive(**looks), []
    visitor.sign_in(make_person(running.city, role, agency=agency, username=NAMES[role]))
    if not TAKES_PICTURES:  # the camera styles the page, which the policy complains of
        visitor.page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    visitor.page.on("pageerror", lambda error: complaints.append(str(error)))
    return visitor, complaints


def bring_two_photos(bringing: Bringing) -> None:
    """Step one and step two on the phone, each looked at."""
    officer = bringing.visitor
    officer.screenshot("unggah-langkah-satu")
    assert officer.find_faults() == []
    bringing.say(children=NO_CHILDREN)
    bringing.send(photograph("Posyandu Melati.jpg"), photograph("Kelas ibu balita.jpg", blurred=True))
    bringing.expect_arrived(*PHOTOS)
    officer.screenshot("unggah-langkah-dua")
    assert officer.find_faults() == []
    bringing.answer()


def bring_a_clearer_one(question: Question) -> None:
    """From the reason to the newer version, all on the phone."""
    officer = question.visitor
    expect(question.open().reason).to_contain_text(BLURRED)
    assert officer.find_faults() == []
    Proof(question).open_document(PHOTOS[1])
    assert officer.find_faults() == []
    officer.page.get_by_role("link", name="Versi baru").click()
    Bringing(officer).send(photograph("Kelas ibu balita 2.jpg", windows=3)).expect_arrived(PHOTOS[1])
    assert officer.find_faults() == []


def look_and_return(question: Question) -> None:
    """A verifier looks at the photos beside the answer and sends it back."""
    proof = Proof(question.open())
    proof.expect_documents(*PHOTOS)
    proof.look_at(PHOTOS[1])
    assert question.visitor.find_faults() == []
    question.visitor.resize(TALL)
    question.visitor.screenshot("bagian-data-dukung", of=".p-question__part:has(#proof)", height=820)
    question.visitor.resize(DESK)
    question.send_back(BLURRED)
    question.expect_state("perlu perbaikan")


def accept(question: Question) -> None:
    proof = Proof(question.open())
    for title in PHOTOS:
        proof.confirm(title)
    question.press("Verifikasi")
    question.expect_state("terverifikasi internal")
    assert question.visitor.find_faults() == []


class TestRequest:
    def test_is_answered_from_a_phone_returned_mended_and_accepted(self, running: Round, arrive: Arrive) -> None:
        # Given a secretary who misses a photo at a question, and asks the agency for it
        secretary, desk = enter(arrive, running, "SECRETARIAT", agency="dp3akb")
        officer, phone = enter(arrive, running, "OFFICER", agency="dinkes", size=PHONE)
        verifier, other = enter(arrive, running, "VERIFIER")
        total = Home(secretary).open().read_total()
        asked = Proof(Question(secretary, running, INNOVATION).open()).ask("Foto")
        assert secretary.find_faults() == []
        Board(secretary).open().expect("DINKES", "1")

        # When an officer of the agency finds it on the phone and brings two photos
        request = Request(officer, asked)
        request.open().expect_state("terbuka")
        officer.screenshot("permintaan-ponsel")
        assert officer.find_faults() == []
        bring_two_photos(request.bring())

        # Then the request is answered, both photos prove the question, and the officer answers it
        request.expect_state("sudah dijawab")
        assert Document.objects.count() == 2
        assert set(Evidence.objects.standing().values_list("question", flat=True)) == {INNOVATION}
        mine = Question(officer, running, INNOVATION).open()
        mine.choose("Ada, sesuai petunjuk teknis")
        mine.expect_saved()
        mine.press("Simpan dan ajukan")
        mine.expect_state("diajukan")

        # And the verifier returns the answer with a reason, and the officer mends it
        theirs = Question(verifier, running, INNOVATION)
        look_and_return(theirs)
        bring_a_clearer_one(mine)
        mine.open().press("Simpan dan ajukan")
        mine.expect_state("diajukan")

        # When the verifier accepts, the score follows; and the board, once the secretary calls the request settled
        accept(theirs)
        assert Home(secretary).open().read_total() == total + 4
        Board(secretary).open().expect("DINKES", "1 dijawab")
        Request(secretary, asked).open().settle()
        Board(secretary).open().expect_nothing()
        assert desk + phone + other == []

    def test_is_answered_with_photos_of_pages_that_become_one_paper(self, running: Round, arrive: Arrive) -> None:
        # Given an officer on a phone who is asked for the minutes of a meeting, which are on paper
        secretary, desk = enter(arrive, running, "SECRETARIAT", agency="dp3akb")
        officer, phone = enter(arrive, running, "OFFICER", agency="dinkes", size=PHONE)
        asked = Proof(Question(secretary, running, INNOVATION).open()).ask("Dokumen")
        bringing = Request(officer, asked).open().bring()
        bringing.say(kind="MINUTES", children=NO_CHILDREN)

        # When they photograph the pages, name the paper and let it be one
        bringing.photograph(page_of_paper("IMG_1.jpg", "NOTULA", "Rapat inovasi PMBA"))
        bringing.photograph(page_of_paper("IMG_2.jpg", "Daftar hadir"))
        bringing.join("Notula rapat inovasi")
        assert officer.find_faults() == []
        bringing.answer()

        # Then one paper of two pages answers the request
        Request(officer, asked).expect_state("sudah dijawab")
        document = Document.objects.get()
        assert (document.title, document.current.filename) == ("Notula rapat inovasi", "Notula rapat inovasi.pdf")
        assert desk + phone == []


def fill_the_city(running: Round) -> Document:
    """Documents of three agencies, one of them a photograph with its picture, and requests in every state."""
    secretary = make_person(running.city, "SECRETARIAT", agency="dp3akb", username="sinta")
    people = {
        agency: make_person(running.city, "OFFICER", agency=agency, username=f"contoh-{agency}") for agency in OFFICES
    }
    for number, (agency, title, kind) in DOCUMENTS.items():
        known = {"title": title, "kind": kind, "agency": agency, "number": "", "signed_on": None, "valid_from": None}
        link(make_document(running.city, by=people[agency], **known), running.sheet, number, by=people[agency])
    photo = make_file(photograph("Ruang tunggu.jpg")["buffer"], "Ruang tunggu.jpg")
    known = {"title": "Ruang tunggu puskesmas", "kind": DocumentKind.PHOTO, "number": "", "valid_from": None}
    shown = make_document(running.city, by=people["dinkes"], file=photo, **known)
    link(shown, running.sheet, INNOVATION, by=people["dinkes"])
    for position, (number, agency, title) in enumerate(REQUESTS):
        due_on = timezone.localdate() + timedelta(days=4 + 3 * position)
        fields = {"question": number, "agency": agency, "title": title, "kind": "", "due_on": due_on}
        made = make_request(running.sheet, by=secretary, **fields)
        if position % 3 == 1:
            brought = make_document(running.city, by=people[agency], agency=agency, title=title)
            answer(made, brought, by=people[agency])
    return shown


class TestPages:
    def test_can_be_used_by_everyone(self, running: Round, arrive: Arrive) -> None:
        shown = fill_the_city(running)
        visitor, complaints = enter(arrive, running, "SECRETARIAT", agency="dp3akb", size=DESK)
        home = f"{CITY}data-dukung/"
        pages = {
            "pustaka-dokumen": (home, 560),
            "dokumen": (f"{home}dokumen/{shown.code}/", 640),
            "papan-permintaan": (f"{home}permintaan/papan/", 560),
            "lembar-rapat": (f"{home}permintaan/rapat/", 640),
        }
        for name, (path, height) in pages.items():
            visitor.open(path)
            visitor.page.wait_for_load_state("networkidle")
            visitor.screenshot(name, of="#content", height=height)
            assert visitor.find_faults() == [], name
        assert complaints == []
