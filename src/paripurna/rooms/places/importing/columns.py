"""What a column of a list may hold: the words that head it, and how its cells are read. The heads of our own export are among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.places.describing import BY_NAME
from paripurna.rooms.places.importing import cells
from paripurna.rooms.places.importing.cells import Read
from paripurna.rooms.places.types import Access, Fund, Land, LandStatus, Phase, PositionBasis

IGNORED = ""
PHASE_WORDS = {
    "ada": Phase.OPEN, "aktif": Phase.OPEN, "buka": Phase.OPEN, "beroperasi": Phase.OPEN, "berfungsi": Phase.OPEN,
    "rencana": Phase.IDEA, "direncanakan": Phase.IDEA, "usulan": Phase.IDEA,
    "dibangun": Phase.BUILT, "selesai dibangun": Phase.BUILT, "tutup": Phase.CLOSED, "tidak aktif": Phase.CLOSED,
}  # fmt: skip
MOST_MONEY, MOST_PEOPLE, MOST_AREA = 10**13, 100_000, 10**7


read_name = cells.read_text(200)


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is a field of a place, or one of those below that stand for several or lead to one."""

    name: str
    words: tuple[str, ...]
    read: Read = read_name
    said: Promise | str = ""

    @property
    def label(self) -> str:
        return str(self.said or BY_NAME[self.name].label)


# What a row is known by, and where it lies: read together, see `rows.py`.
CODE, NUMBER, SCHOOL_NUMBER, OSM_NUMBER = "code", "source_key", "npsn", "osm_id"
POSITION, LAT, LON, SHAPE = "position", "lat", "lon", "geometry"
KELURAHAN_CODE, KELURAHAN = "kelurahan_code", "kelurahan"
PREFIXES = {
    NUMBER: "",
    SCHOOL_NUMBER: "npsn:",
    OSM_NUMBER: "osm:",
}  # by which a place is known again, the strongest first
STANDING_FOR = {
    CODE: (NUMBER, SCHOOL_NUMBER, OSM_NUMBER),
    LAT: (POSITION, SHAPE, LON),
    KELURAHAN: (KELURAHAN_CODE, LAT),
}
APART = frozenset({CODE, NUMBER, SCHOOL_NUMBER, OSM_NUMBER, POSITION, LAT, LON, SHAPE, KELURAHAN_CODE, KELURAHAN})

COLUMNS: tuple[Column, ...] = (
    Column(CODE, ("kode", "kode sarana"), said=_("Code of the place in this register")),
    Column(NUMBER, ("nomor di sumber", "source_key", "id sumber"), cells.read_text(80)),
    Column(SCHOOL_NUMBER, ("npsn",), cells.read_school_number, _("NPSN of the school")),
    Column(OSM_NUMBER, ("osm_id", "osm id", "@id", "id osm"), cells.read_text(60), _("Number in OpenStreetMap")),
    Column("kind", ("jenis", "jenis sarana", "kategori", "category", "kind"), cells.read_kind),
    Column("name", ("nama", "nama sarana", "nama sekolah", "nama satuan pendidikan", "nama tempat", "name")),
    Column("aliases", ("nama lain", "alias", "aliases", "alt_name"), cells.read_aliases),
    Column("phase", ("keadaan", "status", "phase"), cells.read_choice(Phase, PHASE_WORDS)),
    Column("phase_since", ("sejak", "phase_since"), cells.read_day),
    Column(LAT, ("lintang", "latitude", "lat", "y")),
    Column(LON, ("bujur", "longitude", "lon", "lng", "long", "x")),
    Column(POSITION, ("posisi", "koordinat", "titik koordinat", "letak", "coordinates"), said=_("Position")),
    Column(SHAPE, ("geometry", "geojson", "bentuk"), cells.read_shape),
    Column("position_basis", ("dasar letak",), cells.read_choice(PositionBasis, {"perkiraan": "ESTIMATED"})),
    Column(KELURAHAN_CODE, ("kode kelurahan", "kelurahan_code", "kode wilayah"), said=_("Code of the kelurahan")),
    Column(KELURAHAN, ("kelurahan", "desa/kelurahan", "desa kelurahan"), said=_("Kelurahan")),
    Column("address", ("alamat", "alamat jalan", "jalan", "address", "addr:street"), cells.read_text(300)),
    Column("land_owner", ("pemilik lahan",), cells.read_choice(Land)),
    Column("land_owner_name", ("nama pemilik lahan",)),
    Column("land_status", ("status lahan",), cells.read_choice(LandStatus)),
    Column("agency_id", ("perangkat daerah", "opd"), cells.read_agency),
    Column("manager", ("pengelola",)),
    Column("opens_at", ("buka", "jam buka", "opens_at"), cells.read_clock),
    Column("closes_at", ("tutup", "jam tutup", "closes_at"), cells.read_clock),
    Column("hours_note", ("keterangan jam buka", "opening_hours")),
    Column("is_free", ("gratis",), cells.read_yes, pgettext_lazy("place", "Free of charge")),
    Column("age_from", ("usia dari", "usia minimum"), cells.read_number(17)),
    Column("age_to", ("usia sampai", "usia maksimum"), cells.read_number(17)),
    Column("access", ("akses disabilitas",), cells.read_choice(Access)),
    Column("access_note", ("keterangan akses",), cells.read_text(300)),
    Column("capacity", ("daya tampung", "kapasitas"), cells.read_number(MOST_PEOPLE)),
    Column("area_m2", ("luas (m2)", "luas m2", "luas"), cells.read_number(MOST_AREA, places=1)),
    Column("fund", ("sumber dana",), cells.read_choice(Fund)),
    Column("partner_id", ("mitra",), cells.read_agency),
    Column("cost_idr", ("biaya (rp)", "biaya"), cells.read_number(MOST_MONEY)),
    Column("is_hidden", ("tidak untuk peta umum",), cells.read_yes, _("Never on a public map")),
    Column("note", ("catatan", "keterangan", "note"), cells.read_text(5000)),
    Column("source", ("sumber", "source"), cells.read_text(300)),
    Column("license", ("lisensi", "license"), cells.read_text(100)),
)
COLUMN_BY_NAME: Mapping[str, Column] = {one.name: one for one in COLUMNS}
