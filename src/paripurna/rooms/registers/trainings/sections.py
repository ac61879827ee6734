"""What the page of a training shows of those who took part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Training
from paripurna.rooms.registers.trainings import queries
from paripurna.rooms.registers.trainings.types import Service

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MOST_NAMES = 200  # on the page of the training; the rest is on the list of its own


def show_participants(training: Training, frame: Frame, user: User) -> Mapping[str, Any]:
    """This function will count participants by service, and name them for who may see names."""
    rows = queries.list_participants(training)
    sees_names = may(user, Permission.PARTICIPANT_VIEW, training.city, on=frame.on)
    here = {"city": training.city.slug, "code": training.code}
    counts = Counter(row.service for row in rows)
    return {
        "counts": [(Service(service).label, count) for service, count in counts.most_common()],
        "total": len(rows),
        "children": training.child_count,
        "rows": rows[:MOST_NAMES] if sees_names and not training.erased_at else [],
        "hidden": max(len(rows) - MOST_NAMES, 0) if sees_names else 0,
        "sees_names": sees_names,
        "names_until": training.names_until,
        "is_erased": training.erased_at is not None,
        "may_keep": policy.may_keep(user, training.city, training.agency_id, on=frame.on) and not training.is_withdrawn,
        "today": frame.on,
        "add_url": reverse("registers:participants_add", kwargs=here),
        "import_url": reverse("registers:participants_import", kwargs=here),
        "leave_url": reverse("registers:participants_leave", kwargs=here),
    }
