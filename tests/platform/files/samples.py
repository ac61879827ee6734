"""Small real files of every kind, and broken ones."""

import io
import zipfile
from functools import cache

import openpyxl
import pypdfium2
from PIL import Image

JAVASCRIPT_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a) 4 0 R]>>>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</S/JavaScript/JS(app.alert\\(1\\))>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


@cache  # each writing gets an id of its own
def pdf() -> bytes:
    out = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    document.save(out)
    document.close()
    return out.getvalue()


def jpeg(*, size: tuple[int, int] = (60, 40)) -> bytes:
    """A photograph that says where it was taken, by whom, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x013B] = "Sri Wahyuni"
    exif.get_ifd(0x8825).update({1: "S", 2: (1.0, 14.0, 0.0), 3: "E", 4: (116.0, 50.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif, comment=b"Balikpapan")
    return out.getvalue()


def picture(kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, kind)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["1", "belum"])
    book.save(out)
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in parts.items():
            writer.writestr(name, content)
    return out.getvalue()


def document(kind: str = "wordprocessingml.document.main+xml", **more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": f"<Types>application/vnd.{kind}</Types>".encode(), **more})
