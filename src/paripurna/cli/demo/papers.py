"""Files of invented documents: papers, tables and photos that say on their face that they are examples."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from PIL import Image, ImageDraw, ImageFont

from paripurna.platform.typesetting import FONTS
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.examples import ExampleDocument
from paripurna.rooms.evidence.types import DocumentKind

TABLES = {DocumentKind.FIGURES, DocumentKind.MATRIX}
TAKEN = 0x9003  # EXIF: when the camera took it
PHOTO = (1200, 800)
SHEET = """
#set page(paper: "a5", margin: 1.6cm)
#set text(font: "Inter", size: 9pt, lang: "id")
"""
PAGE = """
#align(center)[#text(size: 14pt, weight: 600, fill: rgb("#a15c00"))[CONTOH] \\ #text(size: 7pt)[Dokumen rekaan untuk peragaan, bukan dokumen pemerintah.]]
#v(1em)
#text(weight: 600)[#{agency}] \\
Nomor: #{number} \\
#v(0.6em)
#text(size: 12pt, weight: 600)[#{title}]
#v(0.6em)
#{summary}
#v(2em)
#align(right)[Balikpapan, #{day} \\ #v(2.4em) Pejabat Contoh]
"""


def draw_papers(examples: Sequence[ExampleDocument]) -> list[bytes]:
    """This function will return a PDF of one page for each example, set in one go."""
    import pypdfium2
    import typst

    pages = "\n#pagebreak()\n".join(_fill(example) for example in examples)
    source: bytes = (SHEET + pages).encode()
    whole: bytes = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)  # type: ignore[misc]
    with pypdfium2.PdfDocument(whole) as book:
        return [_take_page(book, number) for number in range(len(examples))]


def _fill(example: ExampleDocument) -> str:
    """Values stand in the text as strings of Typst, so that nothing in them is markup."""
    values = {
        "agency": example.agency.upper(),
        "number": example.number or "–",
        "title": example.title,
        "summary": example.summary or "Isi dokumen contoh.",
        "day": format_date(example.signed_on) if example.signed_on else "–",
    }
    page = PAGE
    for name, value in values.items():
        page = page.replace(f"#{{{name}}}", '#"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return page


def _take_page(book: object, number: int) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as single:
        single.import_pages(book, [number])
        single.save(out)
    return out.getvalue()


def draw_table(example: ExampleDocument) -> bytes:
    """This function will return a small workbook."""
    book = Workbook()
    sheet = book.active
    sheet.append(["CONTOH: angka rekaan"])
    sheet.append([example.title])
    sheet.append(["Uraian", "Tahun lalu", "Tahun ini"])
    for number, size in enumerate((120, 240, 60), start=1):
        sheet.append([f"Kecamatan contoh {number}", size, size + 12 * number])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def draw_photo(example: ExampleDocument) -> bytes:
    """This function will return a picture that a camera could have taken, but for what it shows."""
    picture = Image.new("RGB", PHOTO, (11, 110, 105))
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONTS / "Inter-600.ttf"), 44)
    pen.text((80, 300), f"FOTO CONTOH\n{example.title[:46]}", fill="white", font=font)
    exif = Image.Exif()
    if example.signed_on:
        exif.get_ifd(0x8769)[TAKEN] = example.signed_on.strftime("%Y:%m:%d 09:30:00")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()
