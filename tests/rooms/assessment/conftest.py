import pytest
from django.test import Client

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_round
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person
from tests.rooms.assessment.importer import Importer


@pytest.fixture
def city(db: None) -> City:
    """A city where two agencies play some roles of the national edition."""
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    make_agency(city, "dp3akb", plays=("ppa",))
    return city


@pytest.fixture
def running(city: City) -> Round:
    return make_round(city)


@pytest.fixture
def secretary(city: City) -> User:
    return make_person(city, "SECRETARIAT")


@pytest.fixture
def officer(city: City) -> User:
    return make_person(city, "OFFICER", agency="dinkes")


@pytest.fixture
def importer(client: Client, running: Round, secretary: User) -> Importer:
    client.force_login(secretary)
    return Importer(client, running)
