"""The agencies of Balikpapan as sources name them: for the demo, and as a beginning for the city itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paripurna.rooms.network import actions
from paripurna.rooms.network.posts.actions import hand_over_post, open_post
from paripurna.rooms.network.posts.types import HandOver, PostDraft
from paripurna.rooms.network.task_force.actions import appoint_task_force, seat_agency
from paripurna.rooms.network.task_force.queries import list_task_forces
from paripurna.rooms.network.task_force.types import SeatDraft, TaskForceDraft
from paripurna.rooms.network.types import AgencyDraft, AgencyKind, Duty

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

DATA = Path(__file__).parent / "data"
KNOWN_FROM = date(2025, 1, 1)  # the sources are of 2025; when an office was founded they do not say
EXAMPLE_DECREE = "188.45-71/2024"  # invented: the example of the library and of the register too
EXAMPLE_DAYS = (date(2024, 2, 5), date(2024, 2, 5))  # of this decree: signed, valid from


def load_balikpapan_agencies(city: City, *, by: User | None, at: datetime) -> None:
    """This function will load the agencies of Balikpapan and the roles they play; loading twice changes nothing."""
    actions.import_agencies(city=city, drafts=list(read_agencies()), by=by, at=at)
    for row in _rows("balikpapan-roles.csv"):
        actions.set_role(city=city, role=row["role"], codes=[row["agency"]], note=row["basis"], by=by, at=at)


def load_example_task_force(city: City, *, by: User | None, at: datetime) -> None:
    """This function will load an invented task force with its posts, marked as an example; twice changes nothing."""
    if list_task_forces(city):
        return
    draft = TaskForceDraft("Gugus Tugas KLA Kota Balikpapan", EXAMPLE_DECREE, *EXAMPLE_DAYS, is_example=True)
    task_force = appoint_task_force(city=city, draft=draft, by=by, at=at)
    posts: dict[tuple[str, str], int] = {}
    for row in _rows("example-task-force.csv"):
        key = (row["agency"], row["post"])
        if row["post"] and key not in posts:
            posts[key] = _open_post(city, row, by=by, at=at)
        seat = SeatDraft(row["strand"], Duty(row["duty"]), row["agency"], posts.get(key))
        seat_agency(city=city, pk=task_force, draft=seat, by=by, at=at)


def _open_post(city: City, row: dict[str, str], *, by: User | None, at: datetime) -> int:
    pk = open_post(city=city, draft=PostDraft(row["agency"], row["post"], is_head=True), by=by, at=at)
    if row["holder"]:
        begun = HandOver(EXAMPLE_DAYS[1], name=row["holder"])
        hand_over_post(city=city, pk=pk, hand_over=begun, by=by, at=at)
    return pk


def read_agencies() -> Iterator[AgencyDraft]:
    """This function will read the shipped list of agencies."""
    for row in _rows("balikpapan-agencies.csv"):
        yield AgencyDraft(
            code=row["code"],
            abbreviation=row["abbreviation"],
            name=row["name"],
            kind=AgencyKind(row["kind"]),
            valid_from=KNOWN_FROM,
            tasks=row["tasks"],
            source=row["source"],
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
