"""The play spaces of Balikpapan as public reports name them, and its places in OpenStreetMap: for the demo, and as a beginning for the city itself."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from paripurna.platform.regions.queries import find_region_id
from paripurna.rooms.network import queries as network
from paripurna.rooms.places import queries
from paripurna.rooms.places.actions import add_place
from paripurna.rooms.places.importing.actions import import_places
from paripurna.rooms.places.importing.types import Given
from paripurna.rooms.places.types import Values

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

FILE = Path(__file__).parent / "data" / "balikpapan-rbra.csv"
OSM_FILE = FILE.with_name("balikpapan-places-osm.csv")
OSM = Given(source="© OpenStreetMap contributors, 29 Desember 2025", license="ODbL 1.0")


def load_play_spaces(city: City, *, at: datetime) -> int:
    """This function will add the play spaces that the register does not know yet; returns how many. Nothing is certified."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = queries.list_source_keys(city)
    missing = [row for row in rows if row["source_key"] not in known]
    for row in missing:
        add_place(city=city, values=read_row(row, city), by=None, at=at)
    return len(missing)


def load_osm_places(city: City, *, at: datetime) -> int:
    """This function will import the places of Balikpapan in OpenStreetMap; returns how many are new. Nothing is certified."""
    return len(import_places(city=city, content=OSM_FILE.read_bytes(), given=OSM, by=None, at=at).added)


def read_row(row: dict[str, str], city: City) -> Values:
    """This function will return what a row of the file says of a place; an empty cell says nothing."""
    partner = network.find_agency(city, row["partner_code"]) if row["partner_code"] else None
    plain = ("source_key", "kind", "name", "phase", "position_basis", "address", "land_owner", "hours_note")
    return {name: row[name] for name in (*plain, "fund", "note", "source", "license")} | {
        "aliases": [row["aliases"]] if row["aliases"] else [],
        "phase_since": date.fromisoformat(row["phase_since"]) if row["phase_since"] else None,
        "lat": float(row["lat"]) if row["lat"] else None,
        "lon": float(row["lon"]) if row["lon"] else None,
        "kelurahan_id": find_region_id(row["kelurahan_code"], within=city.code) if row["kelurahan_code"] else None,
        "opens_at": time.fromisoformat(row["opens_at"]) if row["opens_at"] else None,
        "is_free": True if row["is_free"] else None,
        "area_m2": Decimal(row["area_m2"]) if row["area_m2"] else None,
        "partner_id": partner.id if partner else None,
    }
