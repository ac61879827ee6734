"""The play spaces of Balikpapan: what is known of them and not more."""

import pytest

from paripurna.rooms.places import queries
from paripurna.rooms.places.demo import load_play_spaces
from paripurna.rooms.places.standing.demo import load_standings
from paripurna.rooms.places.standing.queries import Attainment, list_certified
from tests.factories.places import NOW


@pytest.fixture(autouse=True)
def _borders(monkeypatch):
    monkeypatch.setattr("paripurna.rooms.places.checking.find_kelurahan_at", lambda _code, **_at: "64.71.05.1008")


def test_loads_four_open_and_one_planned_once_and_certifies_none(city):
    assert (load_play_spaces(city, at=NOW), load_play_spaces(city, at=NOW)) == (5, 0)

    places = list(queries.list_places(city, queries.Asked()))
    assert sorted(place.phase for place in places) == ["IDEA", "OPEN", "OPEN", "OPEN", "OPEN"]
    assert {place.name: place.position_basis for place in places}["Taman Bekapai"] == "UNKNOWN"
    assert not any(place.lat for place in places if place.position_basis == "UNKNOWN")
    assert list_certified(city, NOW.date()) == frozenset()


def test_tells_what_is_reported_of_their_standing_and_certifies_none(city):
    load_play_spaces(city, at=NOW)

    assert (load_standings(city, at=NOW), load_standings(city, at=NOW)) == (4, 0)
    known = Attainment.objects.order_by("step", "pk").values_list("step", "is_example", "missing")
    assert list(known) == [*[("DECLARED", False, [])] * 4, ("SELF_ASSESSED", True, ["13.1"])]
    assert not list_certified(city, NOW.date())
