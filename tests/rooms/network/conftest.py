from datetime import UTC, date, datetime

import pytest

from paripurna.platform.access.models import Membership
from paripurna.platform.accounts.models import User
from tests.factories.regions import make_city

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def give_role(city):
    """A person with this role in the city (or in another region)."""

    def give(role, *, username="", region=None, until=None):
        user = User.objects.create(username=username or role.lower(), name=f"Contoh {role.title()}", joined_at=NOW)
        return Membership.objects.create(
            user=user,
            region=region or city.region,
            role=role,
            valid_from=date(2026, 1, 1),
            valid_to=until,
            granted_at=NOW,
        )

    return give


@pytest.fixture
def secretary(give_role):
    return give_role("SECRETARIAT").user
