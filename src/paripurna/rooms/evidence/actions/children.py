"""What a document shows of children: suspected by the machine, answered by people, and ended when its time is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.changing import find_end, lock, lock_for, read_anew, touch
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.asking import ask_to_look
from paripurna.rooms.evidence.types import BadDocument, ChildContent, ChildRecordsRefused, Suspicion

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.models import Document, DocumentVersion

RECORDS_REFUSED = _(
    "Identity papers, medical and police records of children are not kept here. Withdraw the document, and describe the "
    "fact in words."
)


@transaction.atomic
def suspect_children(*, version: DocumentVersion, reasons: Collection[Suspicion], at: datetime) -> bool:
    """This function will keep a document apart until a person has looked, forget what was read of it, and ask for that.

    The machine's act. False where it is too late: another version came, or a person has said what it shows.
    """
    document = lock(version.document_id)
    is_said = document.child_content != ChildContent.NONE or document.looked_version_id == version.pk
    if is_said or document.current_id != version.pk or not reasons:
        return False
    document.suspected = ",".join(sorted(reason.value for reason in reasons))
    document.save(update_fields=["suspected"])
    read_anew(version, document)
    record("evidence.children_suspected", document, {"why": document.suspected}, by=None, at=at)
    ask_to_look(document, at=at)
    return True


@transaction.atomic
def answer_suspicion(*, document: Document, child_content: ChildContent, by: User, at: datetime) -> Document:
    """This function will note what a person, who looked, says that the document shows of children.

    Raises `NotAllowed`, `DocumentWithdrawn`, `ChildRecordsRefused`, and `BadDocument` where nothing was asked.
    """
    document = lock_for(document, by=by, at=at)
    policy.check_can_change(document)
    if not document.suspected:
        raise BadDocument(_("Somebody has answered this already."), "child_content")
    if child_content is ChildContent.RECORDS:
        raise ChildRecordsRefused(RECORDS_REFUSED, "child_content")
    document.suspected, document.looked_version = "", document.current
    document.child_content = child_content
    brought_on = day_in(document.city, document.brought_at)
    document.keep_until = find_end(child_content, document.keep_until, brought_on=brought_on)
    touch(document, at, ["suspected", "looked_version", "child_content", "keep_until"])
    if document.current:
        read_anew(document.current, document)
    record("evidence.suspicion_answered", document, {"child_content": child_content.value}, by=by, at=at)
    return document


@transaction.atomic
def end_content(*, document_id: int, at: datetime) -> bool:
    """This function will delete the content of a document that shows children once its last day is over.

    The machine's act; what was said of the document stays, and the bytes go with the next sweep of files. False where
    somebody meanwhile gave it more time.
    """
    document = lock(document_id)
    is_over = document.keep_until is not None and document.keep_until < day_in(document.city, at)
    if not is_over or document.current is None:
        return False
    count = document.versions.count()
    document.current, document.looked_version, document.content_deleted_at = None, None, at
    document.suspected, document.faces_covered_at, document.faces_covered_by = "", None, None
    cleared = ["current", "looked_version", "content_deleted_at", "suspected", "faces_covered_at", "faces_covered_by"]
    touch(document, at, cleared)
    document.versions.all().delete()
    record("evidence.content_deleted", document, {"count": count}, by=None, at=at)
    return True
