"""The map of places for children, and the places of it as GeoJSON."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.places.mapping import queries
from paripurna.rooms.places.mapping.asking import read_asked, write_box, write_query
from paripurna.rooms.places.mapping.choices import list_choices
from paripurna.rooms.places.mapping.feeds import build_feed
from paripurna.rooms.places.mapping.ground import read_ground
from paripurna.rooms.places.mapping.links import Links, borders_url
from paripurna.rooms.places.mapping.page import Known, build_marks, build_page
from paripurna.rooms.places.mapping.policy import read_reach
from paripurna.rooms.places.mapping.types import PUBLIC, Reach


@require_GET
@requires(Permission.CITY_VIEW)
@gzip_page
def show_map(request: CityRequest) -> HttpResponse:
    """This view will show regions and places as they are asked for: drawn, and as a table."""
    city, today = request.city, timezone.localdate()
    asked, ground = read_asked(request.GET, on=today), read_ground(city)
    spots = queries.list_spots(city, asked, reach=read_reach(request.user, city, on=today))
    page = build_page(city, asked, Known(ground, spots, queries.list_children(city, asked)))
    rows = read_page(page.listed, request.GET)
    feed = reverse("places:map_places", args=[city.slug])
    context = {
        "map": page,
        "rows": rows,
        "marks": build_marks(rows.object_list, city),
        "choices": list_choices(page, today),
        "view": write_box(asked.box),
        "credit": settings.MAP_CREDIT,
        "feed": f"{feed}{write_query(asked, warna='', wilayah='', tabel='')}",
        "borders": borders_url(city, page.level),
    }
    return render(request, "places/mapping.html", context)


@require_GET
@requires(Permission.CITY_VIEW)
@gzip_page
def send_places(request: CityRequest) -> HttpResponse:
    """This view will send the places of the map as GeoJSON, hidden ones only to who keeps them."""
    return _send(request, read_reach(request.user, request.city, on=timezone.localdate()))


@require_GET
@requires(Permission.CITY_VIEW)
@gzip_page
def send_public_places(request: CityRequest) -> HttpResponse:
    """This view will send what a map for everybody may show, whoever asks."""
    return _send(request, PUBLIC)


def _send(request: CityRequest, reach: Reach) -> HttpResponse:
    city = request.city
    asked = read_asked(request.GET, on=timezone.localdate())
    words = (queries.read_version(city), request.get_full_path(), reach.key, str(asked.on), str(get_language()))
    tag = f'"{hashlib.sha256("|".join(words).encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:  # compressed, it is a weak one
        return HttpResponseNotModified(headers={"ETag": tag})
    spots = queries.list_spots(city, asked, reach=reach)
    shown = [spot for spot in spots if asked.wants(spot)]
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    return JsonResponse(build_feed(shown, Links.of(city)), content_type="application/geo+json", headers=headers)
