"""The first page: to the person's city."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from paripurna.platform.access import queries
from paripurna.platform.access.doors import LAST_CITY, Openness, open_to
from paripurna.platform.access.homes import find_home


@open_to(Openness.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """This view will lead to the city used last or the only one; else let the person choose, or say why there is none."""
    today = timezone.localdate()
    cities = queries.list_home_cities(request.user, on=today)
    last = next((city for city in cities if city.slug == request.session.get(LAST_CITY)), None)
    if "pilih" not in request.GET and (last or len(cities) == 1):
        return redirect(find_home(request.user, last or cities[0], on=today))
    links = [(city.name, find_home(request.user, city, on=today)) for city in cities]
    return render(request, "access/city_choose.html", {"links": links})
