"""The page on which people look for faces of children: a page of the document, its boxes, and what others will see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paripurna.platform.files.reading.types import Box
from paripurna.rooms.evidence import faces, queries
from paripurna.rooms.evidence.types import ChildContent

if TYPE_CHECKING:
    from paripurna.rooms.evidence.queries import Document

BLANK_ROWS = 2  # to write a box into, where nobody draws


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box in percent of its page, as it is written into fields; blank for one to come."""

    number: int
    left: str = ""
    top: str = ""
    width: str = ""
    height: str = ""


@dataclass(frozen=True, slots=True)
class FacesPage:
    document: Document
    page: int
    page_count: int
    rows: tuple[BoxRow, ...]
    blanks: tuple[BoxRow, ...]
    mark: str
    counts: tuple[tuple[int, int], ...]  # page, how many faces on it
    is_sought: bool
    is_coverable: bool
    is_cut: bool  # there may be pages that nobody looks through, and others never see
    may_edit: bool

    @property
    def is_confirmed(self) -> bool:
        return self.document.has_covered_faces


def build_faces_page(document: Document, *, page: int, may_edit: bool) -> FacesPage:
    """This function will read one page with its boxes; `page` outside the document is the first."""
    pages = queries.read_faces(document.current_id)
    page = page if page in pages else 1
    rows = tuple(_build_row(number, box) for number, box in enumerate(pages.get(page, ()), start=1))
    shows_faces = document.child_content == ChildContent.FACES
    return FacesPage(
        document=document,
        page=page,
        page_count=len(pages),
        rows=rows,
        blanks=tuple(BoxRow(len(rows) + number) for number in range(1, BLANK_ROWS + 1)),
        mark=faces.mark_of(pages),
        counts=tuple((number, len(boxes)) for number, boxes in pages.items()),
        is_sought=bool(pages),
        is_coverable=shows_faces and document.current is not None and faces.may_hold_faces(document.current.file),
        is_cut=len(pages) >= faces.MOST_PAGES,
        may_edit=may_edit,
    )


def _build_row(number: int, box: Box) -> BoxRow:
    return BoxRow(number, *(_percent(value) for value in (box.left, box.top, box.width, box.height)))


def _percent(share: float) -> str:
    """With a point whatever the language: it stands in fields of numbers and in drawings."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".")
