from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from paripurna.platform.access.types import RoleCode
from tests.factories.access import make_member
from tests.factories.regions import make_city, make_region


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def at():
    return datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def kelurahan(city):
    return make_region("64.71.05.1001", "Damai")


@pytest.fixture
def secretary(city):
    return make_member(city, RoleCode.SECRETARIAT, username="sekar", name="Sekar")


@pytest.fixture
def officer(city):
    return make_member(city, RoleCode.OFFICER, username="petra", name="Petra")
