import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.meetings.models import Meeting
from tests.factories.meetings import make_meeting


@pytest.fixture
def meeting(city: City, secretary: User) -> Meeting:
    return make_meeting(city, by=secretary)
