"""Having a document read once more."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.evidence.actions.changing import lock_for, read_anew
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.types import READ_AGAIN, NotReadAgain

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.models import Document


@transaction.atomic
def read_again(*, document: Document, by: User, at: datetime) -> Document:
    """This function will have a worker read the newest version once more. Raises `NotAllowed` and `NotReadAgain`."""
    document = lock_for(document, by=by, at=at)
    waits = Reading.objects.filter(version=document.current_id, state__in=READ_AGAIN)
    if document.current is None or not waits.exists():
        raise NotReadAgain(_("This document waits to be read, was read already, or is never read."))
    read_anew(document.current, document)
    record("evidence.reading_asked_again", document, {}, by=by, at=at)
    return document
