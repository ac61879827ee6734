"""Which documents of the library belong to a place: its decree, its photos, the title of its land."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.types import Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.places.actions.places import lock_for
from paripurna.rooms.places.models import Place, PlaceDocument

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document


@transaction.atomic
def attach_document(*, place: Place, document: Document, by: User, at: datetime) -> None:
    """This function will let a document that the person may see belong to a place; twice is once.

    Raises `NotAllowed` and `Stranger`.
    """
    place = lock_for(place, by=by, at=at)
    scope = evidence.read_scope(by, place.city, on=day_in(place.city, at))
    if not evidence.list_visible_ids(place.city, scope, [document.pk]):
        raise Stranger
    known = {"attached_by": by, "attached_at": at, "city": place.city}
    _row, is_new = PlaceDocument.objects.get_or_create(place=place, document=document, defaults=known)
    if is_new:
        _tell("places.document_attached", place, document, by=by, at=at)


@transaction.atomic
def detach_document(*, place: Place, document: Document, by: User, at: datetime) -> None:
    """This function will let a document belong to the place no more; it stays in the library. Raises `NotAllowed`."""
    place = lock_for(place, by=by, at=at)
    deleted, _rows = PlaceDocument.objects.filter(place=place, document=document).delete()
    if deleted:
        _tell("places.document_detached", place, document, by=by, at=at)


def _tell(verb: str, place: Place, document: Document, *, by: User, at: datetime) -> None:
    details: dict[str, audit.Detail] = {"document": f"evidence.document:{document.code}"}
    audit.record(verb=verb, city=place.city, subject=f"places.place:{place.uuid}", details=details, by=by, at=at)
