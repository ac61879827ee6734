import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets.types import AnswerRow
from tests.factories.network import make_agency
from tests.factories.sheets import fill, make_person
from tests.factories.sheets import make_round as make_small_round


@pytest.fixture
def small(city: City) -> Round:
    """A running round of the small instrument: Dinkes answers indicator 1, DP3AKB indicator 2."""
    return make_small_round(city)


@pytest.fixture
def planner(city: City) -> User:
    """Verifies for Bappeda, which answers nothing here."""
    make_agency(city, "bappeda")
    return make_person(city, "VERIFIER", agency="bappeda", username="vino")


@pytest.fixture
def insider(city: City) -> User:
    """Verifies, and works for Dinkes, which answers indicator 1."""
    return make_person(city, "VERIFIER", agency="dinkes", username="vani")


@pytest.fixture
def submitted(small: Round, secretary: User) -> AnswerRow:
    """An answer to question 1.1 that waits for a verifier."""
    return fill(small.sheet, "1.1", by=secretary, submitted=True)
