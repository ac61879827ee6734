"""Which linked pages are to be tried next."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q

from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.types import DocumentKind

AGAIN_AFTER = timedelta(days=7)
AT_ONCE = 500  # addresses of one run: at ten seconds each the worst night ends before the morning


def list_due_probes(*, at: datetime) -> list[int]:
    """This function will return the linked pages whose address was not tried for a week, or is new; the oldest first."""
    links = Document.objects.current().filter(kind=DocumentKind.LINK).exclude(link="")
    known = Q(probe__tried_at__gt=at - AGAIN_AFTER, probe__address=F("link"))
    due = links.exclude(pk__in=links.filter(known).values("pk")).order_by(
        F("probe__tried_at").asc(nulls_first=True), "pk"
    )
    return list(due.values_list("pk", flat=True)[:AT_ONCE])


def queue_probe(document: Document) -> None:
    """This function will have a worker try the address of a document once the transaction commits."""
    from paripurna.platform.jobs import actions as jobs
    from paripurna.rooms.evidence.jobs import probe_link

    if document.link:
        jobs.defer(probe_link, ids={"document": document.pk})
