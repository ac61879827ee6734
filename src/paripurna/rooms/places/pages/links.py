"""Addresses of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place


def place_url(place: Place, city: City, name: str = "place") -> str:
    """This function will return the address of a page of one place."""
    return reverse(f"places:{name}", kwargs={"city": city.slug, "code": place.code})


def list_url(city: City) -> str:
    return reverse("places:place_list", kwargs={"city": city.slug})
