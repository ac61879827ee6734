"""Orang & Undangan."""

from datetime import UTC, datetime

from paripurna.platform.access.actions import invite
from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import RoleCode
from tests.matrix.table import CITY, Visitor, World, page

MANAGERS = "SECRETARIAT"


def invitation(world: World) -> dict[str, object]:
    now = datetime.now(UTC)
    made, _token = invite(city=world.city, region=world.city.region, role=RoleCode.HEAD, name="Tamu", by=None, at=now)
    return CITY | {"invitation": made.pk}


def membership(world: World) -> dict[str, object]:
    return CITY | {"membership": Membership.objects.get(user=world.people[Visitor.OFFICER]).pk}


def person(world: World) -> dict[str, object]:
    return CITY | {"person": world.people[Visitor.OFFICER].code}


ROWS = [
    page("access:person_list", CITY, MANAGERS),
    page("access:invitation_list", CITY, MANAGERS),
    page("access:invitation_create", CITY, MANAGERS),
    page("access:invitation_renew", invitation, MANAGERS, method="post"),
    page("access:invitation_revoke", invitation, MANAGERS, method="post", ok=302),
    page("access:role_change", membership, MANAGERS, method="post", ok=302),
    page("access:role_end", membership, MANAGERS, method="post", ok=302),
    page("access:person_detail", person, MANAGERS),
    page("access:role_grant", person, MANAGERS, method="post", ok=422),
    page("access:person_erase", person, MANAGERS, method="post", ok=302),
]
