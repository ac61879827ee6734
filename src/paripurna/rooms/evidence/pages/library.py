"""The list of documents, as its filters ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window

from paripurna.platform.ui.components.lists import PAGE_PARAMETER, read_sort
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.types import ChildContent, DocumentKind, DocumentState

if TYPE_CHECKING:
    from django.http import QueryDict

    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.evidence.queries import Document

PER_PAGE = 40
FILTERS = ("cari", "jenis", "pd", "keadaan", "urut")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document as a line of a list."""

    document: Document
    kind: str
    link_count: int
    is_expired: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.document.state == DocumentState.WITHDRAWN

    @property
    def shows_children(self) -> bool:
        return self.document.child_content != ChildContent.NONE


@dataclass(frozen=True, slots=True)
class Library:
    page: Page[Document]
    lines: tuple[DocumentLine, ...]
    asked: Mapping[str, str]

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.asked.items() if name != "urut")


def build_library(city: City, scope: DocumentScope, query: QueryDict, *, on: date) -> Library:
    """This function will read the page of the list that `?cari=`, `?jenis=`, `?pd=`, `?keadaan=`, `?urut=` ask for."""
    asked = {name: query.get(name, "").strip() for name in FILTERS}
    found = queries.list_documents(
        city,
        scope,
        kind=asked["jenis"],
        agency=asked["pd"],
        state=asked["keadaan"],
        text=asked["cari"],
        sort=read_sort(query, tuple(queries.SORTS), queries.NEWEST),
    )
    page = read_page(city, found, query.get(PAGE_PARAMETER, ""))
    return Library(page, tuple(build_line(document, on=on) for document in page.object_list), asked)


def read_page(city: City, found: QuerySet[Document], asked: str) -> Page[Document]:
    """This function will find and count in one statement, and read only the documents of the page in another.

    A page beyond the end is the last one.
    """
    number = max(read_whole(asked, default=1), 1)
    ids, count = _find_ids(found, number)
    if not ids and number > 1:
        number = Paginator(found, PER_PAGE).num_pages
        ids, count = _find_ids(found, number)
    paginator = Paginator(found, PER_PAGE)
    paginator.count = count
    return Page(queries.list_by_ids(city, ids), number, paginator)


def _find_ids(found: QuerySet[Document], number: int) -> tuple[list[int], int]:
    """The documents of a page, and how many there are on all: what is not shown is not read."""
    first = (number - 1) * PER_PAGE
    rows = found.annotate(found_count=Window(Count("pk"))).values_list("pk", "found_count")
    page = list(rows[first : first + PER_PAGE])
    return [pk for pk, _count in page], page[0][1] if page else 0


def build_line(document: Document, *, on: date) -> DocumentLine:
    ends = document.valid_to
    links: int = getattr(document, "link_count", 0)
    return DocumentLine(document, str(DocumentKind(document.kind).label), links, ends is not None and ends < on)
