"""The list of documents, as its filters ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator

from paripurna.platform.ui.components.lists import read_sort
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
    page = Paginator(found, PER_PAGE).get_page(query.get("halaman"))
    return Library(page, tuple(build_line(document, on=on) for document in page.object_list), asked)


def build_line(document: Document, *, on: date) -> DocumentLine:
    ends = document.valid_to
    links: int = getattr(document, "link_count", 0)
    return DocumentLine(document, str(DocumentKind(document.kind).label), links, ends is not None and ends < on)
