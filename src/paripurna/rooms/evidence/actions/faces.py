"""What people say of the faces of children in a document: where they are, and that all of them are covered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence import faces, policy
from paripurna.rooms.evidence.actions.changing import lock_for, touch
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.types import BadDocument, ChildContent, DocumentChanged

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.reading.types import Box
    from paripurna.rooms.evidence.models import Document

CHANGED = _("The faces or the file changed meanwhile. Look at every page again before you confirm.")


@transaction.atomic
def change_faces(*, document: Document, page: int, boxes: Sequence[Box], mark: str, by: User, at: datetime) -> Document:
    """This function will let these boxes be the faces of a page; what was confirmed before must be confirmed anew.

    Raises `NotAllowed`, `DocumentWithdrawn`, `DocumentChanged` and `BadDocument`.
    """
    document, reading = _lock(document, mark, by=by, at=at)
    pages = dict(faces.boxes_of(reading))
    if page not in pages:
        raise BadDocument(_("There is no such page."), "page")
    if len(boxes) > faces.MOST_BOXES:
        raise BadDocument(_("These are more boxes than a page can hold. Cover a group with one large box."), "boxes")
    if pages[page] == tuple(boxes):
        return document
    reading.faces = faces.pack(pages | {page: tuple(boxes)})
    reading.save(update_fields=["faces"])
    document.faces_covered_at, document.faces_covered_by = None, None
    touch(document, at, ["faces_covered_at", "faces_covered_by"])
    record("evidence.faces_changed", document, {"page": page, "count": len(boxes)}, by=by, at=at)
    return document


@transaction.atomic
def confirm_faces(*, document: Document, mark: str, by: User, at: datetime) -> Document:
    """This function will note that the person looked at every page and all faces of children are covered.

    From now on others see the covered pages. Raises `NotAllowed`, `DocumentWithdrawn`, `DocumentChanged`, `BadDocument`.
    """
    document, _reading = _lock(document, mark, by=by, at=at)
    if document.has_covered_faces:
        return document
    document.faces_covered_at, document.faces_covered_by = at, by
    touch(document, at, ["faces_covered_at", "faces_covered_by"])
    record("evidence.faces_confirmed", document, {}, by=by, at=at)
    return document


@transaction.atomic
def reopen_faces(*, document: Document, by: User, at: datetime) -> Document:
    """This function will take the confirmation back: others see no page any more. Raises `NotAllowed`."""
    document = lock_for(document, by=by, at=at)
    if document.has_covered_faces:
        document.faces_covered_at, document.faces_covered_by = None, None
        touch(document, at, ["faces_covered_at", "faces_covered_by"])
        record("evidence.faces_reopened", document, {}, by=by, at=at)
    return document


def _lock(document: Document, mark: str, *, by: User, at: datetime) -> tuple[Document, Reading]:
    """The document and its newest version's faces, which must be those that the person has before their eyes."""
    found = lock_for(document, by=by, at=at)
    policy.check_can_change(found)
    if found.child_content != ChildContent.FACES:
        raise BadDocument(_("It was not said of this document that it shows faces of children."), "child_content")
    reading = Reading.objects.select_for_update().filter(version=found.current_id).first()
    if reading is None or reading.faces_sought_at is None:
        raise BadDocument(_("The machine is still looking for faces. Try again in a minute."), "faces")
    if faces.mark_of(faces.boxes_of(reading)) != mark:
        raise DocumentChanged(CHANGED)
    return found, reading
