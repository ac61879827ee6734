"""The yearly checklists, and the page on which one is filled. The staff of the world work for the kelurahan of the list."""

from datetime import date
from typing import Any

from paripurna.rooms.registers.checklists import actions, queries
from paripurna.rooms.registers.checklists.filled import read_filled
from paripurna.rooms.registers.checklists.types import ChecklistKind
from tests.factories.checklists import fill_checklist
from tests.factories.sheets import NOW
from tests.matrix.table import CITY, EVERY_INSIDER, World, page

EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"
FILLERS = "SECRETARIAT KELURAHAN"


def a_checklist(world: World) -> dict[str, Any]:
    if not queries.list_years(world.city, ChecklistKind.KELURAHAN):
        actions.open_checklists(
            city=world.city, kind=ChecklistKind.KELURAHAN, year=2026, due_on=date(2026, 12, 31), by=None, at=NOW
        )
    own = queries.list_of_year(world.city, ChecklistKind.KELURAHAN, 2026)[0]
    return CITY | {"code": own.sheet.code}


def a_full_checklist(world: World) -> dict[str, Any]:
    place = a_checklist(world)
    for each in queries.list_of_year(world.city, ChecklistKind.KELURAHAN, 2026):
        if read_filled(each, on=NOW.date()).unanswered:
            fill_checklist(each)
    return place


def a_question(world: World) -> dict[str, Any]:
    return a_checklist(world) | {"question": "26.2"}


def some_checklists(world: World) -> dict[str, Any]:
    a_checklist(world)
    return CITY | {"ending": "csv"}


ANSWER = {"option": "ya", "revision": "0", "nonce": "matrix"}
ROWS = [
    page("checklists:checklists", CITY, EVERY_INSIDER),
    page("checklists:export", some_checklists, EXPORTERS),
    page("checklists:differences", CITY, EVERY_INSIDER),
    page("checklists:differences_export", some_checklists, EXPORTERS),
    page("checklists:open", CITY, "SECRETARIAT"),
    page("checklists:checklist", a_checklist, EVERY_INSIDER),
    page("checklists:confirm", a_full_checklist, "KELURAHAN", ok=302, method="post"),
    page("checklists:reopen", a_checklist, "SECRETARIAT", ok=302, method="post"),
    page("sheets:fill", a_checklist, EVERY_INSIDER),
    page("sheets:fill_ticket", a_checklist, EVERY_INSIDER),
    page("sheets:fill_save", a_question, FILLERS, ok=302, method="post", data=ANSWER),
    page("sheets:fill_shell", CITY, EVERY_INSIDER),
    page("sheets:fill_worker", CITY, EVERY_INSIDER),
]
