"""The agencies of Balikpapan as sources name them: for the demo, and as a beginning for the city itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paripurna.rooms.network import actions
from paripurna.rooms.network.types import AgencyDraft, AgencyKind

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

DATA = Path(__file__).parent / "data"
KNOWN_FROM = date(2025, 1, 1)  # the sources are of 2025; when an office was founded they do not say


def load_balikpapan_agencies(city: City, *, by: User | None, at: datetime) -> None:
    """This function will load the agencies of Balikpapan and the roles they play; loading twice changes nothing."""
    actions.import_agencies(city=city, drafts=list(read_agencies()), by=by, at=at)
    for row in _rows("balikpapan-roles.csv"):
        actions.set_role(city=city, role=row["role"], codes=[row["agency"]], note=row["basis"], by=by, at=at)


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
