"""The city in which most rooms are tried, and its people. A room that needs another one overrides `city`."""

import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from tests.factories.facts import Figures, install_figures
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person


@pytest.fixture
def city(db: None) -> City:
    """A city where Dinkes answers indicator 1 and DP3AKB indicator 2 of the small instrument."""
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    make_agency(city, "dp3akb", plays=("ppa",))
    return city


@pytest.fixture
def secretary(city: City) -> User:
    return make_person(city, "SECRETARIAT")


@pytest.fixture
def officer(city: City) -> User:
    """Works for Dinkes, which answers indicator 1."""
    return make_person(city, "OFFICER", agency="dinkes")


@pytest.fixture
def head(city: City) -> User:
    return make_person(city, "HEAD")


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> Figures:
    """A register of figures that answers all but one question of the small edition."""
    return install_figures(monkeypatch)
