import pytest

from paripurna.platform.access.types import RoleCode
from tests.factories.access import make_member, sign_in
from tests.factories.regions import make_city


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def secretary(city):
    return make_member(city, RoleCode.SECRETARIAT, username="sekretaris")


@pytest.fixture
def page(client, secretary):
    return sign_in(client, secretary)
