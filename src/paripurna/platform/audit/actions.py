"""Writing the audit: called by every action, inside the action's transaction, as its last write."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import rfc8785

from paripurna.platform.audit.models import Event, Head
from paripurna.platform.audit.types import sentence_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

Detail = str | int | bool | None | list[str]
SYSTEM = "system"


def record(
    *,
    verb: str,
    city: City | None,
    subject: str,
    details: Mapping[str, Detail] | None = None,
    by: User | None,
    at: datetime,
) -> Event:
    """This function will append one event to the chain of `city` (or of the installation).

    `details` holds ids, numbers and codes only. Must run inside a transaction: raises `TransactionManagementError`
    otherwise, and `UnknownVerb` for a verb that nobody registered.
    """
    sentence_of(verb)
    chain = city.code if city else ""
    head = _lock_head(chain)
    event = Event(
        chain=chain,
        position=head.position + 1,
        verb=verb,
        actor=str(by.code) if by else SYSTEM,
        subject=subject,
        details=dict(details or {}),
        at=at.astimezone(UTC),
        previous_hash=head.hash,
    )
    event.hash = link_hash(event)
    event.save(force_insert=True)
    Head.objects.filter(chain=chain).update(position=event.position, hash=event.hash)
    return event


def _lock_head(chain: str) -> Head:
    heads = Head.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:
        Head.objects.get_or_create(chain=chain)  # two first events of a chain may meet here
        head = heads.get()
    return head


def link_hash(event: Event) -> str:
    """This function will return SHA-256 over the RFC 8785 form of everything in the event but its own hash."""
    content = {
        "chain": event.chain,
        "position": event.position,
        "verb": event.verb,
        "actor": event.actor,
        "subject": event.subject,
        "details": event.details,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()
