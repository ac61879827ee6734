import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_round
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person


@pytest.fixture
def city(db: None) -> City:
    city = make_city()
    make_agency(city, "dp3akb", plays=("ppa",))
    make_agency(city, "bag-hukum", plays=("hukum",))
    return city


@pytest.fixture
def running(city: City) -> Round:
    return make_round(city)


@pytest.fixture
def officer(city: City) -> User:
    return make_person(city, "OFFICER", agency="bag-hukum")
