import pytest
from django.core.cache import cache
from django.test import Client

from paripurna.platform.access.types import RoleCode
from tests.factories.access import make_member
from tests.factories.regions import make_city


@pytest.fixture(autouse=True)
def fresh_counts(db):
    """Attempts are counted in the cache, which is a table of this test's database."""
    cache.clear()


@pytest.fixture
def browser():
    """Somebody at a browser of their own, in English, not signed in."""
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def city(db):
    return make_city()


@pytest.fixture
def secretary(city):
    return make_member(city, RoleCode.SECRETARIAT, username="sekar", name="Sekar")


@pytest.fixture
def officer(city):
    return make_member(city, RoleCode.OFFICER, username="petra", name="Petra")
