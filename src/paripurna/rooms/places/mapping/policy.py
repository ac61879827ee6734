"""May this person see on the map what is never shown to the public."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import Permission
from paripurna.rooms.places.mapping.types import Reach

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

KEEPERS = (Permission.PLACE_EDIT, Permission.PLACE_INSPECT, Permission.PLACE_CERTIFY)


def read_reach(user: User, city: City, *, on: date) -> Reach:
    """This function will return where the person sees hidden places: where they keep, inspect or certify places."""
    scopes = frozenset().union(*(list_scopes(user, city, permission, on=on) for permission in KEEPERS))
    return Reach(city.code in scopes, scopes)
