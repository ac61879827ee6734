"""Entries of registers for tests: made as people make them, by actions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from paripurna.platform.regions.models import City
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers import actions
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.innovations import INNOVATIONS
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


def make_budget_line(city: City, agency: AgencyRef, **values: Any) -> Any:
    known = {
        "year": 2025,
        "stage": "DPA",
        "fund": "PAD",
        "sub_activity_code": "2.08.06.2.01.0001",
        "sub_activity": "Koordinasi gugus tugas",
        "ceiling_idr": 100_000_000,
        "subjects": ["task_force_meeting"],
        "agency_id": agency.id,
    }
    return make_entry(BUDGET, city, known | values)


def make_innovation(city: City, agency: AgencyRef, **values: Any) -> Any:
    known = {
        "title": "Akta pulang bersama ibu",
        "problem": "Bayi pulang tanpa akta",
        "idea": "Akta terbit di rumah sakit",
        "started_on": date(2022, 3, 1),
        "result": "Kepemilikan akta naik",
        "measure": "Anak berakta",
        "before_value": Decimal(91),
        "before_year": 2021,
        "after_value": Decimal(98),
        "after_year": 2025,
        "subjects": ["birth_certificate"],
        "agency_id": agency.id,
    }
    return make_entry(INNOVATIONS, city, known | values)
