import pytest

from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.evidence.types import RequestStep
from paripurna.rooms.sheets.models import Sheet
from tests.factories.requests import answer, make_request, step
from tests.factories.sheets import make_person, make_sheet
from tests.rooms.evidence.request_pages import soon


@pytest.fixture
def sheet(city: City) -> Sheet:
    return make_sheet(city)


@pytest.fixture
def neighbor(city: City) -> User:
    """Works for DP3AKB, which answers indicator 2."""
    return make_person(city, "OFFICER", agency="dp3akb")


@pytest.fixture
def verifier(city: City) -> User:
    return make_person(city, "VERIFIER")


@pytest.fixture
def requests(sheet, officer, secretary):
    """One of each: open, answered, returned, declined, done, cancelled."""
    numbers = iter(("1.2", "1.3", "1.4", "1.5", "2.1"))

    def another(**fields):
        return make_request(sheet, by=secretary, question=next(numbers), kind="foto", due_on=soon(), **fields)

    opened = make_request(sheet, by=secretary, due_on=soon())
    returned = step(answer(another(), by=officer), RequestStep.RETURN, by=secretary)
    declined = step(another(), RequestStep.DECLINE, by=officer)
    done = step(answer(another(), by=officer), RequestStep.CONFIRM, by=secretary)
    answered = answer(another(), by=officer)
    foreign = another(agency="dp3akb")
    return {"open": opened, "returned": returned, "declined": declined, "done": done, "answered": answered} | {
        "foreign": foreign
    }
