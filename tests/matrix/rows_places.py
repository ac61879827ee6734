"""Places for children. Whoever sees the city reads them; the kelurahan keeps those of its own area."""

from typing import Any
from uuid import UUID

from paripurna.platform.access.types import RoleCode
from paripurna.platform.tables.imports import Upload
from paripurna.rooms.places.importing.actions import begin_import
from paripurna.rooms.places.importing.types import Given
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.siting import actions as siting
from paripurna.rooms.places.siting.types import Question
from tests.factories.access import make_member
from tests.factories.coverage import use_numbers
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

KEEPERS = "SECRETARIAT OFFICER"
EVERY_KEEPER = f"{KEEPERS} KELURAHAN"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
NO_PLACE = CITY | {"code": "tidakada"}


def a_place(world: World) -> dict[str, Any]:
    """Of no kelurahan, so that only a role for the whole city keeps it."""
    return CITY | {"code": make_place(world.city).code}


def two_places(world: World) -> dict[str, Any]:
    """Of no kelurahan, so that only a role for the whole city judges them."""
    return CITY | {"code": make_place(world.city).code, "other": make_place(world.city).code}


def an_import(world: World) -> dict[str, Any]:
    """A list that waits to be looked at; someone of the secretariat began it."""
    upload = Upload([b"nama,jenis\nTaman A,RBRA\n"], "daftar.csv")
    by = make_member(world.city, RoleCode.SECRETARIAT)
    return CITY | {"code": begin_import(city=world.city, upload=upload, given=Given(source="DLH"), by=by, at=NOW).code}


def some_numbers(world: World) -> dict[str, Any]:
    """Numbers of children in use."""
    return CITY | {"code": use_numbers(world.city, {}).code}


def a_scenario(world: World) -> dict[str, Any]:
    """Where to build next, not worked out."""
    question = Question(2027, 2028, sites=1)
    scenario = siting.add_scenario(city=world.city, title="Uji", question=question, by=None, at=NOW)
    return CITY | {"code": scenario.code}


def a_site(world: World) -> dict[str, Any]:
    """A school is a candidate."""
    where = {"kelurahan_id": make_region("64.71.05.1001", "Damai").pk, "kind": "school"}
    school = make_place(world.city, **where)
    Place.objects.filter(pk=school.pk).update(lon=116.85, lat=-1.24)  # without borders nothing is found on the map
    return CITY | {"code": school.code}


ROWS = [
    page("places:place_list", CITY, EVERY_INSIDER, query="?cari="),
    page("places:map", CITY, EVERY_INSIDER),
    page("places:map_places", CITY, EVERY_INSIDER),
    page("places:map_public_places", CITY, EVERY_INSIDER),
    page("places:coverage", CITY, EVERY_INSIDER),
    page("places:coverage_areas", CITY, EVERY_INSIDER),
    page("places:coverage_points", CITY, EVERY_INSIDER),
    page("places:coverage_export", CITY | {"ending": "csv"}, EXPORTERS, ok=302),
    page("places:numbers_list", CITY, EVERY_INSIDER),
    page("places:numbers_add", CITY, KEEPERS, ok=422, method="post"),
    page("places:numbers_estimate", CITY, KEEPERS, ok=302, method="post"),
    page("places:numbers", some_numbers, EVERY_INSIDER),
    page("places:numbers_use", some_numbers, KEEPERS, ok=302, method="post"),
    page("places:numbers_drop", some_numbers, KEEPERS, ok=302, method="post"),
    page("places:network_add", CITY, KEEPERS, ok=422, method="post"),
    page("places:network_end", CITY, KEEPERS, ok=302, method="post"),
    page("places:place_export", CITY | {"ending": "geojson"}, EXPORTERS),
    page("places:place_add", CITY, EVERY_KEEPER),
    page("places:position_read", CITY, EVERY_KEEPER),
    page("places:siting_list", CITY, EVERY_INSIDER),
    page("places:siting_add", CITY, "SECRETARIAT"),
    page("places:siting", a_scenario, EVERY_INSIDER),
    page("places:siting_standing", a_scenario, EVERY_INSIDER),
    page("places:siting_feed", a_scenario, EVERY_INSIDER),
    page("places:siting_solve", a_scenario, "SECRETARIAT", ok=302, method="post"),
    page("places:siting_stop", a_scenario, "SECRETARIAT", ok=302, method="post"),
    page("places:siting_try", a_scenario, EVERY_INSIDER, query="?posisi=-1.24,116.85"),
    page("places:siting_adopt", a_scenario, "SECRETARIAT", ok=422, method="post"),
    page("places:siting_remove", a_scenario, "SECRETARIAT", ok=302, method="post"),
    page("places:site_list", CITY, EVERY_INSIDER),
    page("places:site_add", CITY, KEEPERS),
    page("places:site", a_site, KEEPERS),
    page("places:duplicate_list", CITY, EVERY_KEEPER),
    page("places:place_merge", two_places, KEEPERS),
    page("places:places_differ", two_places, KEEPERS, ok=302, method="post"),
    page("places:merge_undo", CITY | {"uuid": UUID(int=0)}, EVERY_KEEPER, ok=404, method="post"),
    page("places:import_begin", CITY, EVERY_KEEPER),
    page("places:import_preview", an_import, KEEPERS, unseen="KELURAHAN"),
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
