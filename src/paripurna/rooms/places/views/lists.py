"""The list of places, on a page and as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_file, send_table
from paripurna.rooms.places import policy, queries
from paripurna.rooms.places.exporting import ENDINGS, GEOJSON, build_table, write_geojson
from paripurna.rooms.places.mapping.policy import can_locate, read_reach
from paripurna.rooms.places.pages.listing import build_list, read_asked

SHEET = "Sarana ramah anak"


@requires(Permission.CITY_VIEW)
def place_list(request: CityRequest) -> HttpResponse:
    """This view will list the places of the city, as filters ask; who keeps a part of it begins with that part."""
    today = timezone.localdate()
    if not request.GET and (own := policy.find_own_part(request.user, request.city, on=today)):
        return redirect(f"{request.path}?{urlencode({'wilayah': own})}")
    context = {
        "list": build_list(request.city, request.GET, on=today),
        "may_keep": policy.may_keep_any(request.user, request.city, on=today),
        "exports": offer_files(request, "places:place_export", ENDINGS),
    }
    return render(request, "places/place_list.html", context)


@requires(Permission.EXPORT)
def place_export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the list as it is filtered, as a table or for a map program."""
    if ending not in ENDINGS:
        raise Http404
    places = queries.list_places(request.city, read_asked(request.GET, on=timezone.localdate()))
    name = f"sarana-{request.city.slug}"
    if ending == GEOJSON:
        return send_file(write_geojson(places), "application/geo+json", f"{name}.{ending}")
    reach = read_reach(request.user, request.city, on=timezone.localdate())
    rows = build_table(places, may_locate=lambda place: can_locate(place, reach))
    return send_table(rows, title=SHEET, name=name, ending=ending)
