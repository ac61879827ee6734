"""May this person keep a place, inspect it, or enter its certificates; and is it possible now.

A role for the city reaches every place; a role for a part of it (kecamatan, kelurahan) those that lie there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.places.types import PlaceWithdrawn

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place


def may_keep_in(user: User, city: City, kelurahan_code: str, *, on: date) -> bool:
    """This function will say whether the person keeps places of this kelurahan; "" is a place whose kelurahan is not known."""
    scopes = list_scopes(user, city, Permission.PLACE_EDIT, on=on)
    return city.code in scopes or any(
        kelurahan_code == scope or kelurahan_code.startswith(f"{scope}.") for scope in scopes
    )


def check_may_keep_in(user: User | None, city: City, kelurahan_code: str, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person keeps places of this kelurahan; None is the system."""
    if user is not None and not may_keep_in(user, city, kelurahan_code, on=on):
        raise NotAllowed


def may_keep_any(user: User, city: City, *, on: date) -> bool:
    """This function will say whether there is any part of the city whose places the person keeps."""
    return bool(list_scopes(user, city, Permission.PLACE_EDIT, on=on))


def find_own_part(user: User, city: City, *, on: date) -> str:
    """This function will return the code of the one part of the city whose places the person keeps; "" for all or none."""
    scopes = list_scopes(user, city, Permission.PLACE_EDIT, on=on)
    own = next(iter(scopes), "") if len(scopes) == 1 else ""
    return own if own.startswith(f"{city.code}.") else ""


def check_may_keep_any(user: User, city: City, *, on: date) -> None:
    """This function will raise `NotAllowed` for a person who keeps no part of the city's places."""
    if not may_keep_any(user, city, on=on):
        raise NotAllowed


def may_keep(user: User, place: Place, *, on: date) -> bool:
    return may_keep_in(user, place.city, code_of(place), on=on)


def check_may_keep(user: User | None, place: Place, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person keeps this place."""
    check_may_keep_in(user, place.city, code_of(place), on=on)


def check_can_change(place: Place) -> None:
    """This function will raise `PlaceWithdrawn` for a place that counts for nothing any more."""
    if place.is_withdrawn:
        raise PlaceWithdrawn(_("This place was withdrawn. Take it back in first."))


def code_of(place: Place) -> str:
    """This function will return the code of the kelurahan that the place lies in, or ""."""
    return place.kelurahan.code if place.kelurahan else ""
