from datetime import UTC, date, datetime

import pytest

from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.shelf import list_editions
from paripurna.platform.facts.queries import compute_facts
from paripurna.platform.facts.registry import get_source
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.rooms.network.demo import load_balikpapan_agencies
from paripurna.rooms.registers.demo_people import load_people
from paripurna.rooms.registers.models import Figure, Partnership, Training

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
OWN = {"registers.trained_staff", "registers.trained_children", "registers.partnerships", "registers.figure"}


@pytest.mark.django_db
def test_the_examples_answer_every_question_that_is_bound_to_them_and_come_once(city):
    load_balikpapan_agencies(city, by=None, at=NOW)

    assert load_people(city, year=2026, at=NOW)
    assert load_people(city, year=2026, at=NOW) == 0

    edition = next(one for one in list_editions() if one.id == "kla-2024")
    bound = {number: one for number, one in get_fact_overlay(edition).bindings.items() if one.source in OWN}
    scope = FactScope(city.pk, date(2026, 1, 1), date(2026, 12, 31), NOW.date())
    requests = {
        number: FactRequest(one.source, get_source(one.source).params.model_validate(dict(one.params)))
        for number, one in bound.items()
    }
    facts = compute_facts(scope, requests.values())
    assert len(bound) >= 70
    assert [number for number, request in requests.items() if not facts[request].is_known] == []
    assert [number for number, request in requests.items() if facts[request].value == 0] == []
    assert (
        Training.objects.filter(is_example=False).count() == Partnership.objects.filter(is_example=False).count() == 0
    )
    assert not Figure.objects.filter(is_example=True).exclude(source__startswith="Contoh").exists()
