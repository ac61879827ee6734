"""Bringing files in with a real client: over cuts, over a reload, from a camera, and told in words."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from paripurna.platform.access.types import RoleCode
from paripurna.platform.files.models import StoredFile, Upload
from tests.factories.access import make_member
from tests.factories.regions import make_city
from tests.journeys.breaking import breaking
from tests.journeys.browser import PHONE, Visitor
from tests.platform.files import samples
from tests.platform.files.uploads import kinds

pytestmark = pytest.mark.django_db(transaction=True)

BEGIN = "/daerah/balikpapan/unggah/tests/"
FILES, CAMERA = "input[name=files]", "[data-p-upload-camera]"
MEGABYTE = 1024**2


@pytest.fixture(autouse=True)
def room(monkeypatch: Any, settings: Any, folder: Path) -> kinds.Room:
    settings.DEMO = True
    return kinds.register(monkeypatch)


@pytest.fixture
def officer() -> Any:
    return make_member(make_city(), RoleCode.OFFICER, username="petugas", name="Petugas Contoh")


def open_queue(visitor: Visitor, officer: Any) -> Page:
    """The queue of the gallery, led to a room that takes files in."""
    visitor.sign_in(officer)
    page = visitor.open("/galeri/")
    page.evaluate("place => { document.querySelector('[data-p-upload]').action = place }", BEGIN)
    return page


def write_minutes(tmp_path: Path, size: int) -> Path:
    """A text of a size that does not pack well."""
    file = tmp_path / "notulen.txt"
    file.write_bytes(Random(7).randbytes(size // 2).hex().encode())
    return file


def said(page: Page) -> Any:
    return page.locator("[data-p-upload-text]")


class TestUploads:
    def test_arrive_whole_over_ten_cuts(
        self, visitor: Visitor, officer: Any, live_server: Any, tmp_path: Path, room: kinds.Room
    ) -> None:
        file = write_minutes(tmp_path, 12 * MEGABYTE)
        with breaking(live_server.url, cuts=10, after=MEGABYTE) as network:
            visitor.address = network.address
            page = open_queue(visitor, officer)

            page.locator(FILES).set_input_files(file)

            expect(said(page)).to_have_text("tersimpan", timeout=90_000)
            assert network.done == 10

        assert [kept[2] for kept in room.kept] == [hashlib.sha256(file.read_bytes()).hexdigest()]
        assert StoredFile.objects.count() == Upload.objects.count() == 1

    def test_go_on_after_a_reload(self, visitor: Visitor, officer: Any, tmp_path: Path, room: kinds.Room) -> None:
        file = write_minutes(tmp_path, 6 * MEGABYTE)
        page = open_queue(visitor, officer)
        passed: list[str] = []

        def let_two_through(route: Any) -> None:
            passed.append(route.request.url)
            route.continue_() if len(passed) < 3 else route.abort()

        page.route(f"**{BEGIN}**", let_two_through)
        page.locator(FILES).set_input_files(file)
        expect(said(page)).to_have_text("jaringan terputus; mencoba lagi sendiri…", timeout=30_000)
        page.unroute_all(behavior="ignoreErrors")
        page.once("dialog", lambda dialog: dialog.accept())

        page = open_queue(visitor, officer)
        begun = Upload.objects.get()
        assert 0 < begun.offset < begun.size
        page.locator(FILES).set_input_files(file)
        expect(said(page)).to_have_text("tersimpan", timeout=30_000)

        assert Upload.objects.get().code == begun.code
        assert len(room.kept) == 1

    def test_can_be_paused_and_taken_back_by_keyboard(
        self, visitor: Visitor, officer: Any, tmp_path: Path, room: kinds.Room
    ) -> None:
        page = open_queue(visitor, officer)
        page.route(f"**{BEGIN}**", lambda route: route.abort())
        page.locator(FILES).set_input_files(write_minutes(tmp_path, MEGABYTE))
        page.get_by_role("button", name="Jeda: notulen.txt").press("Enter")
        expect(said(page)).to_have_text("dijeda")

        page.unroute_all(behavior="ignoreErrors")
        page.get_by_role("button", name="Lanjut: notulen.txt").press("Enter")

        expect(said(page)).to_have_text("tersimpan", timeout=30_000)
        assert len(room.kept) == 1

    def test_say_why_a_file_is_not_taken_and_go_on_with_the_others(
        self, visitor: Visitor, officer: Any, room: kinds.Room
    ) -> None:
        page = open_queue(visitor, officer)

        page.locator(FILES).set_input_files(
            [
                {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg><script>1</script></svg>"},
                {"name": "sk.exe", "mimeType": "", "buffer": samples.pdf()},
            ]
        )

        expect(said(page).nth(0)).to_contain_text("Jenis berkas ini tidak diterima")
        expect(said(page).nth(1)).to_have_text("tersimpan")
        expect(page.locator("[data-p-upload-remark]").nth(1)).to_contain_text("isinya PDF")
        assert [kept[1] for kept in room.kept] == ["sk.exe.pdf"]

    def test_make_one_paper_of_photographs_on_a_phone(self, arrive: Any, officer: Any, room: kinds.Room) -> None:
        visitor = arrive(size=PHONE)
        page = open_queue(visitor, officer)
        for number in (1, 2):
            photo = {
                "name": f"IMG_{number}.jpg",
                "mimeType": "image/jpeg",
                "buffer": samples.jpeg(size=(60, 40 + number)),
            }
            page.locator(CAMERA).set_input_files([photo])
        expect(said(page)).to_have_text(["siap menjadi halaman"] * 2)
        page.get_by_role("button", name="Naikkan: IMG_2.jpg").click()
        page.get_by_label("Nama PDF").fill("Daftar hadir")
        assert visitor.overflow() == 0
        assert visitor.list_violations() == []

        page.get_by_role("button", name="Jadikan foto satu PDF").click()

        expect(said(page)).to_have_text(["tersimpan"])
        expect(page.get_by_role("link", name="Daftar hadir.pdf")).to_be_visible()
        assert [kept[1] for kept in room.kept] == ["Daftar hadir.pdf"]
