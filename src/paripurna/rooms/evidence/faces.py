"""Faces of children in a document: sought by the machine, mended by people, gone from what others see."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from paripurna.platform.files.reading.types import Box, Trouble, Unread
from paripurna.platform.files.types import MediaType
from paripurna.rooms.evidence.models import DocumentVersion, Reading
from paripurna.rooms.evidence.types import ChildContent, DocumentKind

if TYPE_CHECKING:
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.models import Document

MOST_PAGES = 40  # are looked through; others never see a page behind them
MOST_BOXES = 200  # on one page
Pages = Mapping[int, tuple[Box, ...]]
Told = Callable[[int, int], None]


def may_hold_faces(file: StoredFile) -> bool:
    """This function will tell whether pages of such a file can be shown with faces covered: pictures and PDF files."""
    return file.kind.is_image or file.kind == MediaType.PDF


def queue_seeking(version: DocumentVersion, document: Document) -> None:
    """This function will have a worker seek faces once the transaction commits, where they are to be covered."""
    from paripurna.platform.jobs import actions as jobs
    from paripurna.rooms.evidence.jobs import seek_faces

    if document.child_content == ChildContent.FACES and may_hold_faces(version.file):
        jobs.defer(seek_faces, ids={"version": version.pk})


def seek_faces(version_id: int, *, at: datetime, told: Told = lambda _done, _total: None) -> int:
    """This function will note where faces seem to be in a version, and return how many; what was sought stays so.

    Killed on the way, it leaves nothing, and the next run begins anew. Raises `FileLost`.
    """
    found = DocumentVersion.objects.select_related("file", "document").filter(pk=version_id)
    version = found.filter(document__child_content=ChildContent.FACES, reading__faces_sought_at=None).first()
    if version is None or not may_hold_faces(version.file):
        return 0
    pages = _seek(version.file, told)
    _note(version, pages, at=at)
    return sum(len(boxes) for boxes in pages.values())


def list_unsought(limit: int = 200) -> list[int]:
    """This function will return the newest versions whose faces were never sought: for the sweep after a crash."""
    found = DocumentVersion.objects.filter(reading__faces_sought_at=None, document__current=F("pk"))
    found = found.filter(document__child_content=ChildContent.FACES).select_related("file").order_by("pk")
    return [version.pk for version in found[:limit] if may_hold_faces(version.file)]


def sees_face(file: StoredFile, kind: str) -> bool:
    """This function will tell whether a picture seems to show a face. Raises `FileLost`."""
    if not file.kind.is_image or kind != DocumentKind.PHOTO:
        return False
    from paripurna.platform.files.reading import faces as finder  # late: loads Pillow and PDFium

    try:
        return bool(finder.find_faces(file))
    except Unread:
        return False


def boxes_of(reading: Reading | None) -> Pages:
    """This function will return the boxes by page; a page that is not named must not be shown."""
    faces = (reading.faces if reading and reading.faces_sought_at else None) or {}
    return {int(page): tuple(Box(*box) for box in boxes) for page, boxes in sorted(faces.items(), key=_page_of)}


def mark_of(pages: Pages) -> str:
    """This function will return a mark of these very boxes, so that nobody confirms others than were seen."""
    return hashlib.sha256(json.dumps(pack(pages), sort_keys=True).encode()).hexdigest()[:16]


def pack(pages: Pages) -> dict[str, list[list[float]]]:
    """This function will return the boxes as they are stored."""
    return {str(page): [list(_values(box)) for box in boxes] for page, boxes in pages.items()}


def read_faces(version_id: int | None) -> Pages:
    """This function will return where faces are in a version; nothing where they were never sought."""
    return boxes_of(Reading.objects.filter(version=version_id).only("faces", "faces_sought_at").first())


def get_covered_page_key(version: DocumentVersion, *, page: int, width: int) -> str:
    """This function will return the key of a page on which the faces are gone.

    Raises `Unread`, also for a page that nobody has looked through.
    """
    pages = read_faces(version.pk)
    if page not in pages:
        raise Unread(Trouble.NO_PAGE)
    from paripurna.platform.files.reading import faces as finder  # late: loads Pillow and PDFium

    return finder.get_blurred_key(version.file, pages[page], page=page, width=width)


def _seek(file: StoredFile, told: Told) -> Pages:
    from paripurna.platform.files.reading import faces as finder  # late: loads Pillow and PDFium

    last = 1 if file.kind.is_image else MOST_PAGES
    pages: dict[int, Sequence[Box]] = {}
    for page in range(1, last + 1):
        try:
            pages[page] = finder.find_faces(file, page=page)
        except Unread as unread:
            if unread.trouble is Trouble.NO_PAGE:
                break
            pages[page] = ()  # a person looks at it all the same
        told(page, last)
    return {page: tuple(boxes) for page, boxes in pages.items()}


@transaction.atomic
def _note(version: DocumentVersion, pages: Pages, *, at: datetime) -> None:
    waiting = Reading.objects.select_for_update().filter(version=version, faces_sought_at=None)
    waiting.filter(version__document__child_content=ChildContent.FACES).update(faces=pack(pages), faces_sought_at=at)


def _values(box: Box) -> tuple[float, ...]:
    return tuple(round(value, 4) for value in (box.left, box.top, box.width, box.height))


def _page_of(item: tuple[str, object]) -> int:
    return int(item[0])
