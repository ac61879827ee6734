"""Reads of places that may be one, and of what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.cache import cache

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.facts.queries import read_state
from paripurna.rooms.places.duplicates.finding import find_pairs
from paripurna.rooms.places.duplicates.models import DifferentPlaces
from paripurna.rooms.places.duplicates.models import PlaceMerge as PlaceMerge
from paripurna.rooms.places.duplicates.types import Search, Spot
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import FACT_GROUP

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

A_DAY = 24 * 60 * 60


def search_pairs(city: City) -> Search:
    """This function will return the pairs that nobody has judged yet, the most alike first; looked for anew only after a change."""
    key = f"places.pairs2:{city.pk}:{read_state(city.pk, FACT_GROUP)}"
    kept: Search | None = cache.get(key)
    if kept is None:
        kept = _search(city)
        cache.set(key, kept, A_DAY)
    return kept


def _search(city: City) -> Search:
    columns = ("pk", "name", "aliases", "kelurahan_id", "lon", "lat")
    rows = Place.objects.of_city(city.pk).standing().order_by("pk").values_list(*columns)
    spots = [Spot(pk, (name, *aliases), kelurahan, lon, lat) for pk, name, aliases, kelurahan, lon, lat in rows]
    apart = set(DifferentPlaces.objects.filter(city=city).values_list("first_id", "second_id"))
    return find_pairs(spots, city=city.name, apart=apart)


def list_places(city: City, pks: set[int]) -> dict[int, Place]:
    """This function will return places by id, each with its kelurahan."""
    found = Place.objects.of_city(city.pk).filter(pk__in=pks).select_related("kelurahan", "agency")
    return {place.pk: place for place in found}


def list_merges(place: Place) -> list[PlaceMerge]:
    """This function will return what was merged into a place and still is."""
    found = PlaceMerge.objects.filter(kept=place, undone_at=None)
    return list(found.select_related("gone", "merged_by").order_by("pk"))


def get_merge(city: City, uuid: UUID) -> PlaceMerge:
    """This function will return a merging of the city. Raises `Stranger`."""
    return get_or_stranger(PlaceMerge.objects.filter(city=city, uuid=uuid).select_related("kept", "gone"))
