"""What requests hand down at start: sentences, pages of the navigation, the card of Beranda, what happens when people leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.actions import register_erasure, register_leaving
from paripurna.platform.access.open_work import register_open_work
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.registry import Card, Item, register_card, register_navigation
from paripurna.rooms.evidence.actions.feeds import forget_feeds
from paripurna.rooms.evidence.actions.handover import release_delegations
from paripurna.rooms.evidence.queries import list_awaited
from paripurna.rooms.evidence.requesting import sentences
from paripurna.rooms.evidence.requesting.handing import read_open_work

ON_THE_CARD = 5
PAGES = (
    Item("evidence", _("Requests"), "evidence:requests", Permission.EVIDENCE_VIEW, 20, icon="inbox"),
    Item("evidence", _("Board of requests"), "evidence:board", Permission.EVIDENCE_VIEW, 30, icon="layout-dashboard"),
    Item("evidence", _("Meeting sheet"), "evidence:weekly", Permission.EVIDENCE_VIEW_ALL, 40, icon="printer"),
)


def register() -> None:
    sentences.register()
    for page in PAGES:
        register_navigation(page)
    register_card(
        Card("evidence.requests", "evidence/request_card.html", read_card, Permission.EVIDENCE_VIEW, order=10)
    )
    register_open_work(read_open_work)
    register_leaving(release_delegations)
    register_erasure(forget_feeds)


def read_card(request: HttpRequest) -> Mapping[str, Any] | None:
    """This function will return what is awaited from the person, the earliest date first; nothing stays away."""
    city, today = request.city, timezone.localdate()  # type: ignore[attr-defined]
    lines = list_awaited(request.user, city, on=today)  # type: ignore[arg-type]
    return {"lines": lines[:ON_THE_CARD], "count": len(lines)} if lines else None
