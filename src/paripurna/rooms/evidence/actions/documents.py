"""Bringing documents, changing what is said of them, withdrawing them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions import queries as regions
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.changing import find_end, lock_for, put_version, read_anew, touch
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.probes import queue_probe
from paripurna.rooms.evidence.queries import read_scope
from paripurna.rooms.evidence.types import (
    BadDocument,
    ChildContent,
    ChildRecordsRefused,
    DocumentChanged,
    DocumentDraft,
    DocumentKind,
    DocumentState,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile
    from paripurna.platform.regions.models import City

SHORTEST_REASON = 5


@transaction.atomic
def add_document(
    *,
    city: City,
    draft: DocumentDraft,
    file: StoredFile | None,
    filename: str = "",
    is_example: bool = False,
    by: User,
    at: datetime,
) -> Document:
    """This function will put a document into the library; a link to a page has no file, everything else has one.

    Raises `NotAllowed`, `ChildRecordsRefused` and `BadDocument`.
    """
    scope = read_scope(by, city, on=day_in(city, at))
    policy.check_may_bring(by, city, draft.agency_id, scope, on=day_in(city, at))
    check_draft(draft, has_file=file is not None)
    _check_end(draft, None, on=day_in(city, at))
    document = Document.objects.create(
        city=city,
        **_columns(city, draft, brought_on=day_in(city, at)),
        is_example=is_example,
        brought_by=by,
        brought_at=at,
        changed_at=at,
    )
    if file is not None:
        put_version(document, file, filename, note="", by=by, at=at)
    queue_probe(document)
    record("evidence.document_added", document, {"kind": draft.kind.value}, by=by, at=at)
    return document


@transaction.atomic
def add_version(*, document: Document, file: StoredFile, filename: str, note: str, by: User, at: datetime) -> Document:
    """This function will put a newer content in front of a document; links follow it, what a verifier checked does not.

    Raises `NotAllowed` and `DocumentWithdrawn`.
    """
    document = lock_for(document, by=by, at=at)
    policy.check_can_change(document)
    version = put_version(document, file, filename, note=note, by=by, at=at)
    touch(document, at, [])
    record("evidence.version_added", document, {"number": version.number}, by=by, at=at)
    return document


@transaction.atomic
def change_document(
    *, document: Document, draft: DocumentDraft, base_revision: int, by: User, at: datetime
) -> Document:
    """This function will write what a person says anew of a document; nothing is told when nothing changed.

    Raises `NotAllowed`, `DocumentWithdrawn`, `DocumentChanged`, `ChildRecordsRefused` and `BadDocument`.
    """
    document = lock_for(document, by=by, at=at)
    policy.check_can_change(document)
    on = day_in(document.city, at)
    policy.check_may_bring(by, document.city, draft.agency_id, read_scope(by, document.city, on=on), on=on)
    if document.revision != base_revision:
        raise DocumentChanged(_("Someone else changed this document meanwhile. Look at it again before you save."))
    check_draft(draft, has_file=document.current_id is not None or document.content_deleted_at is not None)
    _check_end(draft, document.keep_until, on=on)
    values = _columns(document.city, draft, brought_on=day_in(document.city, document.brought_at))
    changed = sorted(name for name, value in values.items() if getattr(document, name) != value)
    if not changed:
        return document
    for name in changed:
        setattr(document, name, values[name])
    if "child_content" in changed:  # a person has said what it shows, so the machine has nothing to ask
        document.faces_covered_at, document.suspected, document.looked_version = None, "", document.current
    touch(document, at, [*changed, "faces_covered_at", "suspected", "looked_version"])
    if "child_content" in changed and document.current:
        read_anew(document.current, document)
    if "link" in changed:
        queue_probe(document)
    record("evidence.document_changed", document, {"fields": [n for n in changed if n != "folded"]}, by=by, at=at)
    return document


@transaction.atomic
def withdraw_document(*, document: Document, reason: str, by: User, at: datetime) -> Document:
    """This function will take a document out of all proof at once, with a reason; its links stay and say so.

    Raises `NotAllowed`, `DocumentWithdrawn` and `BadDocument`.
    """
    document = lock_for(document, by=by, at=at)
    policy.check_can_change(document)
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadDocument(_("Say in a few words why the document is withdrawn."), "reason")
    document.state, document.withdrawn_at = DocumentState.WITHDRAWN, at
    document.withdrawn_by, document.withdrawn_reason = by, reason.strip()
    touch(document, at, ["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("evidence.document_withdrawn", document, {}, by=by, at=at)
    return document


@transaction.atomic
def restore_document(*, document: Document, by: User, at: datetime) -> Document:
    """This function will let a withdrawn document count again. Raises `NotAllowed`."""
    document = lock_for(document, by=by, at=at)
    if document.state == DocumentState.CURRENT:
        return document
    document.state, document.withdrawn_at = DocumentState.CURRENT, None
    document.withdrawn_by, document.withdrawn_reason = None, ""
    touch(document, at, ["state", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("evidence.document_restored", document, {}, by=by, at=at)
    return document


@transaction.atomic
def confirm_signature(*, document: Document, seen_on: date | None, by: User, at: datetime) -> Document:
    """This function will note that a person saw the signature on the paper (`seen_on` None takes the note back).

    Raises `NotAllowed` and `DocumentWithdrawn`.
    """
    document = lock_for(document, by=by, at=at)
    policy.check_can_change(document)
    document.wet_signature_on, document.wet_signature_by = seen_on, by if seen_on else None
    touch(document, at, ["wet_signature_on", "wet_signature_by"])
    record("evidence.signature_seen" if seen_on else "evidence.signature_unseen", document, {}, by=by, at=at)
    return document


def check_draft(draft: DocumentDraft, *, has_file: bool) -> None:
    """This function will raise `ChildRecordsRefused` or `BadDocument` for what cannot be kept or contradicts itself."""
    if draft.child_content is ChildContent.RECORDS:
        raise ChildRecordsRefused(
            _("Identity papers, medical and police records of children are not kept here. Describe the fact in words."),
            "child_content",
        )
    if not draft.title.strip():
        raise BadDocument(_("Give the document a title."), "title")
    if draft.valid_from and draft.valid_to and draft.valid_to < draft.valid_from:
        raise BadDocument(_("It cannot end before it begins."), "valid_to")
    if bool(draft.period_start) != bool(draft.period_end):
        raise BadDocument(_("Give both the first and the last day that it tells of, or neither."), "period_end")
    if draft.period_start and draft.period_end and draft.period_end < draft.period_start:
        raise BadDocument(_("The last day cannot lie before the first."), "period_end")
    if draft.kind is DocumentKind.LINK and not draft.link:
        raise BadDocument(_("Give the address of the page."), "link")
    if draft.kind is not DocumentKind.LINK and not has_file:
        raise BadDocument(_("Choose the file of the document."), "file")


def _check_end(draft: DocumentDraft, known: date | None, *, on: date) -> None:
    """A slip of the hand must not delete a content tonight. Raises `BadDocument`."""
    if draft.keep_until and draft.keep_until != known and draft.keep_until <= on:
        raise BadDocument(_("Choose a day that is still to come."), "keep_until")


def _columns(city: City, draft: DocumentDraft, *, brought_on: date) -> dict[str, Any]:
    """What is stored of a description. Raises `BadDocument` for a region outside the city."""
    values = asdict(draft)
    code = values.pop("region")
    region = regions.find_region_id(code, within=city.code) if code else None
    if code and region is None:
        raise BadDocument(_("This region is not a part of the city."), "region")
    end = find_end(draft.child_content, draft.keep_until, brought_on=brought_on)
    return {**values, "region_id": region, "folded": fold(draft), "keep_until": end}


def fold(draft: DocumentDraft) -> str:
    """This function will return what is searched of a description, in small letters."""
    return " ".join(filter(None, (draft.title, draft.number, draft.summary))).casefold()
