"""The register as a file: a table that can be imported again, or GeoJSON for a map program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from paripurna.platform.tables.writing import WRITERS, Value
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.types import Access, Fund, Land, LandStatus, Phase, PositionBasis

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Place

GEOJSON, SHAPE = "geojson", "Bentuk"
WHERE = frozenset({SHAPE, "Lintang", "Bujur", "Alamat"})
LONGEST_CELL = 32_767
ENDINGS = (*WRITERS, GEOJSON)
Write = Callable[["Place"], Any]


def _choice(name: str, choices: Any) -> Write:
    return lambda place: str(choices(value).label) if (value := getattr(place, name)) else ""


def _own(name: str) -> Write:
    return lambda place: getattr(place, name)


def _write_kind(place: Place) -> str:
    kind = list_kinds().get(place.kind)
    return kind.short if kind else place.kind


def _write_agency(place: Place) -> str:
    return place.agency.abbreviation if place.agency else ""


def _write_partner(place: Place) -> str:
    return place.partner.abbreviation if place.partner else ""


def _write_kelurahan(place: Place) -> str:
    return place.kelurahan.name if place.kelurahan else ""


def _write_shape(place: Place) -> str:
    """What is more than a point, unless it is longer than a cell of a workbook may be."""
    shape = json.dumps(place.geometry) if place.geometry else ""
    return shape if len(shape) <= LONGEST_CELL else ""


def _write_kelurahan_code(place: Place) -> str:
    return place.kelurahan.code if place.kelurahan else ""


# Heads and words are Indonesian whoever takes the file out, so that an import knows them again.
COLUMNS: tuple[tuple[str, Write], ...] = (
    ("Kode", _own("code")),
    ("Jenis", _write_kind),
    ("Nama", _own("name")),
    ("Nama lain", lambda place: " · ".join(place.aliases)),
    ("Keadaan", _choice("phase", Phase)),
    ("Sejak", _own("phase_since")),
    ("Lintang", _own("lat")),
    ("Bujur", _own("lon")),
    (SHAPE, _write_shape),
    ("Dasar letak", _choice("position_basis", PositionBasis)),
    ("Kode kelurahan", _write_kelurahan_code),
    ("Kelurahan", _write_kelurahan),
    ("Alamat", _own("address")),
    ("Pemilik lahan", _choice("land_owner", Land)),
    ("Nama pemilik lahan", _own("land_owner_name")),
    ("Status lahan", _choice("land_status", LandStatus)),
    ("Perangkat daerah", _write_agency),
    ("Pengelola", _own("manager")),
    ("Buka", _own("opens_at")),
    ("Tutup", _own("closes_at")),
    ("Keterangan jam buka", _own("hours_note")),
    ("Gratis", _own("is_free")),
    ("Usia dari", _own("age_from")),
    ("Usia sampai", _own("age_to")),
    ("Akses disabilitas", _choice("access", Access)),
    ("Keterangan akses", _own("access_note")),
    ("Daya tampung", _own("capacity")),
    ("Luas (m2)", _own("area_m2")),
    ("Sumber dana", _choice("fund", Fund)),
    ("Mitra", _write_partner),
    ("Biaya (Rp)", _own("cost_idr")),
    ("Tidak untuk peta umum", lambda place: not is_public(place)),
    ("Catatan", _own("note")),
    ("Sumber", _own("source")),
    ("Nomor di sumber", _own("source_key")),
    ("Lisensi", _own("license")),
)


def is_public(place: Place) -> bool:
    """This function will say whether a place may stand on a public map at all."""
    kind = list_kinds().get(place.kind)
    return not place.is_hidden and (kind is None or kind.is_public)


def build_table(places: Iterable[Place], *, may_locate: Callable[[Place], bool]) -> list[list[Value]]:
    """This function will lay places out below the heads of their columns, without where they are if that may not be told."""
    heads: list[Value] = [head for head, _write in COLUMNS]
    with override("id"):
        return [heads, *(_build_row(place, frozenset() if may_locate(place) else WHERE) for place in places)]


def _build_row(place: Place, left_out: frozenset[str]) -> list[Value]:
    return ["" if head in left_out else _cell(write(place)) for head, write in COLUMNS]


def _cell(value: Any) -> Value:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return float(value) if isinstance(value, Decimal) else value


def write_geojson(places: Iterable[Place]) -> bytes:
    """This function will write places for a map program. A map is passed on, so who is never public has no position in it."""
    with override("id"):
        features = [_feature(place) for place in places]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False).encode()


def _feature(place: Place) -> dict[str, Any]:
    left_out = {SHAPE} if is_public(place) else WHERE
    properties = {head: _cell(write(place)) for head, write in COLUMNS if head not in left_out}
    return {"type": "Feature", "id": place.code, "geometry": _geometry(place), "properties": properties}


def _geometry(place: Place) -> Any:
    if place.lon is None or not is_public(place):
        return None
    return place.geometry or {"type": "Point", "coordinates": [place.lon, place.lat]}
