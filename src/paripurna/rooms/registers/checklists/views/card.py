"""The card of Beranda for who works in a kelurahan or kecamatan: the own lists that wait to be confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import Permission
from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.registers.checklists.pages.places import checklist_url
from paripurna.rooms.sheets import queries as sheets


def read_card(request: HttpRequest) -> Mapping[str, Any] | None:
    """This function will return the open lists of the person's own regions, or None when nothing waits."""
    city, on = request.city, timezone.localdate()  # type: ignore[attr-defined]
    own = list_scopes(request.user, city, Permission.CHECKLIST_CONFIRM, on=on)  # type: ignore[arg-type]
    checklists = queries.list_waiting(city, own)
    if not checklists:
        return None
    answers = queries.read_answers(checklists)
    lines = [
        {
            "label": str(each),
            "url": checklist_url(each),
            "answered": sum(bool(data) for data in answers[each.sheet_id].values()),
            "total": len(sheets.edition_of(each.sheet).questions),
            "due_on": each.due_on,
        }
        for each in checklists
    ]
    return {"lines": lines}
