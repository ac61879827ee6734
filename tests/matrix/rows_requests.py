"""Requests for proof. The world's officer works for no agency: requests of agencies do not exist for that person."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from paripurna.rooms.evidence.actions import feeds
from tests.factories.evidence import NOW
from tests.factories.network import make_agency
from tests.factories.requests import make_request
from tests.factories.sheets import make_sheet
from tests.matrix.table import CITY, Row, Visitor, World, for_all, page

READERS = "SECRETARIAT OFFICER VERIFIER HEAD KELURAHAN"
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD"
STRANGE = {Visitor.OFFICER: 404, Visitor.KELURAHAN: 404}
NOTHING = CITY | {"code": UUID(int=0)}
READS_ALONE = {Visitor.OFFICER: 404, Visitor.KELURAHAN: 404, Visitor.VERIFIER: 403, Visitor.HEAD: 403}
STEPS = {
    "jawab": {},
    "serahkan": {},
    "tolak": {"note": "belum ada"},
    "kembalikan": {"note": "belum ditandatangani"},
    "terima": {},
    "buka": {"due_on": "2099-01-04"},
    "batal": {},
    "tanggal": {"due_on": "2099-01-04"},
    "ingatkan": {},
    "pimpinan": {},
}


def a_request(world: World) -> dict[str, Any]:
    make_agency(world.city, "dinkes", plays=("kesehatan",))
    request = make_request(make_sheet(world.city), by=world.people[Visitor.SECRETARIAT])
    return CITY | {"code": request.code}


def with_step(step: str) -> Any:
    return lambda world: a_request(world) | {"step": step}


def but(row: Row, expected: dict[Visitor, int]) -> Row:
    return replace(row, expected={**row.expected, **expected})


def a_feed(world: World) -> dict[str, Any]:
    """The address of a person with rights: whoever has it may read, signed in or not."""
    secretary = world.people[Visitor.SECRETARIAT]
    return {"secret": feeds.make_feed(city=world.city, by=secretary, at=NOW)}


def a_closed_feed(world: World) -> dict[str, Any]:
    known = a_feed(world)
    feeds.revoke_feed(city=world.city, by=world.people[Visitor.SECRETARIAT], at=NOW)
    return known


def a_feed_of_no_agency(world: World) -> dict[str, Any]:
    return {"secret": feeds.make_feed(city=world.city, by=world.people[Visitor.OFFICER], at=NOW)}


def step_row(step: str, data: dict[str, str]) -> Row:
    """Every step of a request: readers pass the door, and the action knows whose step it is."""
    row = page(
        "evidence:request_step",
        with_step(step),
        READERS,
        ok=302,
        method="post",
        data={"revision": "1", **data},
        query=f"?langkah={step}",
    )
    return but(row, READS_ALONE)


ROWS = [
    page("evidence:requests", CITY, READERS),
    page("evidence:requests_export", CITY | {"ending": "csv"}, EXPORTERS),
    page("evidence:requests_export", CITY | {"ending": "xlsx"}, EXPORTERS, query="?keadaan=terbuka"),
    page("evidence:requests_export", CITY | {"ending": "exe"}, EXPORTERS, ok=404, query="?x=1"),
    page("evidence:requests_step", CITY, "SECRETARIAT", ok=302, method="post"),
    page("evidence:board", CITY, READERS),
    page("evidence:weekly", CITY, "SECRETARIAT VERIFIER HEAD"),
    page("evidence:ask", CITY, "SECRETARIAT"),
    page("evidence:propose", CITY, "SECRETARIAT"),
    page("evidence:feed", CITY, READERS),
    page("evidence:feed", CITY, READERS, method="post"),
    page("evidence:feed_revoke", CITY, READERS, ok=302, method="post"),
    page("evidence:handover", CITY, READERS),
    but(
        page("evidence:handover", CITY, READERS, ok=403, query=f"?orang={UUID(int=0)}"),
        {Visitor.SECRETARIAT: 404},
    ),
    but(page("evidence:request", a_request, READERS), STRANGE),
    page("evidence:request", NOTHING, READERS, ok=404, query="?x=1"),
    page("evidence:request_step", NOTHING | {"step": "jawab"}, READERS, ok=404, method="post"),
    *(step_row(step, data) for step, data in STEPS.items()),
    for_all("feeds:calendar", a_feed, 200),
    for_all("feeds:calendar", a_closed_feed, 404, query="?tutup=1"),
    for_all("feeds:calendar", a_feed_of_no_agency, 404, query="?lain=1"),
    for_all("feeds:calendar", {"secret": "tebakan"}, 404, query="?tebak=1"),
]
