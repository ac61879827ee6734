"""Which document proves which question."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.proof_overlay import get_proof_overlay
from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.telling import record, record_link
from paripurna.rooms.evidence.models import Document, Evidence, SuggestionRefusal
from paripurna.rooms.evidence.queries import read_scope
from paripurna.rooms.evidence.types import EvidenceDraft, LinkExists
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet


@transaction.atomic
def link_document(*, document: Document, sheet: Sheet, draft: EvidenceDraft, by: User, at: datetime) -> Evidence:
    """This function will let a document prove a question of a sheet, as the kind of proof named or as what fits best.

    Raises `NotAllowed`, `Stranger`, `UnknownQuestion`, `DocumentWithdrawn` and `LinkExists`.
    """
    on = day_in(sheet.city, at)
    question = sheets.get_question(sheet, draft.question)
    policy.check_may_link(by, sheet, question, on=on)
    if not Document.objects.of_city(sheet.city).visible_to(read_scope(by, sheet.city, on=on)).filter(pk=document.pk):
        raise Stranger
    policy.check_can_change(document)
    link, is_new = put_link(document, sheet, draft, by=by, at=at)
    if not is_new:
        raise LinkExists(_("This document proves question %(number)s already.") % {"number": question.number})
    return link


def put_link(
    document: Document, sheet: Sheet, draft: EvidenceDraft, *, by: User, at: datetime
) -> tuple[Evidence, bool]:
    """This function will write a link for a person who was found to be allowed to, and tell whether it is new."""
    question = sheets.get_question(sheet, draft.question)
    kind = draft.kind or get_proof_overlay(sheets.edition_of(sheet)).choose_kind(document.kind, question.evidence)
    link, is_new = Evidence.objects.get_or_create(
        city=sheet.city,
        sheet=sheet,
        question=question.number,
        document=document,
        kind=kind,
        removed_at=None,
        defaults={"place": draft.place.strip(), "note": draft.note.strip(), "linked_by": by, "linked_at": at},
    )
    if is_new:
        record_link("evidence.document_linked", link, {"kind": kind}, by=by, at=at)
    return link, is_new


@transaction.atomic
def unlink_document(*, link: Evidence, by: User, at: datetime) -> None:
    """This function will end a link; it stays as history. Raises `NotAllowed`."""
    question = sheets.get_question(link.sheet, link.question)
    policy.check_may_link(by, link.sheet, question, on=day_in(link.sheet.city, at))
    ended = Evidence.objects.standing().filter(pk=link.pk).update(removed_at=at, removed_by=by)
    if ended:
        record_link("evidence.document_unlinked", link, {}, by=by, at=at)


@transaction.atomic
def refuse_suggestion(*, document: Document, sheet: Sheet, question: str, by: User, at: datetime) -> None:
    """This function will note that a document does not prove a question, so that it is not offered there again.

    Raises `NotAllowed` and `UnknownQuestion`.
    """
    policy.check_may_link(by, sheet, sheets.get_question(sheet, question), on=day_in(sheet.city, at))
    _row, is_new = SuggestionRefusal.objects.get_or_create(
        city=sheet.city,
        document=document,
        sheet=sheet,
        question=question,
        defaults={"refused_by": by, "refused_at": at},
    )
    if is_new:
        record("evidence.suggestion_refused", document, {"question": question}, by=by, at=at)
