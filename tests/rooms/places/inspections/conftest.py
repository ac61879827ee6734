import pytest

from paripurna.platform.access.types import RoleCode
from tests.factories.access import make_member
from tests.factories.places import make_place


@pytest.fixture
def place(city):
    return make_place(city)


@pytest.fixture
def rahma(city):
    return make_member(city, RoleCode.OFFICER, username="rahma", name="Rahma Contoh")


@pytest.fixture
def dimas(city):
    return make_member(city, RoleCode.OFFICER, username="dimas", name="Dimas Contoh")
