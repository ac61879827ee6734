"""Numbers of children for the demo: parted from what the regions know, and marked as an example."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.coverage import actions
from paripurna.rooms.places.coverage.estimating import estimate_numbers
from paripurna.rooms.places.coverage.reading import find_numbers

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def load_numbers(city: City, *, at: datetime) -> bool:
    """This function will estimate the numbers of children of a city that has none, and say whether it did."""
    found = None if find_numbers(city) else estimate_numbers(city, on=day_in(city, at))
    if found is None:
        return False
    draft, about = found
    numbers = actions.add_numbers(city=city, draft=draft, about=about, is_example=True, by=None, at=at)
    actions.use_numbers(numbers=numbers, by=None, at=at)
    return True
