"""Where the first page leads those who may not see the pages of a city: rooms name a page of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

_HOMES: dict[Permission, str] = {}


def register_home(permission: Permission, url_name: str) -> None:
    """This function will lead whoever holds the permission, but not CITY_VIEW, to that page of the city."""
    _HOMES[permission] = url_name


def find_home(user: User, city: City, *, on: date) -> str:
    """This function will return the address of the first page of the city for this person."""
    if not may(user, Permission.CITY_VIEW, city, on=on):
        for permission, url_name in _HOMES.items():
            if may(user, permission, city, on=on):
                return reverse(url_name, kwargs={"city": city.slug})
    return settings.CITY_HOME.format(city=city.slug)
