"""The text of a file by page, sheet or slide, in whatever language it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.inside import office, pdf, plain, sheets
from paripurna.platform.files.reading.types import Text
from paripurna.platform.files.types import MediaType

SECONDS = 60  # a text layer of 2,000 pages takes about ten
FENCE = Fence(seconds=SECONDS // 2, memory_mb=1536)
PDF_FENCE = Fence(seconds=SECONDS + 30, memory_mb=1536)


def read_text(file: StoredFile) -> Text:
    """This function will return what a file says, bounded (`Text` says how); a picture says nothing before OCR.

    Raises `Unread`, `FileLost`.
    """
    if file.kind.is_image:
        return Text((), page_count=1)
    with store.opened(store.key_of(file.hash)) as path:
        return _READERS.get(file.kind, _plain)(path)


def _pdf(path: Path) -> Text:
    return PDF_FENCE.run(pdf.read_text, path, SECONDS)


def _office(path: Path) -> Text:
    return FENCE.run(office.read_text, path)


def _workbook(path: Path) -> Text:
    return FENCE.run(sheets.read_text, path, is_csv=False)


def _csv(path: Path) -> Text:
    return FENCE.run(sheets.read_text, path, is_csv=True)


def _plain(path: Path) -> Text:
    return FENCE.run(plain.read_text, path)


_READERS: dict[MediaType, Callable[[Path], Text]] = {
    MediaType.PDF: _pdf,
    MediaType.DOCX: _office,
    MediaType.PPTX: _office,
    MediaType.ODT: _office,
    MediaType.XLSX: _workbook,
    MediaType.ODS: _workbook,
    MediaType.CSV: _csv,
}
