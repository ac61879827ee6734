"""May this person see what is never shown to the public: on the map, and where a hidden place is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import Permission
from paripurna.rooms.places.exporting import is_public
from paripurna.rooms.places.mapping.types import Reach
from paripurna.rooms.places.policy import code_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place

KEEPERS = (Permission.PLACE_EDIT, Permission.PLACE_INSPECT, Permission.PLACE_CERTIFY)


def may_locate(user: User, place: Place, *, on: date) -> bool:
    """This function will say whether the person may learn where the place is: everybody, unless it is hidden."""
    return can_locate(place, read_reach(user, place.city, on=on))


def can_locate(place: Place, reach: Reach) -> bool:
    """This function will say the same of whoever has this reach."""
    return is_public(place) or reach.has(code_of(place))


def read_reach(user: User, city: City, *, on: date) -> Reach:
    """This function will return where the person sees hidden places: where they keep, inspect or certify places."""
    scopes = frozenset().union(*(list_scopes(user, city, permission, on=on) for permission in KEEPERS))
    return Reach(city.code in scopes, scopes)
