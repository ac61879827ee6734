"""Regions and cities for tests that need a place, without loading the whole country."""

from datetime import UTC, date, datetime

from paripurna.platform.regions.models import Border, City, Region
from paripurna.platform.regions.names import core_name, fold
from paripurna.platform.regions.types import Detail

SINCE = date(2025, 4, 25)
TYPE_OF_LEVEL = {1: "provinsi", 2: "kota", 3: "kecamatan", 4: "kelurahan"}


def make_region(code: str = "64.71", name: str = "Kota Balikpapan", *, kind: str = "") -> Region:
    """This function will return the region, with regions above it (named by their codes if they are new)."""
    parent_code = code.rpartition(".")[0]
    if existing := Region.objects.filter(code=code, valid_to=None).first():
        return existing
    parent = make_region(parent_code, f"Wilayah {parent_code}") if parent_code else None
    level = code.count(".") + 1
    kind = kind or TYPE_OF_LEVEL[level]
    search = f"{fold(name)} {parent.search}" if parent else fold(name)
    return Region.objects.create(
        code=code,
        name=name,
        level=level,
        type=kind,
        parent=parent,
        valid_from=SINCE,
        folded=core_name(name, kind),
        search=search,
    )


def make_city(
    code: str = "64.71", name: str = "Kota Balikpapan", *, slug: str = "balikpapan", kind: str = "kota"
) -> City:
    """This function will return an enabled city with its region and province."""
    region = make_region(code, name, kind=kind)
    defaults = {"code": code, "slug": slug, "name": name, "enabled_at": datetime(2026, 1, 5, tzinfo=UTC)}
    return City.objects.get_or_create(region=region, defaults=defaults)[0]


def make_square(code: str, name: str, *, west: float, south: float, size: float = 0.1) -> Region:
    """This function will return the region with a square border, by which positions find it."""
    region = make_region(code, name)
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    Border.objects.create(
        region=region,
        detail=Detail.SIMPLE,
        geometry={"type": "Polygon", "coordinates": [ring]},
        label_lon=west + size / 2,
        label_lat=south + size / 2,
        source="contoh",
        license="CC0",
    )
    return region
