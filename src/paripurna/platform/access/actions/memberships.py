"""Giving, changing and ending roles."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from paripurna.platform.access import policy
from paripurna.platform.access.actions.leaving import tell_leaving
from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import RoleCode
from paripurna.platform.audit.actions import Detail, record
from paripurna.platform.regions.models import Region
from paripurna.platform.regions.queries import find_city_by_code

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

CITY_PARTS = 2  # 64.71 of 64.71.05.1008


@transaction.atomic
def grant_membership(
    *,
    person: User,
    region: Region,
    role: RoleCode,
    reason: str = "",
    until: date | None = None,
    by: User | None,
    at: datetime,
) -> Membership:
    """This function will give a role. Raises `OwnRights`, `RoleNotHere` and `AlreadyMember`.

    `by` is None for the system: the command line, or an invitation that is accepted.
    """
    lock_region(region)
    policy.check_can_grant(person=person, role=role, region=region, by=by)
    membership = add_membership(person, region, role, by=by, at=at, until=until, reason=reason)
    _record("access.role_granted", membership, city_of(region), by=by, at=at)
    return membership


def add_membership(
    person: User, region: Region, role: RoleCode, *, by: User | None, at: datetime, **details: Any
) -> Membership:
    """This function will write the role of another action, which records it; a role that has run out is closed."""
    Membership.objects.of(person).filter(region=region, role=role, ended_at=None).update(ended_at=at, ended_by=by)
    return Membership.objects.create(
        user=person,
        region=region,
        role=role,
        valid_from=local_day(city_of(region), at),
        valid_to=details.get("until"),
        granted_by=by,
        granted_at=at,
        grant_reason=details.get("reason", ""),
    )


@transaction.atomic
def change_role(*, membership: Membership, role: RoleCode, reason: str, by: User, at: datetime) -> None:
    """This function will turn a role into another, keeping what hangs on it (agencies).

    Raises what `grant_membership` and `end_membership` raise.
    """
    lock_region(membership.region)
    membership.refresh_from_db(from_queryset=Membership.objects.select_related("user", "region"))
    policy.check_can_end(membership, by=by)
    policy.check_can_grant(person=membership.user, role=role, region=membership.region, by=by)
    before, membership.role, membership.grant_reason = membership.role, role, reason
    membership.save(update_fields=["role", "grant_reason"])
    _record("access.role_changed", membership, city_of(membership.region), by=by, at=at, before=before)


@transaction.atomic
def end_membership(*, membership: Membership, reason: str, by: User | None, at: datetime) -> None:
    """This function will end a role at once. Raises `OwnRights`, `MembershipOver` and `LastSecretariat`."""
    lock_region(membership.region)
    membership.refresh_from_db(from_queryset=Membership.objects.select_related("user", "region"))
    policy.check_can_end(membership, by=by)
    membership.ended_at, membership.ended_by, membership.end_reason = at, by, reason
    membership.save(update_fields=["ended_at", "ended_by", "end_reason"])
    city = city_of(membership.region)
    _record("access.role_ended", membership, city, by=by, at=at)
    tell_leaving(person=membership.user, city=city, by=by, at=at)


def lock_region(region: Region) -> None:
    """Two who end each other's role at the same moment wait for one another, so that somebody stays."""
    Region.objects.select_for_update().get(pk=region.pk)


def city_of(region: Region) -> City | None:
    """This function will return the enabled city that the region is or lies in."""
    return find_city_by_code(".".join(region.code.split(".")[:CITY_PARTS]))


def local_day(city: City | None, at: datetime) -> date:
    """This function will return the day that it is in the city (or where the house stands) at an instant."""
    return at.astimezone(ZoneInfo(city.time_zone if city else settings.TIME_ZONE)).date()


def _record(
    verb: str, membership: Membership, city: City | None, *, by: User | None, at: datetime, before: str = ""
) -> None:
    details: dict[str, Detail] = {
        "role": f"role:{membership.role}",
        "region": f"region:{membership.region.code}",
        "membership": membership.pk,
    }
    if before:
        details["before"] = f"role:{before}"
    record(verb=verb, city=city, subject=f"person:{membership.user.code}", details=details, by=by, at=at)
