import pytest
from django.test import Client

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import make_round
from tests.factories.network import make_agency
from tests.factories.sheets import make_person
from tests.rooms.assessment.importer import Importer


@pytest.fixture
def running(city: City) -> Round:
    return make_round(city)


@pytest.fixture
def importer(client: Client, running: Round, secretary: User) -> Importer:
    client.force_login(secretary)
    return Importer(client, running)


@pytest.fixture
def inspector(city: City) -> User:
    """Verifies for the Inspectorate, which answers nothing."""
    make_agency(city, "inspektorat")
    return make_person(city, "VERIFIER", agency="inspektorat", username="vera")
