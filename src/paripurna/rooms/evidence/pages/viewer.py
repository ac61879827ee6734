"""A document's newest content as it is shown in place: pages as pictures, tables and texts as such, nothing downloaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from paripurna.platform.files.queries import open_chunks
from paripurna.platform.files.reading import previews
from paripurna.platform.files.reading.sentences import sentence_of
from paripurna.platform.files.reading.types import Blocks, TablePart, Unread
from paripurna.platform.files.types import MediaType
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.openness import Openness

if TYPE_CHECKING:
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.queries import Document

PLAIN_BYTES = 200_000


class Face(StrEnum):
    """How a content is shown."""

    LINK = "LINK"
    SHUT = "SHUT"  # kept apart from this person
    GONE = "GONE"  # it showed children, and its time was over
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
    may_save: bool = False
    page: int = 1
    page_count: int | None = None
    table: TablePart | None = None
    blocks: Blocks | None = None
    text: str = ""
    trouble: Promise | None = None

    @property
    def is_covered(self) -> bool:
        return self.face is Face.PAGES and not self.may_save

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


def build_viewer(document: Document, openness: Openness, *, page: int = 1) -> Viewer:
    """This function will read what one page of the viewer shows to a person who gets so much of the document.

    `page` counts from 1 and is a sheet of a workbook.
    """
    if document.content_deleted_at:
        return Viewer(document, Face.GONE)
    if openness is Openness.BLURRED:
        return Viewer(document, Face.PAGES, page=max(page, 1), page_count=len(queries.read_faces(document.current_id)))
    if openness is not Openness.ORIGINAL:
        return Viewer(document, Face.SHUT)
    if document.current is None:
        return Viewer(document, Face.LINK if document.link else Face.FILE)
    return _open(document, document.current.file, max(page, 1))


def _open(document: Document, file: StoredFile, page: int) -> Viewer:
    try:
        return replace(_show(document, file, page), may_save=True)
    except Unread as unread:
        return Viewer(document, Face.FILE, may_save=True, trouble=sentence_of(unread.trouble))


def _show(document: Document, file: StoredFile, page: int) -> Viewer:
    if file.kind.is_image:
        return Viewer(document, Face.PAGES, page_count=1)
    if file.kind == MediaType.PDF:
        return Viewer(document, Face.PAGES, page=page, page_count=queries.find_page_count(document))
    if file.kind in previews.TABLES:
        return Viewer(document, Face.TABLE, page=page, table=previews.read_table(file, sheet=page - 1))
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
