"""What every change of a document has in common: it is locked, its content is read anew, its revision counts on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.faces import queue_seeking
from paripurna.rooms.evidence.models import Document, DocumentVersion, Reading
from paripurna.rooms.evidence.queries import read_scope
from paripurna.rooms.evidence.reading import queue_reading, state_before_reading
from paripurna.rooms.evidence.types import ChildContent

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile


def lock_for(document: Document, *, by: User, at: datetime) -> Document:
    """This function will return the document, locked and as it is now. Raises `NotAllowed` for who may not change it."""
    found = lock(document.pk)
    on = day_in(found.city, at)
    policy.check_may_edit(by, found, read_scope(by, found.city, on=on), on=on)
    return found


def lock(document_id: int) -> Document:
    """This function will return the document, locked and as it is now, for the machine itself."""
    locked = Document.objects.select_for_update(of=("self",))
    return locked.select_related("city__region", "current__file", "agency").get(pk=document_id)


def put_version(
    document: Document, file: StoredFile, filename: str, *, note: str, by: User, at: datetime
) -> DocumentVersion:
    """This function will put a content in front; nobody has looked at the faces on it, and nobody has deleted it."""
    newest = document.versions.order_by("-number").values_list("number", flat=True).first()
    version = DocumentVersion.objects.create(
        city_id=document.city_id,
        document=document,
        number=(newest or 0) + 1,
        file=file,
        filename=filename[:255],
        note=note,
        brought_by=by,
        brought_at=at,
    )
    document.current, document.content_deleted_at, document.suspected = version, None, ""
    document.save(update_fields=["current", "content_deleted_at", "suspected"])
    read_anew(version, document)
    return version


def read_anew(version: DocumentVersion, document: Document) -> None:
    """This function will forget what was read, so that nothing stays of what turns out to show children, and begin anew."""
    Reading.objects.filter(version=version).delete()
    Reading.objects.create(version=version, city_id=document.city_id, state=state_before_reading(document))
    document.faces_covered_at, document.faces_covered_by = None, None
    document.save(update_fields=["faces_covered_at", "faces_covered_by"])
    queue_reading(version, document)
    queue_seeking(version, document)


def find_end(child_content: str, chosen: date | None, *, brought_on: date) -> date | None:
    """This function will return the last day on which the content is kept; only what shows children has one."""
    if child_content == ChildContent.NONE:
        return None
    days = settings.CHILD_CONTENT_DAYS
    return chosen or (brought_on + timedelta(days=days) if days else None)


def touch(document: Document, at: datetime, changed: list[str]) -> None:
    """This function will save what changed and count the revision on."""
    document.revision += 1
    document.changed_at = at
    document.save(update_fields=["revision", "changed_at", *changed])
