"""The cards of Beranda: the places of today for who inspects, and for everybody what places wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.rooms.places.inspections import queries
from paripurna.rooms.places.inspections.pages.routes import build_route
from paripurna.rooms.places.mapping.policy import read_reach


def read_card(request: HttpRequest) -> Mapping[str, Any] | None:
    """This function will return the stops of today, or None when there is none left."""
    route = build_route(request.city, request.user, timezone.localdate())  # type: ignore[attr-defined, arg-type]
    return {"route": route} if route.open_count else None


def read_waiting(request: HttpRequest) -> Mapping[str, Any] | None:
    """This function will return what places wait for: in the part of the city that the person keeps, else in all of it; or None."""
    city, user, on = request.city, request.user, timezone.localdate()  # type: ignore[attr-defined]
    scopes = read_reach(user, city, on=on).parts or frozenset({city.code})
    waiting = queries.count_waiting(city, scopes, on=on)
    if not allows_for(request)(Permission.PLACE_INSPECT):
        waiting = replace(waiting, visits=0)
    return {"waiting": waiting} if waiting else None
