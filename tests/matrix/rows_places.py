"""Places for children. Whoever sees the city reads them; the kelurahan keeps those of its own area."""

from typing import Any
from uuid import UUID

from tests.factories.coverage import use_numbers
from tests.factories.places import make_place
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

KEEPERS = "SECRETARIAT OFFICER"
EVERY_KEEPER = f"{KEEPERS} KELURAHAN"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
NO_PLACE = CITY | {"code": "tidakada"}


def a_place(world: World) -> dict[str, Any]:
    """Of no kelurahan, so that only a role for the whole city keeps it."""
    return CITY | {"code": make_place(world.city).code}


def some_numbers(world: World) -> dict[str, Any]:
    """Numbers of children in use."""
    return CITY | {"code": use_numbers(world.city, {}).code}


ROWS = [
    page("places:place_list", CITY, EVERY_INSIDER),
    page("places:coverage", CITY, EVERY_INSIDER),
    page("places:coverage_export", CITY | {"ending": "csv"}, EXPORTERS, ok=302),
    page("places:numbers_list", CITY, EVERY_INSIDER),
    page("places:numbers_add", CITY, KEEPERS, ok=422, method="post"),
    page("places:numbers_estimate", CITY, KEEPERS, ok=302, method="post"),
    page("places:numbers", some_numbers, EVERY_INSIDER),
    page("places:numbers_use", some_numbers, KEEPERS, ok=302, method="post"),
    page("places:numbers_drop", some_numbers, KEEPERS, ok=302, method="post"),
    page("places:network_add", CITY, KEEPERS, ok=422, method="post"),
    page("places:place_export", CITY | {"ending": "geojson"}, EXPORTERS),
    page("places:place_add", CITY, EVERY_KEEPER),
    page("places:position_read", CITY, EVERY_KEEPER),
    page("places:place", a_place, EVERY_INSIDER),
    page("places:place_history", a_place, EVERY_INSIDER),
    page("places:place_change", a_place, KEEPERS),
    page("places:place_phase", a_place, KEEPERS, ok=422, method="post"),
    page("places:place_restore", a_place, KEEPERS, ok=302, method="post"),
    page("places:place_withdraw", a_place, KEEPERS, ok=302, method="post"),
    page("places:place_return", a_place, KEEPERS, ok=302, method="post"),
    page("places:document_attach", NO_PLACE | {"document": UUID(int=0)}, EVERY_KEEPER, ok=404, method="post"),
    page("places:document_detach", NO_PLACE | {"document": UUID(int=0)}, EVERY_KEEPER, ok=404, method="post"),
]
