"""The list of places."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.places import policy
from paripurna.rooms.places.pages.listing import build_list


@requires(Permission.CITY_VIEW)
def place_list(request: CityRequest) -> HttpResponse:
    """This view will list the places of the city, as filters ask."""
    context = {
        "list": build_list(request.city, request.GET),
        "may_keep": policy.may_keep_any(request.user, request.city, on=timezone.localdate()),
    }
    return render(request, "places/place_list.html", context)
