"""One place: its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.places import queries
from paripurna.rooms.places.pages.place_page import build_place_page


@requires(Permission.CITY_VIEW)
def place(request: CityRequest, code: str) -> HttpResponse:
    """This view will show a place: what it is, its life, and what other parts of the room know of it."""
    found = queries.get_place(request.city, code)
    context = {"page": build_place_page(found, user=request.user, on=timezone.localdate())}
    return render(request, "places/place_detail.html", context)
