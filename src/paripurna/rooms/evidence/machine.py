"""What the machine does with a version: opens it, and notes what it says of itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.types import ReadingState


@transaction.atomic
def read_version(version_id: int, *, at: datetime) -> str:
    """This function will read a version that waits for it, and return its state; one that is gone or read stays so."""
    reading = Reading.objects.select_for_update().filter(version=version_id).first()
    if reading is None or reading.state != ReadingState.WAITING:
        return reading.state if reading else ""
    reading.state, reading.read_at = ReadingState.NO_TEXT, at
    reading.save(update_fields=["state", "read_at"])
    return reading.state
