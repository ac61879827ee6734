"""Inspections, findings and upkeep of places. The place is of no kelurahan, so that only a role for the whole city reaches it."""

from typing import Any

from paripurna.rooms.places.inspections import actions
from paripurna.rooms.places.inspections.queries import Finding, Inspection
from paripurna.rooms.places.inspections.types import Topic
from tests.factories.inspections import TODAY, draft_finding
from tests.factories.places import NOW, make_place
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

KEEPERS = "SECRETARIAT OFFICER"
INSPECTORS = f"{KEEPERS} KELURAHAN"
OTHERS = "KELURAHAN VERIFIER HEAD PROVINCE"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"


def a_place(world: World) -> dict[str, Any]:
    return CITY | {"code": make_place(world.city).code}


def _inspection(world: World) -> Inspection:
    inspector = world.people["OFFICER"]
    return actions.plan_inspection(place=make_place(world.city), inspector=inspector, planned_on=TODAY, by=None, at=NOW)


def an_inspection(world: World) -> dict[str, Any]:
    return CITY | {"uuid": _inspection(world).uuid}


def its_sheet_page(world: World) -> dict[str, Any]:
    return CITY | {"code": _inspection(world).sheet.code}


def its_sheet(world: World) -> dict[str, Any]:
    return CITY | {"code": _inspection(world).sheet.code, "key": "temuan-8.1"}


def _finding(world: World, topic: Topic = Topic.SAFETY) -> Finding:
    place = make_place(world.city)
    return actions.report_finding(place=place, draft=draft_finding(topic=topic), by=world.people["OFFICER"], at=NOW)


def a_finding(world: World) -> dict[str, Any]:
    return CITY | {"uuid": _finding(world).uuid}


def a_secret_finding(world: World) -> dict[str, Any]:
    return CITY | {"uuid": _finding(world, Topic.SECURITY).uuid}


def some_upkeep(world: World) -> dict[str, Any]:
    place = make_place(world.city)
    planned = actions.plan_upkeep(place=place, title="Cat", due_on=TODAY, by=None, at=NOW)
    return CITY | {"uuid": planned.uuid}


PART = {"severity": "NOTE", "text": "Cat lepas", "revision": "0", "nonce": "matrix"}
REPAIRED = {"note": "Diganti", "done_on": TODAY.isoformat(), "revision": "1"}
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"

ROWS = [
    page("inspections:route", CITY, INSPECTORS),
    page("inspections:plan", CITY, INSPECTORS),
    page("inspections:route_order", CITY, INSPECTORS, ok=302, method="post"),
    page("inspections:inspection", an_inspection, EVERY_INSIDER),
    page("inspections:begin", a_place, KEEPERS, ok=302, method="post"),
    page("inspections:cancel", an_inspection, KEEPERS, ok=302, method="post"),
    page("sheets:fill_part", its_sheet, KEEPERS, ok=302, unseen=OTHERS, method="post", data=PART),
    page("inspections:findings", CITY, EVERY_INSIDER),
    page("inspections:findings_export", CITY | {"ending": "csv"}, EXPORTERS),
    page("inspections:report", a_place, KEEPERS),
    page("inspections:finding", a_finding, EVERY_INSIDER),
    page("inspections:finding", a_secret_finding, KEEPERS, unseen=OTHERS),
    page("sheets:fill", its_sheet_page, KEEPERS, unseen=OTHERS),
    page("inspections:change", a_finding, KEEPERS),
    page("inspections:repair", a_finding, KEEPERS, ok=302, method="post", data=REPAIRED),
    page("inspections:confirm", a_finding, KEEPERS, ok=302, method="post", data={"revision": "1"}),
    page("inspections:send_back", a_finding, KEEPERS, ok=302, method="post", data={"revision": "1", "note": "x"}),
    page("inspections:upkeep", CITY, EVERY_INSIDER),
    page("inspections:upkeep_plan", a_place, KEEPERS),
    page("inspections:upkeep_done", some_upkeep, KEEPERS),
    page("inspections:plate", a_place, EVERY_INSIDER),
    page("inspections:plates", CITY, INSPECTORS),
]
