"""Rounds and cities side by side."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.comparing import build_city_comparison, build_round_comparison
from paripurna.rooms.assessment.rulers import build_trail


@requires(Permission.CITY_VIEW)
def compare_rounds(request: CityRequest) -> HttpResponse:
    comparison = build_round_comparison(request.city, today=timezone.localdate())
    return render(
        request, "assessment/round_compare.html", {"comparison": comparison, "trail": build_trail(request.city)}
    )


@requires(Permission.CITY_VIEW)
def compare_cities(request: CityRequest) -> HttpResponse:
    comparison = build_city_comparison(request.city, request.GET)
    return render(request, "assessment/city_compare.html", {"comparison": comparison})
