"""Reads of imports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.access.types import Stranger
from paripurna.rooms.places import policy
from paripurna.rooms.places.importing.models import PlaceImport as PlaceImport

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def get_import(city: City, code: UUID, user: User, *, on: date) -> PlaceImport:
    """This function will return an import of the city: one's own, or any for who keeps all of its places. Raises `Stranger`."""
    found = PlaceImport.objects.filter(city=city, code=code).select_related("file").first()
    if found is None or not (found.begun_by_id == user.pk or policy.may_keep_in(user, city, "", on=on)):
        raise Stranger
    found.city = city
    return found
