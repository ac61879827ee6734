"""Which documents of the library belong to an entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.types import Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.registers.actions.entries import lock_for
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.models import Entry, EntryDocument

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document


@transaction.atomic
def attach_document(*, register: Register, entry: Entry, document: Document, by: User, at: datetime) -> None:
    """This function will let a document that the person may see belong to an entry; twice is once.

    Raises `NotAllowed` and `Stranger`.
    """
    entry = lock_for(register, entry, by=by, at=at)
    scope = evidence.read_scope(by, entry.city, on=day_in(entry.city, at))
    if not evidence.list_visible_ids(entry.city, scope, [document.pk]):
        raise Stranger
    _row, is_new = EntryDocument.objects.get_or_create(
        city=entry.city,
        entry=entry.code,
        document=document,
        defaults={"register": register.code, "attached_by": by, "attached_at": at},
    )
    if is_new:
        _tell("registers.document_attached", register, entry, document, by=by, at=at)


@transaction.atomic
def detach_document(*, register: Register, entry: Entry, document: Document, by: User, at: datetime) -> None:
    """This function will let a document belong to the entry no more; it stays in the library. Raises `NotAllowed`."""
    entry = lock_for(register, entry, by=by, at=at)
    deleted, _rows = EntryDocument.objects.filter(city=entry.city, entry=entry.code, document=document).delete()
    if deleted:
        _tell("registers.document_detached", register, entry, document, by=by, at=at)


def _tell(verb: str, register: Register, entry: Entry, document: Document, *, by: User, at: datetime) -> None:
    mark_changed(city_id=entry.city_id, group=register.group)
    details: dict[str, audit.Detail] = {"document": f"evidence.document:{document.code}"}
    subject = f"registers.entry:{register.code}.{entry.code}"
    audit.record(verb=verb, city=entry.city, subject=subject, details=details, by=by, at=at)
