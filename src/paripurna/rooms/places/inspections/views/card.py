"""The card of Beranda for who inspects: the places of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from paripurna.rooms.places.inspections.pages.routes import build_route


def read_card(request: HttpRequest) -> Mapping[str, Any] | None:
    """This function will return the stops of today, or None when there is none left."""
    route = build_route(request.city, request.user, timezone.localdate())  # type: ignore[attr-defined, arg-type]
    return {"route": route} if route.open_count else None
