"""A document's newest content as it is shown in place: pages as pictures, tables and texts as such, nothing downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from paripurna.platform.files.queries import open_chunks
from paripurna.platform.files.reading import previews
from paripurna.platform.files.reading.sentences import sentence_of
from paripurna.platform.files.reading.types import Blocks, TablePart, Unread
from paripurna.platform.files.types import MediaType

if TYPE_CHECKING:
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.queries import Document

PLAIN_BYTES = 200_000


class Face(StrEnum):
    """How a content is shown."""

    LINK = "LINK"
    SHUT = "SHUT"  # kept apart from this person
    PAGES = "PAGES"
    TABLE = "TABLE"
    BLOCKS = "BLOCKS"
    PLAIN = "PLAIN"
    FILE = "FILE"  # only to be saved


@dataclass(frozen=True, slots=True)
class Viewer:
    """One page, sheet or text of the content; `trouble` says why it cannot be shown."""

    document: Document
    face: Face
    page: int = 1
    page_count: int | None = None
    table: TablePart | None = None
    blocks: Blocks | None = None
    text: str = ""
    trouble: Promise | None = None

    @property
    def previous(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def next(self) -> int | None:
        is_last = self.page_count is not None and self.page >= self.page_count
        return None if is_last or self.face is not Face.PAGES else self.page + 1

    @property
    def sheets(self) -> list[tuple[int, str]]:
        return list(enumerate(self.table.sheets, start=1)) if self.table else []


def build_viewer(document: Document, *, may_open: bool, page: int = 1, page_count: int | None = None) -> Viewer:
    """This function will read what one page of the viewer shows; `page` counts from 1 and is a sheet of a workbook."""
    if document.link:
        return Viewer(document, Face.LINK)
    if document.current is None or not may_open:
        return Viewer(document, Face.SHUT if document.current else Face.FILE)
    file, page = document.current.file, max(page, 1)
    try:
        return _show(document, file, page, page_count)
    except Unread as unread:
        return Viewer(document, Face.FILE, trouble=sentence_of(unread.trouble))


def _show(document: Document, file: StoredFile, page: int, page_count: int | None) -> Viewer:
    if file.kind.is_image:
        return Viewer(document, Face.PAGES, 1, 1)
    if file.kind == MediaType.PDF:
        return Viewer(document, Face.PAGES, page, page_count)
    if file.kind in previews.TABLES:
        return Viewer(document, Face.TABLE, page, table=previews.read_table(file, sheet=page - 1))
    if file.kind in previews.DOCUMENTS:
        return Viewer(document, Face.BLOCKS, blocks=previews.read_blocks(file))
    if file.kind == MediaType.TEXT:
        return Viewer(document, Face.PLAIN, text=_read_plain(file))
    return Viewer(document, Face.FILE)


def _read_plain(file: StoredFile) -> str:
    content = b""
    for chunk in open_chunks(file):
        content += chunk
        if len(content) >= PLAIN_BYTES:
            break
    return content[:PLAIN_BYTES].decode("utf-8", "replace")
