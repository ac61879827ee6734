"""Documents and their links to questions, brought as people bring them: by actions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from paripurna.platform.accounts.models import User
from paripurna.platform.files import actions as files
from paripurna.platform.files.models import StoredFile
from paripurna.platform.regions.models import City
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, Evidence
from paripurna.rooms.evidence.types import DocumentDraft, DocumentKind, EvidenceDraft
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.models import Sheet

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_numbers = count(1)


def make_file(content: bytes | None = None, name: str = "surat.txt") -> StoredFile:
    """This function will keep a file; without a content, one of its own."""
    chunk = f"Surat contoh nomor {next(_numbers)}".encode() if content is None else content
    return files.keep(chunks=[chunk], filename=name, at=NOW)


def draft_document(city: City, *, agency: str = "dinkes", **fields: Any) -> DocumentDraft:
    """This function will describe a decree of the agency, in force all through 2025."""
    known = {
        "kind": DocumentKind.DECREE,
        "title": f"SK contoh {next(_numbers)}",
        "number": "188.45/12/2025",
        "signed_on": date(2025, 1, 6),
        "valid_from": date(2025, 1, 6),
    }
    return DocumentDraft(agency_id=network.get_agency(city, agency).ref.id, **{**known, **fields})


def make_document(city: City, *, by: User, file: StoredFile | None = None, **fields: Any) -> Document:
    """This function will bring a document; a link to a page has no file."""
    draft = draft_document(city, **fields)
    content = None if draft.kind is DocumentKind.LINK else (file or make_file())
    return actions.add_document(city=city, draft=draft, file=content, filename="surat.txt", by=by, at=NOW)


def link(document: Document, sheet: Sheet, question: str, *, by: User, **fields: Any) -> Evidence:
    """This function will let the document prove a question."""
    draft = EvidenceDraft(question, **fields)
    return actions.link_document(document=document, sheet=sheet, draft=draft, by=by, at=NOW)
