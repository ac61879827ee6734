"""Bringing the copy of a confidential document that may leave the house."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.models import Document, Redaction
from paripurna.rooms.evidence.queries import read_scope
from paripurna.rooms.evidence.types import BadDocument, ChildContent, Confidentiality

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile


@transaction.atomic
def bring_redaction(*, document: Document, file: StoredFile, filename: str, by: User, at: datetime) -> Redaction:
    """This function will keep a copy of the newest version with what is confidential made unreadable; a newer version needs
    a new one.

    Raises `NotAllowed`, `DocumentWithdrawn` and `BadDocument`.
    """
    locked = Document.objects.select_for_update(of=("self",)).select_related("city__region", "current__file", "agency")
    found = locked.get(pk=document.pk)
    on = day_in(found.city, at)
    policy.check_may_edit(by, found, read_scope(by, found.city, on=on), on=on)
    policy.check_can_change(found)
    _check_fits(found, file)
    values = {"city_id": found.city_id, "file": file, "filename": filename[:255], "brought_by": by, "brought_at": at}
    redaction, _made = Redaction.objects.update_or_create(version=found.current, defaults=values)
    record("evidence.redaction_brought", found, {"number": found.current.number if found.current else 0}, by=by, at=at)
    return redaction


def _check_fits(document: Document, file: StoredFile) -> None:
    if document.confidentiality != Confidentiality.CONFIDENTIAL or document.child_content != ChildContent.NONE:
        raise BadDocument(_("Only a confidential document that does not show children has a redacted copy."))
    if document.current is None:
        raise BadDocument(_("This document has no file."))
    if document.current.file_id == file.pk:
        raise BadDocument(
            _("This is the original itself. Bring the copy in which the confidential parts are blacked out.")
        )
