"""The invented people of the demo, as its sign-in page offers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import ROLES, Role, RoleCode
from paripurna.platform.accounts.queries import list_example_people

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class Example:
    username: str
    name: str
    role: Role
    region: str


def list_examples() -> list[Example]:
    """This function will return one line for each invented person, in the order of the roles."""
    people = {person.pk: person for person in list_example_people()}
    rows = Membership.objects.filter(user__in=people, ended_at=None).select_related("region").order_by("pk")
    first: dict[int, Membership] = {}
    for row in rows:
        first.setdefault(row.user_id, row)
    order = list(ROLES)
    examples = [_example(people[pk], row) for pk, row in first.items()]
    return sorted(examples, key=lambda one: (order.index(one.role.code), one.name))


def _example(person: User, membership: Membership) -> Example:
    return Example(person.username, person.name, ROLES[RoleCode(membership.role)], membership.region.name)
