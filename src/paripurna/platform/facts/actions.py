"""What registers say of themselves."""

from __future__ import annotations

import uuid

from paripurna.platform.facts.models import GroupRevision


def mark_changed(*, city_id: int, group: str) -> None:
    """This function will tell that rows of the group have changed. Called inside the transaction of the write, after it."""
    GroupRevision.objects.bulk_create(
        [GroupRevision(city_id=city_id, group=group, token=uuid.uuid4())],
        update_conflicts=True,
        unique_fields=["city", "group"],
        update_fields=["token"],
    )
