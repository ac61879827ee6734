"""PDF files: the text layer of each page."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from paripurna.platform.files.reading.inside.bounds import clean
from paripurna.platform.files.reading.types import MAX_CHARACTERS, MAX_PAGES, Text, TextPage, Trouble, Unread

BROKEN_WORD = re.compile(r"[\x02\ufffe]\s*")  # how PDFium marks a hyphen at the end of a line
MAX_DEPTH = 3  # of forms in forms, in which pictures are looked for
NEEDS_PASSWORD = 4


@contextmanager
def opened(file: Path) -> Iterator[Any]:
    """This function will open a PDF. Raises `Unread`."""
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == NEEDS_PASSWORD or "password" in str(error).lower()
        raise Unread(Trouble.LOCKED if locked else Trouble.BROKEN) from error
    try:
        yield document
    finally:
        document.close()


def read_text(file: Path, seconds: int) -> Text:
    """This function will return the text layer, as far as it comes in `seconds`."""
    until = time.monotonic() + seconds
    pages: list[TextPage] = []
    with opened(file) as document:
        count, left = len(document), MAX_CHARACTERS
        for index in range(min(count, MAX_PAGES)):
            if left <= 0 or time.monotonic() > until:
                break
            page = _read_page(document, index, left)
            left -= len(page.text)
            pages.append(page)
    return Text(tuple(pages), count, is_cut=len(pages) < count or left <= 0)


def scan_width(file: Path, number: int) -> int | None:
    """This function will return how many dots wide the scan is that covers a page, `None` where no picture does."""
    with opened(file) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=MAX_DEPTH)
        largest = max(pictures, key=_area, default=None)
        if largest is None or _area(largest) < page.get_width() * page.get_height() / 2:
            return None
        return int(largest.get_px_size()[0])


def _read_page(document: Any, index: int, limit: int) -> TextPage:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # one broken page does not spoil the others
        return TextPage(index + 1, "")
    try:
        layer = page.get_textpage()
        text = layer.get_text_range(0, min(layer.count_chars(), limit)) if layer.count_chars() > 0 else ""
        layer.close()
        return TextPage(index + 1, clean(BROKEN_WORD.sub("", text))[:limit], picture_share=_picture_share(page))
    except pypdfium2.PdfiumError:
        return TextPage(index + 1, "")
    finally:
        page.close()


def _picture_share(page: Any) -> float:
    area = page.get_width() * page.get_height()
    if area <= 0:
        return 0
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=MAX_DEPTH)
    return float(round(min(max((_area(picture) for picture in pictures), default=0) / area, 1), 3))


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float(max(right - left, 0) * max(top - bottom, 0))
