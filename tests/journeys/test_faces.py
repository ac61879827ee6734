"""An officer covers the faces of children in a photo, with a mouse and without; the mayor sees what is left."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from paripurna.platform.files.reading import faces as finder
from paripurna.platform.files.reading.types import Box
from paripurna.rooms.evidence import faces
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.types import ChildContent, DocumentKind
from tests.factories.evidence import NOW, make_document, make_file
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person
from tests.journeys.browser import DESK, PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

LOOKS = [(PHONE, "dark"), (DESK, "light")]


def group_photo() -> bytes:
    """Three round heads before a wall."""
    picture = Image.new("RGB", (1200, 800), "#9db7c4")
    pen = ImageDraw.Draw(picture)
    for left in (180, 520, 860):
        pen.rectangle((left - 30, 430, left + 190, 800), fill="#31572c")
        pen.ellipse((left, 240, left + 160, 440), fill="#c58c5c")
        for eye in (45, 105):
            pen.ellipse((left + eye - 9, 310, left + eye + 9, 328), fill="#222222")
        pen.arc((left + 45, 340, left + 115, 395), 20, 160, fill="#222222", width=6)
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def people() -> dict[str, Any]:
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    return {"officer": make_person(city, "OFFICER", agency="dinkes"), "head": make_person(city, "HEAD"), "city": city}


@pytest.fixture
def photo(people: dict[str, Any], monkeypatch: Any) -> Document:
    """The machine found one of three faces."""
    found = Box(0.15, 0.3, 0.135, 0.25)
    monkeypatch.setattr(finder, "find_faces", lambda file, *, page=1: (found,))
    document = make_document(
        people["city"],
        by=people["officer"],
        kind=DocumentKind.PHOTO,
        title="Foto kegiatan forum anak Damai",
        child_content=ChildContent.FACES,
        valid_from=None,
        file=make_file(group_photo(), "foto.jpg"),
    )
    faces.seek_faces(document.current_id, at=NOW)
    return document


def faces_path(document: Document) -> str:
    return f"/daerah/balikpapan/data-dukung/dokumen/{document.code}/wajah/"


def boxes(document: Document) -> int:
    return len(faces.read_faces(document.current_id)[1])


class TestCoveringFaces:
    def test_draws_saves_and_confirms_with_a_mouse(
        self, visitor: Visitor, arrive: Any, people: dict[str, Any], photo: Document
    ) -> None:
        visitor.sign_in(people["officer"])
        page = visitor.open(faces_path(photo))
        stage = page.locator("[data-p-faces-stage]")
        stage.scroll_into_view_if_needed()
        frame = stage.bounding_box()

        for left in (0.42, 0.7):
            page.mouse.move(frame["x"] + frame["width"] * left, frame["y"] + frame["height"] * 0.28)
            page.mouse.down()
            page.mouse.move(frame["x"] + frame["width"] * (left + 0.15), frame["y"] + frame["height"] * 0.57, steps=4)
            page.mouse.up()
        expect(stage.locator("rect")).to_have_count(3)
        visitor.look("wajah-kotak")
        page.get_by_role("button", name="Simpan dan lihat hasilnya").click()
        expect(page.get_by_text("Tersimpan. Hasilnya")).to_be_visible()
        assert boxes(photo) == 3
        page.get_by_label("Saya sudah melihat").check()
        page.get_by_role("button", name="Sahkan").click()

        expect(page.get_by_text("mengesahkan pada")).to_be_visible()
        mayor = arrive(PHONE)
        mayor.sign_in(people["head"])
        shown = mayor.open(f"/daerah/balikpapan/data-dukung/dokumen/{photo.code}/")
        expect(shown.get_by_text("Wajah anak ditutup")).to_be_visible()
        mayor.look("wajah-tertutup-390")
        assert mayor.find_faults() == []

    def test_needs_no_script(self, browser: Any, live_server: Any, people: dict[str, Any], photo: Document) -> None:
        visitor = Visitor.arrive(browser, live_server.url, has_scripts=False)
        visitor.sign_in(people["officer"])
        visitor.page.goto(f"{live_server.url}{faces_path(photo)}")
        page = visitor.page

        page.locator("summary", has_text="kotak di halaman ini").click()
        second = page.get_by_role("group", name="Kotak 2")
        for label, value in (("kiri", "42"), ("atas", "28,5"), ("lebar", "15"), ("tinggi", "30")):
            second.get_by_label(label).fill(value)
        page.get_by_role("button", name="Simpan dan lihat hasilnya").click()
        expect(page.get_by_text("Tersimpan. Hasilnya")).to_be_visible()
        visitor.context.close()

        assert faces.read_faces(photo.current_id)[1][1] == Box(0.42, 0.285, 0.15, 0.3)

    @pytest.mark.parametrize(("size", "theme"), LOOKS)
    def test_has_no_faults(self, arrive: Any, people: dict[str, Any], photo: Document, size: Any, theme: Any) -> None:
        visitor = arrive(size, theme)
        visitor.sign_in(people["officer"])
        visitor.open(faces_path(photo))
        visitor.page.locator("summary", has_text="kotak di halaman ini").click()
        visitor.look(f"wajah-{size[0]}-{theme}")

        assert visitor.find_faults() == []

    @pytest.mark.parametrize(("size", "theme"), LOOKS)
    def test_asks_without_faults_where_the_machine_suspects(
        self, arrive: Any, people: dict[str, Any], photo: Document, size: Any, theme: Any
    ) -> None:
        values = {"child_content": ChildContent.NONE, "keep_until": None, "suspected": "BIRTH,FACE"}
        Document.objects.filter(pk=photo.pk).update(**values)
        visitor = arrive(size, theme)
        visitor.sign_in(people["officer"])
        visitor.open(f"/daerah/balikpapan/data-dukung/dokumen/{photo.code}/")
        visitor.look(f"dugaan-{size[0]}-{theme}")

        assert visitor.find_faults() == []
