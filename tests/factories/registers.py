"""Entries of registers for tests: made as people make them, by actions."""

from datetime import UTC, date, datetime
from typing import Any

from paripurna.platform.regions.models import City
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.queries import Entry
from paripurna.rooms.registers.regulations import REGULATIONS

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def draft_regulation(agency: AgencyRef, **values: Any) -> dict[str, Any]:
    known = {
        "kind": "PERDA",
        "number": "6",
        "year": 2023,
        "title": "Penyelenggaraan Kota Layak Anak",
        "state": "IN_FORCE",
        "enacted_on": date(2023, 8, 1),
        "subjects": ["kla"],
        "agency_id": agency.id,
    }
    return known | values


def make_entry(register: Register, city: City, values: dict[str, Any], **more: Any) -> Entry:
    return actions.add_entry(register=register, city=city, values=values, **{"by": None, "at": NOW} | more)


def make_regulation(city: City, agency: AgencyRef, **values: Any) -> Any:
    return make_entry(REGULATIONS, city, draft_regulation(agency, **values))
