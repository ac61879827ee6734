"""Steps of a standard: everybody of the city reads them, who keeps a place says its own word, the secretariat enters papers."""

from datetime import date
from typing import Any

from paripurna.rooms.places.standing import actions
from tests.factories.places import NOW, make_place
from tests.factories.standing import fill_assessment, take_step
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

CERTIFIERS, KEEPERS = "SECRETARIAT", "SECRETARIAT OFFICER"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
WHY = {"revoked_on": date(2026, 6, 1).isoformat(), "reason": "Salah catat"}


def a_table(world: World) -> dict[str, Any]:
    take_step(make_place(world.city))
    return CITY | {"ending": "csv"}


def a_place(world: World) -> dict[str, Any]:
    """Of no kelurahan, so that only a role for the whole city keeps it."""
    return CITY | {"code": make_place(world.city).code}


def a_certificate(world: World) -> dict[str, Any]:
    return CITY | {"uuid": take_step(make_place(world.city)).uuid}


def an_assessment(world: World) -> dict[str, Any]:
    begun = actions.begin_assessment(place=make_place(world.city), by=None, at=NOW)
    return CITY | {"uuid": fill_assessment(begun).uuid}


ROWS = [
    page("places:standing", CITY, EVERY_INSIDER),
    page("places:standing_export", a_table, EXPORTERS),
    page("places:attainment", a_certificate, EVERY_INSIDER),
    page("places:attainment_revoke", a_certificate, CERTIFIERS, ok=302, method="post", data=WHY),
    page("places:assessment_begin", a_place, KEEPERS),
    page("places:assessment_finish", an_assessment, KEEPERS, ok=302, method="post"),
    page("places:step_take", lambda world: a_place(world) | {"slug": "sertifikat"}, CERTIFIERS),
    page("places:step_take", lambda world: a_place(world) | {"slug": "deklarasi"}, KEEPERS, method="post", ok=422),
]
