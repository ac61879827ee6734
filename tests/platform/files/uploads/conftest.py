import pytest

from paripurna.platform.access.types import RoleCode
from tests.factories.platform import build_city, build_person, grant
from tests.platform.files import samples
from tests.platform.files.uploads import kinds, tus


@pytest.fixture
def city():
    return build_city()


@pytest.fixture(autouse=True)
def person(client, city):
    person = grant(build_person(), city, RoleCode.OFFICER)
    client.force_login(person)
    return person


@pytest.fixture(autouse=True)
def room(monkeypatch):
    return kinds.register(monkeypatch)


@pytest.fixture
def begun(client):
    """The address of an upload that waits for the bytes of a PDF."""
    return tus.begin(client, len(samples.pdf()))["Location"]
