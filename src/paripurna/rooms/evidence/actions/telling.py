"""The audit lines of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.models import Document, Evidence


def record(verb: str, document: Document, details: Mapping[str, Detail], *, by: User | None, at: datetime) -> None:
    """This function will append what was done to a document."""
    subject = f"evidence.document:{document.code}"
    audit.record(verb=verb, city=document.city, subject=subject, details=details, by=by, at=at)


def record_link(verb: str, link: Evidence, details: Mapping[str, Detail], *, by: User | None, at: datetime) -> None:
    """This function will append what was done to the link between a document and a question."""
    record(verb, link.document, {"question": link.question, "sheet": str(link.sheet.code), **details}, by=by, at=at)
