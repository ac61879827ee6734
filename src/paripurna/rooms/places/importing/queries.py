"""Reads of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.access.types import Stranger
from paripurna.rooms.places.importing.models import PlaceImport as PlaceImport

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def get_import(city: City, code: UUID) -> PlaceImport:
    """This function will return an import of the city. Raises `Stranger`."""
    found = PlaceImport.objects.filter(city=city, code=code).select_related("file").first()
    if found is None:
        raise Stranger
    found.city = city
    return found
