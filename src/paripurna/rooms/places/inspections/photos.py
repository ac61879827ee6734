"""Photos that were taken during an inspection: documents of the library that prove an answer of its sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.evidence import queries as evidence

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet

Photo = tuple[str, str]
"""Title and page of a document."""


def list_photos(sheet: Sheet, numbers: Sequence[str], user: User, *, on: date) -> Mapping[str, Sequence[Photo]]:
    """This function will return the photos of these questions that the person may open, by question."""
    proving = evidence.list_proving(sheet, numbers)
    scope = evidence.read_scope(user, sheet.city, on=on)
    ids = [document.pk for documents in proving.values() for document in documents]
    visible = evidence.list_visible_ids(sheet.city, scope, ids)
    return {
        number: [(each.title, _url(sheet, each)) for each in documents if each.pk in visible]
        for number, documents in proving.items()
    }


def _url(sheet: Sheet, document: evidence.Document) -> str:
    return reverse("evidence:document", kwargs={"city": sheet.city.slug, "code": document.code})
