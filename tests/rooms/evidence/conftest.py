import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets.models import Sheet
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person, make_sheet


@pytest.fixture
def city(db: None) -> City:
    """A city where Dinkes answers indicator 1 and DP3AKB indicator 2 of the small instrument."""
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    make_agency(city, "dp3akb", plays=("ppa",))
    return city


@pytest.fixture
def sheet(city: City) -> Sheet:
    return make_sheet(city)


@pytest.fixture
def secretary(city: City) -> User:
    return make_person(city, "SECRETARIAT")


@pytest.fixture
def officer(city: City) -> User:
    """Works for Dinkes, which answers indicator 1."""
    return make_person(city, "OFFICER", agency="dinkes")


@pytest.fixture
def neighbor(city: City) -> User:
    """Works for DP3AKB, which answers indicator 2."""
    return make_person(city, "OFFICER", agency="dp3akb")


@pytest.fixture
def verifier(city: City) -> User:
    return make_person(city, "VERIFIER")


@pytest.fixture
def head(city: City) -> User:
    return make_person(city, "HEAD")
