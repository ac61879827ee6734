"""Papers become one PDF below a limit: tried on real ones."""

import io
import random

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from paripurna.platform.files import actions, merging
from paripurna.platform.files.merged import Done, TooManyPages
from paripurna.platform.files.merging import merge_papers
from tests.factories.evidence import NOW

LARGE = 50_000_000


def noise(side: int, seed: int = 1) -> Image.Image:
    """A picture that hardly packs: what a scanner makes of paper."""
    return Image.frombytes("RGB", (side, side), random.Random(seed).randbytes(side * side * 3))


def as_bytes(picture: Image.Image, kind: str, **fields: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **fields)
    return out.getvalue()


def text_paper(pages: int = 2) -> bytes:
    writer = PdfWriter()
    for number in range(pages):
        writer.add_blank_page(595, 842 + number)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def keep(content: bytes, name: str):
    return actions.keep(chunks=[content], filename=name, at=NOW)


@pytest.fixture
def paper(db):
    return keep(text_paper(), "surat.pdf")


@pytest.fixture
def scan(db):
    return keep(as_bytes(noise(1600), "PDF", quality=95), "pindaian.pdf")


def test_puts_papers_and_pictures_one_behind_the_other(paper, tmp_path):
    photo = keep(as_bytes(noise(300), "JPEG"), "foto.jpg")

    merged = merge_papers([paper, photo, paper], tmp_path / "satu.pdf", limit=LARGE)

    assert (merged.pages, merged.done, merged.fits, merged.unread) == (5, Done.MERGED, True, ())
    assert len(PdfReader(tmp_path / "satu.pdf").pages) == 5


def test_leaves_nothing_of_what_the_camera_noted(db, tmp_path):
    notes = Image.Exif()
    notes[0x010F] = "KameraRahasia"
    photo = keep(as_bytes(noise(300), "JPEG", exif=notes), "foto.jpg")

    merge_papers([photo], tmp_path / "satu.pdf", limit=LARGE)

    assert b"KameraRahasia" not in (tmp_path / "satu.pdf").read_bytes()


def test_makes_pictures_smaller_to_get_below_the_limit(scan, tmp_path):
    limit = scan.size // 2

    merged = merge_papers([scan], tmp_path / "satu.pdf", limit=limit)

    assert (merged.done, merged.fits) == (Done.SMALLER_PICTURES, True)
    assert merged.size == (tmp_path / "satu.pdf").stat().st_size <= limit
    with pypdfium2.PdfDocument(tmp_path / "satu.pdf") as document:
        assert len(document) == 1


def test_says_so_when_it_cannot(scan, tmp_path):
    merged = merge_papers([scan], tmp_path / "satu.pdf", limit=2_000)

    assert not merged.fits
    assert merged.size > 2_000
    assert len(PdfReader(tmp_path / "satu.pdf").pages) == 1


def test_draws_pages_where_nothing_else_helps(db, tmp_path):
    pages = [noise(900, seed) for seed in range(3)]
    many = keep(as_bytes(pages[0], "PDF", resolution=100, save_all=True, append_images=pages[1:]), "banyak.pdf")
    smallest = merge_papers([many], tmp_path / "kecil.pdf", limit=1)

    assert smallest.done in {Done.DRAWN, Done.SMALLER_PICTURES}
    assert smallest.pages == len(PdfReader(tmp_path / "kecil.pdf").pages) == 3


def test_names_what_cannot_be_read(paper, tmp_path):
    text = keep(b"bukan PDF", "catatan.txt")

    merged = merge_papers([text, paper], tmp_path / "satu.pdf", limit=LARGE)

    assert (merged.unread, merged.pages) == ((0,), 2)


def test_writes_nothing_when_nothing_can_be_read(db, tmp_path):
    text = keep(b"bukan PDF", "catatan.txt")

    assert merge_papers([text], tmp_path / "satu.pdf", limit=LARGE).pages == 0
    assert not (tmp_path / "satu.pdf").exists()


def test_refuses_too_many_pages(paper, tmp_path, monkeypatch):
    monkeypatch.setattr(merging, "MOST_PAGES", 3)

    with pytest.raises(TooManyPages):
        merge_papers([paper, paper], tmp_path / "satu.pdf", limit=LARGE)
