"""The manual's pages as a reader gets them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from paripurna.platform.manual import queries
from paripurna.platform.manual.types import NoSuchPage
from tests.factories.access import make_person

pytestmark = pytest.mark.django_db

FRONT = "# Buku\n\n[Dua](dua.md) lalu [satu](satu.md#akhir).\n"
ONE = "# Satu\n\nPembuka.\n\n## Awal\n\nMenghitung cacah jiwa.\n\n## Akhir\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n<b>x</b>\n"


@pytest.fixture
def book(tmp_path: Path, settings: Any) -> Path:
    """A manual of three pages and a picture, beside a file that is nobody's business."""
    folder = tmp_path / "pages"
    (folder / "gambar").mkdir(parents=True)
    for name, text in (("README", FRONT), ("satu", ONE), ("dua", "# Dua\n\n![Layar](gambar/layar.png)\n")):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    from PIL import Image

    Image.new("RGB", (80, 40)).save(folder / "gambar" / "layar.png")
    (tmp_path / "rahasia.md").write_text("# Rahasia\n", encoding="utf-8")
    settings.MANUAL_DIR = folder
    return folder


class TestPage:
    def test_stands_in_the_order_of_the_front_page(self, book: Path) -> None:
        place = queries.get_place("dua")

        assert [page.title for page in place.contents] == ["Buku", "Dua", "Satu"]
        assert (place.previous.title, place.following.title) == ("Buku", "Satu")  # type: ignore[union-attr]

    def test_leads_links_to_addresses(self, book: Path) -> None:
        html = queries.get_page("").html

        assert 'href="/panduan/dua/"' in html
        assert 'href="/panduan/satu/#akhir"' in html

    def test_hangs_pictures_at_half_their_pixels(self, book: Path) -> None:
        html = queries.get_page("dua").html

        assert 'src="/panduan/gambar/layar.png"' in html
        assert 'width="40" height="20"' in html

    def test_is_shown_also_when_a_picture_is_lost(self, book: Path) -> None:
        (book / "gambar" / "layar.png").unlink()

        assert '<img src="/panduan/gambar/layar.png" alt="Layar" loading="lazy"' in queries.get_page("dua").html

    def test_shows_tables_and_anchors_but_no_raw_html(self, book: Path) -> None:
        html = queries.get_page("satu").html

        assert '<h2 id="akhir">' in html
        assert "<td>1</td>" in html
        assert "&lt;b&gt;x&lt;/b&gt;" in html

    def test_is_read_anew_when_its_file_has_changed(self, book: Path) -> None:
        import os

        queries.get_page("dua")
        (book / "dua.md").write_text("# Dua yang baru\n", encoding="utf-8")
        os.utime(book / "dua.md", ns=(1, 1))

        assert queries.get_page("dua").title == "Dua yang baru"


class TestDoor:
    def test_is_open_to_everybody_in_the_frame_of_the_house(self, book: Path, client: Any) -> None:
        client.force_login(make_person())

        response = client.get("/panduan/satu/")

        assert response.status_code == 200
        assert re.search(r'href="/panduan/satu/"\s+aria-current="page">\s*Satu', response.text)
        assert '<a class="p-menu__item" href="/panduan/">' in response.text

    @pytest.mark.parametrize(
        "path",
        [
            "tidak-ada/",
            "README/",
            "../rahasia/",
            "..%2Frahasia/",
            "%2e%2e%2frahasia/",
            "gambar/../../rahasia.png",
            "gambar/%2e%2e%2flayar.png",
            "gambar/tidak-ada.png",
            "gambar/layar.svg",
        ],
    )
    def test_knows_no_other_file(self, book: Path, client: Any, path: str) -> None:
        assert client.get(f"/panduan/{path}").status_code == 404

    @pytest.mark.parametrize("name", ["../rahasia", "/etc/passwd", "..", "", "satu.md", "SATU", "gambar/layar"])
    def test_reads_nothing_outside_its_folder(self, book: Path, name: str) -> None:
        with pytest.raises(NoSuchPage):
            queries.get_picture(name)

    def test_hands_out_pictures(self, book: Path, client: Any) -> None:
        response = client.get(reverse("manual:picture", kwargs={"name": "layar"}))

        assert response["Content-Type"] == "image/png"
        assert response.content.startswith(b"\x89PNG")


class TestSearch:
    def test_finds_the_passage_whatever_the_ending_of_the_word(self, book: Path, client: Any) -> None:
        response = client.get("/panduan/", {"q": "perhitungan jiwa"})

        assert '<a href="/panduan/satu/#awal">Satu › Awal</a>' in response.text

    def test_prefers_headings(self, book: Path) -> None:
        (book / "satu.md").write_text("# Satu\n\nTentang surat.\n\n## Surat\n\nIsi.\n", encoding="utf-8")

        assert [found.passage.anchor for found in queries.search("surat")] == ["surat", ""]

    def test_says_when_there_is_nothing(self, book: Path, client: Any) -> None:
        response = client.get("/panduan/", {"q": "<gajah>"})

        assert "&lt;gajah&gt;" in response.text
        assert "p-found" not in response.text

    def test_answers_words_that_mean_nothing_with_nothing(self, book: Path) -> None:
        assert queries.search(" yang ") == []
