"""Reads of numbers of children and of walking networks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.rooms.places.coverage.models import ChildrenNumbers as ChildrenNumbers
from paripurna.rooms.places.coverage.models import WalkingNetwork

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def list_numbers(city: City) -> list[ChildrenNumbers]:
    """This function will return what was in use at any time, the newest use first."""
    found = ChildrenNumbers.objects.of_city(city.pk).filter(used_at__isnull=False)
    return list(found.select_related("added_by").order_by("-is_used", "-used_at", "-pk"))


def get_numbers(city: City, code: UUID, *, keeps_all: bool) -> ChildrenNumbers:
    """This function will return numbers of the city; what was never in use, to who keeps its places alone. Raises `Stranger`."""
    found = ChildrenNumbers.objects.of_city(city.pk).select_related("file").filter(code=code).first()
    if found is None or not (found.used_at or keeps_all):
        raise Stranger
    found.city = city
    return found


def find_network(city: City) -> WalkingNetwork | None:
    """This function will return the paths that are in use, or None."""
    return WalkingNetwork.objects.filter(city=city, ended_at=None).select_related("file").first()


def get_network(city: City, code: UUID) -> WalkingNetwork:
    """This function will return paths of the city, in use or not. Raises `Stranger`."""
    return get_or_stranger(WalkingNetwork.objects.filter(city=city, code=code).select_related("file"))
