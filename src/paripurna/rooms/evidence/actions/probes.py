"""Noting what came back from the addresses of linked pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from paripurna.rooms.evidence.models import Document, LinkProbe
from paripurna.rooms.evidence.probing import Outcome, probe
from paripurna.rooms.evidence.types import DocumentKind

Try = Callable[[str], Outcome]


def probe_document(*, document_id: int, try_address: Try = probe, at: datetime) -> LinkProbe | None:
    """This function will try the address of a document and note what came back; the machine's act, told in no audit."""
    document = Document.objects.current().filter(pk=document_id, kind=DocumentKind.LINK).exclude(link="").first()
    if document is None:
        return None
    outcome = try_address(document.link)  # outside any transaction: an address may take its time
    values = {
        "city_id": document.city_id,
        "address": document.link,
        "state": outcome.state,
        "status": outcome.status,
        "tried_at": at,
    }
    row, _is_new = LinkProbe.objects.update_or_create(document=document, defaults=values)
    return row
