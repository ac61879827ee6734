"""Places of a city for tests: made as people make them, by actions."""

from datetime import UTC, date, datetime
from typing import Any

from paripurna.platform.regions.models import City
from paripurna.rooms.places import actions
from paripurna.rooms.places.queries import Place

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def draft_place(**values: Any) -> dict[str, Any]:
    known = {"kind": "play_space", "name": "Taman Contoh", "phase": "OPEN", "phase_since": date(2025, 2, 1)}
    return known | values


def make_place(city: City, *, by: Any = None, **values: Any) -> Place:
    return actions.add_place(city=city, values=draft_place(**values), by=by, at=NOW)
