"""Files on their way into the library: one description for all of them, one document for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.types import EvidenceDraft, EvidenceError

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.forms import BringForm
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import Sheet

SEPARATORS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Destination:
    """The question that what is brought shall prove, if it is brought from there."""

    sheet: Sheet
    question: str
    kind: str = ""


class SameContent(EvidenceError):
    """Files whose very content is in the library already; `known` pairs their names with the documents."""

    def __init__(self, known: Sequence[tuple[str, Document]]) -> None:
        super().__init__(_("This file is in the library already. Link the document that has it."), "uploads")
        self.known = known


def check_new(city: City, scope: DocumentScope, kept: Iterable[tuple[StoredFile | None, str]]) -> None:
    """This function will raise `SameContent` when the person can see a standing document with one of these contents."""
    names = {file.hash: name for file, name in kept if file}
    same = queries.list_same_content(city, scope, names)
    if same:
        raise SameContent([(names[content], document) for content, document in same.items()])


def bring(
    *,
    city: City,
    form: BringForm,
    kept: Sequence[tuple[StoredFile | None, str]],
    destination: Destination | None,
    by: User,
    at: datetime,
) -> list[Document]:
    """This function will make a document of each kept file (file, name) and link it to where it was brought from.

    To be called inside a transaction: all of them or none. Raises what `add_document` and `link_document` raise.
    """
    documents = []
    for file, name in kept:
        draft = form.draft(title_of(name))
        document = actions.add_document(city=city, draft=draft, file=file, filename=name, by=by, at=at)
        if destination is not None:
            link = EvidenceDraft(destination.question, destination.kind)
            actions.link_document(document=document, sheet=destination.sheet, draft=link, by=by, at=at)
        documents.append(document)
    return documents


def title_of(filename: str) -> str:
    """This function will return a title made of a file's name: `SK_Gugus-Tugas 2025.pdf` → `SK Gugus-Tugas 2025`."""
    stem = PurePath(filename.replace("\\", "/")).stem
    return SEPARATORS.sub(" ", stem).strip()[:300] or "Dokumen"
