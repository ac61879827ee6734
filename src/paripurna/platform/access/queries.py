"""Reads of access: the way into a city, the people of a city, invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject, Left

from paripurna.platform.access import invitations, policy
from paripurna.platform.access.models import Invitation, Membership
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import (
    ROLES,
    TOKEN_SCOPES,
    InvitationClosed,
    InvitationState,
    Permission,
    Role,
    RoleCode,
    RoleNotHere,
)
from paripurna.platform.regions.models import City, Region
from paripurna.platform.regions.queries import list_cities

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

PROVINCE_CHARS, CITY_CHARS = 2, 5  # 64 and 64.71 of 64.71.05.1008

TONES = {InvitationState.OPEN: "brand", InvitationState.USED: "green", InvitationState.EXPIRED: "amber"}


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation as the page lists it."""

    id: int
    name: str
    email: str
    role: Role
    region: str
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    used_at: datetime | None
    state: InvitationState

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "quiet")

    @property
    def is_renewable(self) -> bool:
        return self.state in {InvitationState.OPEN, InvitationState.EXPIRED}


def find_entry(user: User, slug: str, *, on: date) -> City | None:
    """This function will return the city with this slug, in one statement with the memberships of the person there.

    They are kept on the user, where `policy` finds them.
    """
    standing = Membership.objects.of(user).valid_on(on)
    here = standing.filter(
        Q(region__code__startswith=OuterRef("code")) | Q(region__code=Left(OuterRef("code"), PROVINCE_CHARS))
    )
    told = ArraySubquery(here.values(told=JSONObject(id="pk", role="role")))
    city = City.objects.select_related("region").annotate(standing=told).filter(slug=slug).first()
    if city is not None:
        memberships = {each["id"]: each["role"] for each in city.standing} if user.is_active else {}
        policy.remember_memberships(user, city, memberships, on=on)
    return city


def list_home_cities(user: User, *, on: date) -> list[City]:
    """This function will return the cities where the person has a role, in order of name."""
    codes = Membership.objects.of(user).valid_on(on).values_list(Left("region__code", CITY_CHARS), flat=True)
    wanted = {code for code in codes if len(code) == CITY_CHARS}
    provinces = {code for code in codes if len(code) == PROVINCE_CHARS}
    if not wanted and not provinces:
        return []
    cities = list_cities()
    mine = [city for city in cities if city.code in wanted or city.code[:PROVINCE_CHARS] in provinces]
    return sorted(mine, key=lambda city: city.name)


def list_holders(city: City, permission: Permission, *, on: date) -> list[User]:
    """This function will return who has this permission by a role in the city itself on that day."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    rows = Membership.objects.valid_on(on).filter(region=city.region_id, role__in=roles).select_related("user")
    return list({row.user_id: row.user for row in rows.order_by("user_id", "pk")}.values())


def list_scopes(user: User, city: City, permission: Permission, *, on: date) -> frozenset[str]:
    """This function will return the codes of the regions for which the person holds a role with this permission.

    The city itself, a region above it, or parts of it: a role for a part of the city reaches no further than that part.
    Read once per user object and day.
    """
    known: dict[tuple[int, date], list[tuple[str, str]]] = user.__dict__.setdefault("_scopes_by_city", {})
    if (city.pk, on) not in known:
        standing = Membership.objects.of(user).valid_on(on)
        rows = standing.covering(city.code) | standing.within(city.code)
        known[city.pk, on] = list(rows.values_list("region__code", "role"))
    return frozenset(code for code, role in known[city.pk, on] if permission in ROLES[RoleCode(role)].permissions)


def get_part(city: City, code: str) -> Region:
    """This function will return the current region with this code inside the city. Raises `RoleNotHere`."""
    part = Region.objects.current().within(city.code).filter(code=code).first()
    if part is None:
        raise RoleNotHere
    return part


def get_region_for_role(city: City, code: str) -> Region:
    """This function will return the city's own region without a code, else one inside or above it.

    Raises `RoleNotHere`. For the command line: the secretariat of a city reaches its own parts only (`get_part`).
    """
    if code in {"", city.code}:
        return city.region
    above = Region.objects.current().filter(code=code).first() if city.code.startswith(f"{code}.") else None
    return above or get_part(city, code)


def has_compulsory_second_factor(user: User, *, on: date) -> bool:
    """This function will say whether some role of the person, anywhere, may only be used with a second factor."""
    return policy.needs_second_factor(Membership.objects.of(user).valid_on(on).values_list("role", flat=True))


def list_token_scopes(user: User, *, on: date) -> frozenset[Permission]:
    """This function will return what an API token of the person could carry: nothing without the right to have one."""
    held = policy.permissions_of(Membership.objects.of(user).valid_on(on).values_list("role", flat=True))
    return held & frozenset(TOKEN_SCOPES) if Permission.TOKEN_MANAGE in held else frozenset()


def list_invitations(city: City, *, at: datetime, state: InvitationState | None = None) -> list[InvitationRow]:
    """This function will return the invitations of the city, the newest first."""
    found = Invitation.objects.of_city(city).select_related("region", "invited_by").order_by("-invited_at", "-pk")
    rows = [_invitation_row(invitation, at) for invitation in found]
    return [row for row in rows if state in {None, row.state}]


def get_invitation(city: City, invitation_id: int) -> Invitation:
    """This function will return an invitation of the city. Raises `Stranger`."""
    return get_or_stranger(Invitation.objects.of_city(city).select_related("city", "region"), pk=invitation_id)


def get_open_invitation(token: str, *, at: datetime) -> Invitation:
    """This function will return the invitation behind a link that still works. Raises `InvitationClosed`."""
    secret_hash = invitations.read_token(token)
    found = Invitation.objects.select_related("city", "region", "invited_by").filter(secret_hash=secret_hash).first()
    if found is None or found.state_at(at) is not InvitationState.OPEN:
        raise InvitationClosed
    return found


def _invitation_row(invitation: Invitation, at: datetime) -> InvitationRow:
    return InvitationRow(
        id=invitation.pk,
        name=invitation.name,
        email=invitation.email,
        role=ROLES[RoleCode(invitation.role)],
        region=invitation.region.name,
        invited_by=str(invitation.invited_by or ""),
        invited_at=invitation.invited_at,
        expires_at=invitation.expires_at,
        used_at=invitation.used_at,
        state=invitation.state_at(at),
    )
