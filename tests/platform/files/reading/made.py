"""Files made on the spot: honest ones, and those that mean harm."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl
from PIL import Image, ImageDraw, ImageFont

A4 = (595, 842)
LETTER = [
    "PEMERINTAH KOTA BALIKPAPAN",
    "KEPUTUSAN WALI KOTA BALIKPAPAN",
    "NOMOR : 188.45/123/2025",
    "TENTANG",
    "GUGUS TUGAS KOTA LAYAK ANAK",
    "Menimbang bahwa setiap anak berhak atas perlindungan dari kekerasan",
    "dan diskriminasi serta berhak untuk hidup, tumbuh dan berkembang.",
    "Ditetapkan di Balikpapan pada tanggal 12 Maret 2025",
]


def pdf(pages: Sequence[str | bytes], *, size: tuple[int, int] = A4, picture: Image.Image | None = None) -> bytes:
    """A PDF with a page for each text (lines apart by line ends) or each drawing (bytes); a picture fills every page."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    resources = b"<</Font<</F1 3 0 R>>>>"
    cover = b""
    if picture is not None:
        objects.append(_picture(picture))
        resources = b"<</Font<</F1 3 0 R>>/XObject<</P1 4 0 R>>>>"
        cover = b"q %d 0 0 %d 0 0 cm /P1 Do Q\n" % size
    kids = []
    for page in pages:
        drawing = cover + (page if isinstance(page, bytes) else _lines(page, size[1]))
        objects.append(_stream(b"", drawing))
        box = b"[0 0 %d %d]" % size
        contents = len(objects)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox%s/Resources%s/Contents %d 0 R>>" % (box, resources, contents)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _assemble(objects)


def empty_pdf(count: int) -> bytes:
    """As many pages as one likes, in few bytes."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return _assemble(objects)


def endless_pdf() -> bytes:
    """One page that draws forms in forms in forms: a billion strokes when somebody renders it."""
    levels, fan = 9, 10
    first = 4
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</N %d 0 R>>>>/Contents %d 0 R>>"
        % (first, first + levels + 1)
    )
    for level in range(levels):
        resources = b"/Resources<</XObject<</N %d 0 R>>>>" % (first + level + 1)
        objects.append(_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]%s" % resources, b"/N Do " * fan))
    strokes = b"0 0 m 595 842 l S " * 100
    objects.append(_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]", strokes))
    objects.append(_stream(b"", b"/N Do"))
    return _assemble(objects)


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(["rahasia"]))))
    writer.encrypt("sandi", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scan(lines: Sequence[str] = LETTER, *, size: tuple[int, int] = (1240, 1754), noise: float = 0.0) -> Image.Image:
    """A page as a scanner sees it: grey letters, and with `noise` that share of pixels wrong."""
    paper = Image.new("L", size, 246)
    pen = ImageDraw.Draw(paper)
    font = ImageFont.load_default(size=size[0] // 40)
    for number, line in enumerate(lines):
        pen.text((size[0] // 12, size[1] // 12 + number * size[1] // 28), line, fill=40, font=font)
    return _sprinkled(paper, noise) if noise else paper


def as_bytes(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def word(*paragraphs: str, table: Sequence[Sequence[str]] = (), letterhead: str = "") -> bytes:
    """A DOCX; a paragraph `""` is a new page."""
    document = docx.Document()
    if letterhead:
        document.sections[0].header.paragraphs[0].text = letterhead
    for paragraph in paragraphs:
        document.add_paragraph(paragraph) if paragraph else document.add_page_break()
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, line in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def opendocument(body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def slides(*texts: str) -> bytes:
    """A PPTX whose second part is shown first, so that the order of names is not the order of slides."""
    a, p, r = (
        f"http://schemas.openxmlformats.org/{name}"
        for name in ("drawingml/2006/main", "presentationml/2006/main", "officeDocument/2006/relationships")
    )
    numbers = list(range(len(texts), 0, -1))
    ids = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>' for number in numbers)
    targets = "".join(f'<Relationship Id="rId{number}" Target="slides/slide{number}.xml"/>' for number in numbers)
    parts = {
        "[Content_Types].xml": "<Types>presentationml.presentation.main+xml</Types>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{p}" xmlns:r="{r}"><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{targets}</Relationships>",
    }
    for number, text in zip(numbers, texts, strict=True):
        parts[f"ppt/slides/slide{number}.xml"] = (
            f'<p:sld xmlns:p="{p}" xmlns:a="{a}"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'
        )
    return zipped(parts)


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def far_cell_workbook() -> bytes:
    """Two cells, as far apart as a sheet is large: a dense copy of it would need hundreds of gigabytes."""
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bomb_document() -> bytes:
    """A DOCX whose XML says a lot with few letters: entities of entities."""
    entities = '<!ENTITY a0 "anak">' + "".join(
        f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 10)
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return _with_body(f"<!DOCTYPE w [{entities}]><w:document {space}><w:p><w:t>&a9;</w:t></w:p></w:document>")


def broken_document() -> bytes:
    return _with_body("<w:document><w:p>")


def heavy_document() -> bytes:
    """A part that unpacks to more than any text has."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    filler = "<!--" + " " * (130 * 1024**2) + "-->"
    return _with_body(f"<w:document {space}>{filler}<w:p/></w:document>")


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _with_body(xml: str) -> bytes:
    types = "<Types>wordprocessingml.document.main+xml</Types>"
    return zipped({"[Content_Types].xml": types, "word/document.xml": xml})


def _lines(text: str, height: int) -> bytes:
    lines = (line.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)") for line in text.split("\n"))
    return b"BT /F1 12 Tf 60 %d Td 16 TL %s ET" % (height - 80, b" ".join(b"(%s) Tj T*" % line for line in lines))


def _picture(picture: Image.Image) -> bytes:
    grey = picture.convert("L")
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % grey.size
    return _stream(head + b"/Filter/FlateDecode", zlib.compress(grey.tobytes()))


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def _assemble(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _sprinkled(paper: Image.Image, share: float) -> Image.Image:
    dice = random.Random(7)
    dots = paper.load()
    for _ in range(int(paper.width * paper.height * share)):
        dots[dice.randrange(paper.width), dice.randrange(paper.height)] = dice.choice((0, 255))
    return paper
