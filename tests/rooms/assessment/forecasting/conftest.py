import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.sheets import FILLED, fill
from tests.factories.sheets import make_round as make_small_round


@pytest.fixture
def small(city: City, secretary: User) -> Round:
    """A running round of the small instrument, every question answered."""
    found = make_small_round(city)
    for number in FILLED:
        fill(found.sheet, number, by=secretary)
    found.sheet.refresh_from_db()
    return found
