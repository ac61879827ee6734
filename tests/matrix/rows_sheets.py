"""Sheets, answers and editions. Behind `NOTHING` there is none: who passes the door finds nothing."""

from typing import Any
from uuid import UUID

from tests.factories.sheets import make_revision, make_sheet, make_snapshot
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

WRITERS = "SECRETARIAT OFFICER"
VERIFIERS = "VERIFIER"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
NOTHING = CITY | {"code": UUID(int=0), "question": "1"}


def a_sheet(world: World) -> dict[str, Any]:
    return CITY | {"code": make_sheet(world.city).code}


def a_part(world: World) -> dict[str, Any]:
    return a_sheet(world) | {"level": "indikator", "number": "1"}


def a_question(world: World) -> dict[str, Any]:
    return a_sheet(world) | {"question": "1.1"}


def an_edition(_world: World) -> dict[str, Any]:
    return CITY | {"snapshot": make_snapshot().pk}


def an_edition_file(world: World) -> dict[str, Any]:
    return an_edition(world) | {"form": "yaml"}


def a_revision(world: World) -> dict[str, Any]:
    return CITY | {"number": make_revision(world.city).number}


def a_revised_question(world: World) -> dict[str, Any]:
    return a_revision(world) | {"question": "2.4"}


def a_change(world: World) -> dict[str, Any]:
    return a_revision(world) | {"key": "2.4"}


def a_revision_file(world: World) -> dict[str, Any]:
    return a_revision(world) | {"form": "json"}


ROWS = [
    page("sheets:sheet", a_sheet, EVERY_INSIDER),
    page("sheets:why", a_sheet, EVERY_INSIDER),
    page("sheets:why_part", a_part, EVERY_INSIDER),
    page("sheets:question", a_question, EVERY_INSIDER),
    page("sheets:beside", a_question, EVERY_INSIDER),
    page("sheets:history", a_question, EVERY_INSIDER),
    # A question that no agency of the officer's answers for: only the secretariat writes there.
    page("sheets:save", a_question, "SECRETARIAT", ok=302, method="post", data={"option": "PERDA", "revision": "0"}),
    page("sheets:facts", a_sheet, EVERY_INSIDER),
    page("sheets:take_many", a_sheet, WRITERS, ok=302),
    page("sheets:take_many", a_sheet, WRITERS, ok=302, method="post"),
    page("sheets:fact_rows", NOTHING, EVERY_INSIDER, ok=404),
    page("sheets:facts_box", NOTHING, EVERY_INSIDER, ok=404),
    page("sheets:take_facts", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:submit", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:withdraw", NOTHING, WRITERS, ok=404, method="post"),
    page("sheets:accept", NOTHING, VERIFIERS, ok=404, method="post"),
    page("sheets:return", NOTHING, VERIFIERS, ok=404, method="post"),
    page("sheets:reopen", NOTHING, "SECRETARIAT", ok=404, method="post"),
    page("sheets:mark", NOTHING | {"stage": "em"}, EVERY_INSIDER, ok=404, method="post"),
    page("sheets:restore", NOTHING | {"revision": 1}, WRITERS, ok=404, method="post"),
    page("sheets:editions", CITY, EVERY_INSIDER),
    page("sheets:edition", an_edition, EVERY_INSIDER),
    page("sheets:edition_export", an_edition_file, EXPORTERS),
    page("sheets:revision_begin", an_edition, "SECRETARIAT", ok=302, method="post"),
    page("sheets:revision", a_revision, "SECRETARIAT"),
    page("sheets:revision_question", a_revised_question, "SECRETARIAT"),
    page("sheets:revision_drop", a_change, "SECRETARIAT", ok=302, method="post"),
    page("sheets:revision_yaml", a_revision, "SECRETARIAT"),
    page("sheets:revision_publish", a_revision, "SECRETARIAT", ok=302, method="post"),
    page("sheets:revision_export", a_revision_file, EXPORTERS),
]
