"""Addresses that maps need: of feeds, and of many places at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.platform.regions.types import Level

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

CODE = "CODE"


def borders_url(city: City, level: int = Level.KELURAHAN) -> str:
    """This function will return where the borders of the city's regions come from."""
    return f"{reverse('regions:region_borders', kwargs={'code': city.code})}?tingkat={level}"


def feed_url(city: City, code: str) -> str:
    """This function will return where one place comes from, with its line or ground."""
    return f"{reverse('places:map_places', kwargs={'city': city.slug})}?kode={code}"


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page of each place of a city is."""

    pattern: str

    @classmethod
    def of(cls, city: City) -> Links:
        return cls(reverse("places:place", kwargs={"city": city.slug, "code": CODE}))

    def to(self, code: str) -> str:
        return self.pattern.replace(CODE, code)
