"""*Beranda*: where the city stands, what matters and what to do next."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.overview import build_overview
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.queries import find_current_round


@requires(Permission.CITY_VIEW)
def show_home(request: CityRequest) -> HttpResponse:
    found = find_current_round(request.city)
    if found is None:
        return render(request, "assessment/home_empty.html")
    position = read_position(found, today=timezone.localdate())
    return render(request, "assessment/home.html", {"overview": build_overview(position)})
