"""When a version is read by the machine, and when never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paripurna.rooms.evidence.types import ChildContent, ReadingState

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import Document, DocumentVersion


def state_before_reading(document: Document) -> ReadingState:
    """This function will return where reading begins: what shows children is never read, searched or compared."""
    shows_children = document.child_content != ChildContent.NONE or document.suspected
    return ReadingState.NOT_READ if shows_children else ReadingState.WAITING


def queue_reading(version: DocumentVersion, document: Document) -> None:
    """This function will have a worker read the version once the transaction commits."""
    from paripurna.platform.jobs import actions as jobs
    from paripurna.rooms.evidence.jobs import read_version

    if state_before_reading(document) is ReadingState.WAITING:
        jobs.defer(read_version, ids={"version": version.pk})
