"""May this person do that in this city? And is it possible now?

`check_may` raises `Stranger` (404) for someone without any role that covers the city and `NotAllowed` (403) for an
insider without the right; `may` is its twin that answers with a bool. `check_can_…` raise a `Refused`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import (
    ROLES,
    AlreadyMember,
    BelongsElsewhere,
    LastSecretariat,
    MembershipOver,
    NotAllowed,
    OwnRights,
    Permission,
    Role,
    RoleCode,
    RoleNotHere,
    Stranger,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City, Region

CITY_LEVEL, LOCAL_LEVELS = 2, frozenset({3, 4})


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """This function will return the union of the permissions of `roles`."""
    return frozenset().union(*(ROLES[RoleCode(role)].permissions for role in roles))


def needs_second_factor(roles: Iterable[str]) -> bool:
    """This function will say whether one of `roles` may only be used by someone who proved a second factor."""
    return any(ROLES[RoleCode(role)].second_factor for role in roles)


def list_roles(user: User | AnonymousUser, city: City, *, on: date) -> frozenset[str]:
    """This function will return the codes of the roles that cover `city`, read once per user object and day."""
    return frozenset(_find_standing(user, city, on).values())


def list_memberships(user: User | AnonymousUser, city: City, *, on: date) -> frozenset[int]:
    """This function will return the ids of the memberships behind `list_roles`, known together with them."""
    return frozenset(_find_standing(user, city, on))


def remember_memberships(user: User, city: City, memberships: Mapping[int, str], *, on: date) -> None:
    """This function will keep memberships (id → role) that were read together with the city, so that nobody asks again."""
    _memberships_known(user)[city.pk, on] = memberships


def may(user: User | AnonymousUser, permission: Permission, city: City, *, on: date) -> bool:
    return permission in permissions_of(list_roles(user, city, on=on))


def check_may(user: User | AnonymousUser, permission: Permission, city: City, *, on: date) -> None:
    """This function will raise `Stranger` or `NotAllowed` unless the person has the permission in the city."""
    roles = list_roles(user, city, on=on)
    if not roles:
        raise Stranger
    if permission not in permissions_of(roles):
        raise NotAllowed


def list_grantable(city: City) -> tuple[Role, ...]:
    """This function will return the roles that the secretariat of a city can give."""
    return tuple(role for role in ROLES.values() if role.levels & {CITY_LEVEL, *LOCAL_LEVELS})


def check_can_grant(*, person: User, role: RoleCode, region: Region, by: User | None) -> None:
    """This function will raise `OwnRights`, `RoleNotHere` or `AlreadyMember`."""
    check_not_own(person, by)
    check_role_fits(role, region)
    if Membership.objects.of(person).filter(region=region, role=role, ended_at=None, valid_to=None).exists():
        raise AlreadyMember


def check_role_fits(role: RoleCode, region: Region) -> None:
    """This function will raise `RoleNotHere` when the role is meant for regions of another level."""
    if region.level not in ROLES[role].levels:
        raise RoleNotHere


def check_can_end(membership: Membership, *, by: User | None) -> None:
    """This function will raise `OwnRights`, `MembershipOver` or `LastSecretariat`."""
    check_not_own(membership.user, by)
    if membership.ended_at:
        raise MembershipOver
    check_not_last(membership)


def check_not_last(membership: Membership) -> None:
    """This function will raise `LastSecretariat` if nobody else would be left to invite people."""
    if membership.role != RoleCode.SECRETARIAT:
        return
    others = Membership.objects.filter(
        region=membership.region, role=RoleCode.SECRETARIAT, ended_at=None, valid_to=None
    )
    if not others.filter(user__is_active=True).exclude(user=membership.user).exists():
        raise LastSecretariat


def check_not_own(person: User, by: User | None) -> None:
    """This function will raise `OwnRights` when somebody acts on their own rights."""
    if by is not None and by.pk == person.pk:
        raise OwnRights


def check_can_erase(person: User, *, city: City | None) -> None:
    """This function will raise `BelongsElsewhere` or `LastSecretariat`. Without a city the operator acts."""
    if city and person.is_operator:
        raise BelongsElsewhere
    standing = Membership.objects.of(person).filter(ended_at=None).select_related("region", "user")
    if city and standing.exclude(pk__in=standing.within(city.code).values("pk")).exists():
        raise BelongsElsewhere
    for membership in standing:
        check_not_last(membership)


def _find_standing(user: User | AnonymousUser, city: City, on: date) -> Mapping[int, str]:
    if not user.is_authenticated or not user.is_active:
        return {}
    known = _memberships_known(user)
    if (city.pk, on) not in known:
        # A role for a part of the city (a kelurahan) is a role of an insider too.
        found = Membership.objects.of(user).valid_on(on)
        rows = found.covering(city.code) | found.within(city.code)
        known[city.pk, on] = dict(rows.values_list("pk", "role"))
    return known[city.pk, on]


def _memberships_known(user: User) -> dict[tuple[int, date], Mapping[int, str]]:
    known: dict[tuple[int, date], Mapping[int, str]] = user.__dict__.setdefault("_memberships_by_city", {})
    return known
