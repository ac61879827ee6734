"""People and cities, the least that a test below the rooms needs."""

from __future__ import annotations

from datetime import UTC, date, datetime

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City, Region

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


def build_city(code: str = "64.71", name: str = "Balikpapan") -> City:
    """This function will return an enabled city in a province of its own code."""
    province, _made = Region.objects.get_or_create(
        code=code[:2], valid_from=date(1957, 1, 1), defaults={"name": "Provinsi", "level": 1, "type": "provinsi"}
    )
    region = Region.objects.create(
        code=code, name=name, level=2, type="kota", parent=province, valid_from=date(1960, 1, 1)
    )
    return City.objects.create(region=region, code=code, slug=name.lower(), name=name, enabled_at=NOW)


def build_person(username: str = "sri", name: str = "Sri Wahyuni", **fields: object) -> User:
    return User.objects.create(username=username, name=name, joined_at=NOW, **fields)


def grant(person: User, city: City, role: RoleCode) -> User:
    """This function will give the person a role in the city since the beginning of the year."""
    Membership.objects.create(user=person, region=city.region, role=role, valid_from=date(2026, 1, 1), granted_at=NOW)
    return person
