"""Photographs of pages become one PDF: in order, upright, as large as paper needs, without what the camera noted."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter

from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.pictures import clean_picture

PAGE_SIDE = 2340  # pixels: A4 at 200 dots an inch
PAGE_DOTS = 200.0
QUALITY = 80


def join(files: Sequence[StoredFile], paper: Path) -> None:
    """This function will write the pictures to `paper` as a PDF, holding one of them unpacked at a time."""
    writer = PdfWriter()
    for file in files:
        writer.append(PdfReader(io.BytesIO(_page(file))))
    with paper.open("wb") as out:
        writer.write(out)


def _page(file: StoredFile) -> bytes:
    out = io.BytesIO()
    with clean_picture(file, longest=PAGE_SIDE) as picture:
        _on_white(picture).save(out, "PDF", resolution=PAGE_DOTS, quality=QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Paper is not transparent."""
    if picture.mode in {"L", "RGB"}:
        return picture
    layer = picture.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet
