from collections.abc import Callable

import pytest
from django.test import Client

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.fragments import trees
from tests.factories.sheets import make_person, make_sheet
from tests.rooms.sheets.visiting import Visit


@pytest.fixture(autouse=True)
def _fresh_trees() -> None:
    trees.forget()


@pytest.fixture
def sheet(city: City) -> Sheet:
    return make_sheet(city)


@pytest.fixture
def verifier(city: City) -> User:
    """Verifies, and works for DP3AKB, which answers indicator 2."""
    return make_person(city, "VERIFIER", agency="dp3akb")


@pytest.fixture
def visit(sheet: Sheet) -> Callable[[User], Visit]:
    """A browser of a person, with the addresses of the sheet."""

    def sign_in(person: User) -> Visit:
        client = Client()
        client.force_login(person)
        return Visit(client, sheet)

    return sign_in
