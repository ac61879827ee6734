import pytest
from django.test import Client
from django.urls import reverse

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.sheets import fill
from tests.factories.sheets import make_round as make_small_round


@pytest.fixture
def small(city: City, secretary: User) -> Round:
    """A running round of the small instrument with two answers, one of them submitted."""
    found = make_small_round(city)
    fill(found.sheet, "1.3", by=secretary)
    fill(found.sheet, "1.1", by=secretary, submitted=True)
    found.refresh_from_db()
    return found


@pytest.fixture
def at_desk(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client


@pytest.fixture
def address(small: Round):
    """The address of a page of the round's own stage."""

    def build(name: str, stage: str = "em", **more: str) -> str:
        place = {"city": "balikpapan", "code": small.code, "stage": stage}
        return reverse(f"assessment:{name}", kwargs=place | more)

    return build
