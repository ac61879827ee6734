"""May this person do that in this city? Asked apart from "is this possible now", which each room answers.

`check_may` raises `Stranger` (404) for someone without any role that covers the city and `NotAllowed` (403) for an
insider without the right; `may` is its twin that answers with a bool.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import ROLES, NotAllowed, Permission, RoleCode, Stranger

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """This function will return the union of the permissions of `roles`."""
    return frozenset().union(*(ROLES[RoleCode(role)].permissions for role in roles))


def list_roles(user: User | AnonymousUser, city: City, *, on: date) -> frozenset[str]:
    """This function will return the codes of the roles that cover `city`, read once per user object and day."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    cache: dict[tuple[int, date], frozenset[str]] = user.__dict__.setdefault("_roles_by_city", {})
    if (city.pk, on) not in cache:
        # A role for a part of the city (a kelurahan) is a role of an insider too.
        found = Membership.objects.of(user).valid_on(on)
        within = found.filter(region__code__startswith=f"{city.code}.")
        rows = found.covering(city.code).union(within).values_list("role", flat=True)
        cache[city.pk, on] = frozenset(rows)
    return cache[city.pk, on]


def may(user: User | AnonymousUser, permission: Permission, city: City, *, on: date) -> bool:
    return permission in permissions_of(list_roles(user, city, on=on))


def check_may(user: User | AnonymousUser, permission: Permission, city: City, *, on: date) -> None:
    """This function will raise `Stranger` or `NotAllowed` unless the person has the permission in the city."""
    roles = list_roles(user, city, on=on)
    if not roles:
        raise Stranger
    if permission not in permissions_of(roles):
        raise NotAllowed
