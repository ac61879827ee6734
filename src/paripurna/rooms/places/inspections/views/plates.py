"""Plates for places: a QR code that leads to the page of the place, for a printer."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.qr import qr_data_uri
from paripurna.rooms.places import queries
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.queries import Asked
from paripurna.rooms.places.types import Phase

MOST = 200  # plates on one print


@dataclass(frozen=True, slots=True)
class Plate:
    name: str
    code: str
    kind: str
    address: str
    picture: str


@require_GET
@requires(Permission.CITY_VIEW)
def show_one(request: CityRequest, code: str) -> HttpResponse:
    """This view will draw the plate of one place, as large as a postcard (A6)."""
    plates = [_build(request, queries.get_place(request.city, code))]
    return render(request, "inspections/plates.html", {"plates": plates, "is_single": True})


@require_GET
@requires(Permission.PLACE_EDIT)
def show_all(request: CityRequest) -> HttpResponse:
    """This view will draw the plates of the places that are open, four on a page (A4), of one kind where it is asked for."""
    asked = Asked(kind=request.GET.get("jenis", "play_space"), phase=Phase.OPEN)
    plates = [_build(request, place) for place in queries.list_places(request.city, asked)[:MOST]]
    return render(request, "inspections/plates.html", {"plates": plates, "is_single": False})


def _build(request: CityRequest, place: Place) -> Plate:
    address = urljoin(settings.PUBLIC_URL, place_url(place, request.city))
    kind = list_kinds().get(place.kind)
    return Plate(place.name, place.code, kind.name if kind else place.kind, address, qr_data_uri(address))
