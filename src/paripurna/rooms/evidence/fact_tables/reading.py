"""The rows of a question as they are now, and the tables that were signed off before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import override

from paripurna.rooms.evidence.models import Document, SignedTable
from paripurna.rooms.evidence.types import DocumentKind, DocumentState
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.rooms.sheets.queries import FactRowsPage, Sheet


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed table: its document, who signed it and whether the register says the same today."""

    document: Document
    signed_by: str
    signed_at: datetime
    row_count: int
    has_moved: bool


def find_table(sheet: Sheet, number: str, *, on: date) -> FactRowsPage | None:
    """This function will return the rows behind a question in Indonesian, never with persons; None where people answer."""
    with override("id"):
        return sheets.find_fact_rows(sheet, number, may_see_people=False, on=on)


def find_signed(sheet: Sheet, number: str, *, on: date) -> Signed | None:
    """This function will return the newest signed table of a question, held against today's rows."""
    found = _signed_of(sheet, number)
    return _look(found, found.version.document, on=on) if found else None


def find_signed_document(sheet: Sheet, number: str) -> Document | None:
    """This function will return the document that a newer table of the question becomes a version of."""
    found = _signed_of(sheet, number)
    return found.version.document if found else None


def look_again(document: Document, *, on: date) -> Signed | None:
    """This function will read the rows behind a document anew; None where it was not made of any."""
    if document.kind != DocumentKind.FACT_TABLE or document.current_id is None:
        return None
    found = (
        SignedTable.objects.filter(city=document.city_id, version=document.current_id)
        .select_related("sheet__city", "sheet__edition", "signed_by")
        .first()
    )
    return _look(found, document, on=on) if found else None


def _look(found: SignedTable, document: Document, *, on: date) -> Signed:
    table = find_table(found.sheet, found.question, on=on)
    signer = found.signed_by.name if found.signed_by else ""
    has_moved = table is None or table.digest != found.digest
    return Signed(document, signer, found.signed_at, found.row_count, has_moved)


def _signed_of(sheet: Sheet, number: str) -> SignedTable | None:
    """Of the version in front of a document that still counts."""
    found = SignedTable.objects.filter(city=sheet.city_id, sheet=sheet, question=number)
    standing = found.filter(version__document__state=DocumentState.CURRENT, version__document__current=F("version"))
    standing = standing.select_related("version__document__city", "sheet__city", "sheet__edition", "signed_by")
    return standing.order_by("-signed_at", "-pk").first()
