"""The people of a city, as the page *Orang & Undangan* shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from paripurna.platform.access.models import Membership
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import ROLES, Role, RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.accounts.queries import list_with_second_factor

if TYPE_CHECKING:
    from paripurna.platform.access.models import MembershipQuerySet
    from paripurna.platform.regions.models import City

PAGE = 25


@dataclass(frozen=True, slots=True)
class MembershipRow:
    id: int
    role: Role
    region: str
    since: date
    until: date | None
    is_of_city: bool  # given here and not by the province

    @property
    def key(self) -> str:
        return str(self.id)


@dataclass(frozen=True, slots=True)
class PersonRow:
    code: str
    name: str
    username: str
    email: str
    is_active: bool
    has_second_factor: bool
    memberships: tuple[MembershipRow, ...]

    @property
    def lacks_second_factor(self) -> bool:
        return not self.has_second_factor and any(one.role.second_factor for one in self.memberships)


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    text: str = ""
    role: str = ""


def page_people(city: City, filters: PeopleFilter, *, on: date, number: int = 1, size: int = PAGE) -> Page[Any]:
    """This function will return one page of the people with a role that covers the city, by name."""
    memberships = _of_city(city, on)
    if filters.role:
        memberships = memberships.filter(role=filters.role)
    people = User.objects.filter(pk__in=memberships.values("user"))
    if filters.text:
        words = filters.text
        people = people.filter(Q(name__icontains=words) | Q(username__icontains=words) | Q(email__icontains=words))
    page: Page[Any] = Paginator(people.order_by("name", "pk"), size).get_page(number)
    page.object_list = build_rows(city, list(page.object_list), on)
    return page


def get_person(city: City, code: str, *, on: date) -> tuple[User, PersonRow]:
    """This function will return a person with a role in the city. Raises `Stranger`."""
    people = User.objects.filter(pk__in=_of_city(city, on).values("user"), code=code)
    person = get_or_stranger(people)
    return person, build_rows(city, [person], on)[0]


def is_here(city: City, code: str, *, on: date) -> bool:
    """This function will say whether the person with this code has a role that covers the city."""
    return _of_city(city, on).filter(user__code=code).exists()


def get_membership(city: City, membership_id: int) -> Membership:
    """This function will return a standing role given in the city. Raises `Stranger`."""
    found = Membership.objects.within(city.code).select_related("user", "region")
    return get_or_stranger(found, pk=membership_id, ended_at=None)


def build_rows(city: City, people: Sequence[User], on: date) -> list[PersonRow]:
    """This function will describe `people` with two more statements, however many they are."""
    by_person: dict[int, list[MembershipRow]] = defaultdict(list)
    memberships = _of_city(city, on).filter(user__in=people).select_related("region").order_by("region__code", "pk")
    for one in memberships:
        by_person[one.user_id].append(_membership_row(city, one))
    secured = list_with_second_factor(people)
    return [
        PersonRow(
            code=str(person.code),
            name=person.name,
            username=person.username,
            email=person.email,
            is_active=person.is_active,
            has_second_factor=person.pk in secured,
            memberships=tuple(by_person[person.pk]),
        )
        for person in people
    ]


def _of_city(city: City, on: date) -> MembershipQuerySet:
    standing = Membership.objects.valid_on(on)
    return standing.covering(city.code) | standing.within(city.code)


def _membership_row(city: City, membership: Membership) -> MembershipRow:
    code = membership.region.code
    return MembershipRow(
        id=membership.pk,
        role=ROLES[RoleCode(membership.role)],
        region=membership.region.name,
        since=membership.valid_from,
        until=membership.valid_to,
        is_of_city=code == city.code or code.startswith(f"{city.code}."),
    )
