"""Reads of imports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.tables.imports import get_begun
from paripurna.rooms.places import policy
from paripurna.rooms.places.importing.models import PlaceImport as PlaceImport

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def get_import(city: City, code: UUID, user: User, *, on: date) -> PlaceImport:
    """This function will return an import of the city that the person may see. Raises `Stranger`."""
    imports = PlaceImport.objects.filter(city=city)
    return get_begun(imports, code, user, keeps_all=policy.may_keep_in(user, city, "", on=on))
