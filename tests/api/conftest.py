from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.actions import issue_token
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.models import Round
from tests.factories.assessment import answer_round, make_round
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def city(db: None) -> City:
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    return city


@pytest.fixture
def running(city: City) -> Round:
    found = make_round(city, is_example=True)
    answer_round(found, share="0.8", leave=("1.1",))
    return found


@pytest.fixture
def secretary(city: City) -> User:
    return make_person(city, "SECRETARIAT", username="sekar")


def with_token(person: User, *scopes: Permission) -> Client:
    """This function will return a program that shows a token of `person`."""
    _token, text = issue_token(
        person=person, name="contoh", scopes=scopes, valid_for=timedelta(days=30), at=timezone.now()
    )
    return Client(headers={"Authorization": f"Bearer {text}"})
