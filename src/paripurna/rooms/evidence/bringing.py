"""Files and pages on their way into the library: what was said of them, and where they belong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Stranger
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.forms import BringForm
from paripurna.rooms.evidence.requesting.listing import get_request
from paripurna.rooms.evidence.requesting.scope import read_scope as read_request_scope
from paripurna.rooms.evidence.types import Confidentiality, DocumentDraft, EvidenceDraft, EvidenceError, RequestStep
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.types import SheetError

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import ProofRequest
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import Sheet

SEPARATORS = re.compile(r"[\s_]+")
PLACES = ("lembar", "pertanyaan", "bukti", "permintaan", "lagi")
"""Words of the address that say where a file belongs; they travel with every file."""

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Destination:
    """The question that the upload is to prove, where it comes from a question."""

    sheet: Sheet
    question: str
    kind: str = ""


class SameContent(EvidenceError):
    """The very content is in the library already."""

    def __init__(self, known: Document) -> None:
        sentence = _("This file is in the library already: “%(title)s”. Open that document and link it.")
        super().__init__(sentence % {"title": known.title})
        self.known = known


def find_destination(city: City, words: Words) -> Destination | None:
    """This function will return the question that `lembar` and `pertanyaan` name, or None for none or one that is not."""
    code, number = words.get("lembar", ""), words.get("pertanyaan", "")
    try:
        sheet = queries.find_sheet(city, UUID(code)) if code and number else None
        question = sheets.get_question(sheet, number) if sheet else None
    except (ValueError, SheetError):
        return None
    if sheet is None or question is None:
        return None
    kind = words.get("bukti", "")
    return Destination(sheet, question.number, kind if kind in question.evidence else "")


def find_wanted(user: User, city: City, words: Words, *, on: date) -> ProofRequest | None:
    """This function will return the request that `permintaan` names, if the person may answer it now."""
    try:
        code = UUID(words.get("permintaan", ""))
        scope = read_request_scope(user, city, on=on)
        found = get_request(city, scope, code)
    except (ValueError, Stranger):
        return None
    is_mine = scope.may_step(found, RequestStep.ANSWER) and policy.can_step(found, RequestStep.ANSWER)
    return found if is_mine else None


def read_form(user: User, city: City, words: Words | None, *, on: date) -> BringForm:
    """This function will return what was said of the files, bound if anything was."""
    scope = queries.read_scope(user, city, on=on)
    return BringForm(queries.list_bringable(user, city, scope, on=on), words)


def bring(
    *,
    city: City,
    draft: DocumentDraft,
    file: StoredFile | None,
    filename: str = "",
    destination: Destination | None,
    by: User,
    at: datetime,
) -> Document:
    """This function will make a document and link it to where it was brought from.

    To be called inside a transaction: both or nothing. Raises what `add_document` and `link_document` raise.
    """
    if destination is not None and _is_confidential(destination):
        draft = replace(draft, confidentiality=Confidentiality.CONFIDENTIAL)
    document = actions.add_document(city=city, draft=draft, file=file, filename=filename, by=by, at=at)
    if destination is not None:
        link = EvidenceDraft(destination.question, destination.kind)
        actions.link_document(document=document, sheet=destination.sheet, draft=link, by=by, at=at)
    return document


def _is_confidential(destination: Destination) -> bool:
    kind = get_subject_kind(destination.sheet.subject_kind)
    return kind.is_confidential(destination.sheet, destination.question)


def check_new(city: City, scope: DocumentScope, file: StoredFile) -> None:
    """This function will raise `SameContent` when the person can see a standing document that has this content."""
    known = queries.list_same_content(city, scope, [file.hash]).get(file.hash)
    if known is not None:
        raise SameContent(known)


def title_of(filename: str) -> str:
    """This function will return a title made of a file's name: `SK_Gugus-Tugas 2025.pdf` → `SK Gugus-Tugas 2025`."""
    stem = PurePath(filename.replace("\\", "/")).stem
    return SEPARATORS.sub(" ", stem).strip()[:300] or "Dokumen"
