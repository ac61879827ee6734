from collections.abc import Iterator
from datetime import date

import pytest

from paripurna.platform.facts import registry
from paripurna.platform.facts.types import FactScope
from paripurna.platform.regions.models import City
from tests.factories.facts import FakeRegister, make_source
from tests.factories.regions import make_city


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeRegister]:
    monkeypatch.setattr(registry, "_SOURCES", {})
    register = FakeRegister(
        rows=[("health", "Posyandu", "Sari"), ("health", "Puskesmas", "Budi"), ("school", "SRA", "Ani")]
    )
    registry.register_source(make_source(register))
    return register


@pytest.fixture
def city(db: None) -> City:
    return make_city()


@pytest.fixture
def scope(city: City) -> FactScope:
    return FactScope(city.id, date(2026, 1, 1), date(2026, 12, 31), today=date(2026, 11, 26))
