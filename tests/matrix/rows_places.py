"""Places for children. Whoever sees the city reads them; the kelurahan keeps those of its own area."""

from typing import Any

from tests.factories.places import make_place
from tests.matrix.table import CITY, EVERY_INSIDER, World, page


def a_place(world: World) -> dict[str, Any]:
    """Of no kelurahan, so that only a role for the whole city keeps it."""
    return CITY | {"code": make_place(world.city).code}


ROWS = [
    page("places:place_list", CITY, EVERY_INSIDER),
    page("places:place", a_place, EVERY_INSIDER),
]
