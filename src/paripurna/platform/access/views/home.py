"""The first page: to the person's city."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from paripurna.platform.access import queries
from paripurna.platform.access.doors import LAST_CITY, Openness, open_to


@open_to(Openness.SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """This view will lead to the city used last or the only one; else let the person choose, or say why there is none."""
    cities = queries.list_home_cities(request.user, on=timezone.localdate())
    last = next((city for city in cities if city.slug == request.session.get(LAST_CITY)), None)
    if "pilih" not in request.GET and (last or len(cities) == 1):
        return redirect(settings.CITY_HOME.format(city=(last or cities[0]).slug))
    links = [(city.name, settings.CITY_HOME.format(city=city.slug)) for city in cities]
    return render(request, "access/city_choose.html", {"links": links})
