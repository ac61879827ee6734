"""A small city for coverage: two kelurahan, squares of two kilometers side by side, with children and places."""

from __future__ import annotations

from datetime import date
from typing import Any

from paripurna.platform.regions.models import Border, City
from paripurna.rooms.places.coverage import actions
from paripurna.rooms.places.coverage.models import ChildrenNumbers
from paripurna.rooms.places.coverage.types import About, Basis, NumbersDraft, Origin
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region

WEST, EAST = "64.71.05.1001", "64.71.05.1002"
CORNERS = {WEST: 116.80, EAST: 116.818}
SIDE, SOUTH = 0.018, -1.25
CENTERS = {code: (west + SIDE / 2, SOUTH + SIDE / 2) for code, west in CORNERS.items()}


def draw_borders() -> None:
    """This function will make both kelurahan with their borders."""
    for code, name in ((WEST, "Barat"), (EAST, "Timur")):
        west = CORNERS[code]
        ring = [[west, SOUTH], [west + SIDE, SOUTH], [west + SIDE, SOUTH + SIDE], [west, SOUTH + SIDE], [west, SOUTH]]
        lon, lat = CENTERS[code]
        Border.objects.create(
            region=make_region(code, name),
            detail="full",
            geometry={"type": "Polygon", "coordinates": [ring]},
            label_lon=lon,
            label_lat=lat,
            source="contoh",
            license="MIT",
        )


def use_numbers(city: City, counts: dict[str, tuple[int, ...] | None], **about: Any) -> ChildrenNumbers:
    """This function will have the city counted with these numbers of children 0–5 and 6–17."""
    total = sum(sum(row) for row in counts.values() if row)
    draft = NumbersDraft(Origin.TABLE, ((0, 5), (6, 17)), counts, total=total)
    said = About("Disdukcapil", date(2026, 6, 30), Basis.MEASURED, **about)
    numbers = actions.add_numbers(city=city, draft=draft, about=said, by=None, at=NOW)
    return actions.use_numbers(numbers=numbers, by=None, at=NOW)


def put_place(city: City, code: str, **values: Any) -> Any:
    """This function will open a play space in the middle of a kelurahan."""
    lon, lat = CENTERS[code]
    return make_place(city, **{"name": f"Taman {code}", "lon": lon, "lat": lat, **values})


def write_graphml(*spots: tuple[float, float]) -> str:
    """This function will write a street through these spots (longitude, latitude) as OSMnx does."""
    keys = (("d0", "graph", "crs"), ("d1", "node", "y"), ("d2", "node", "x"))
    heads = "".join(f'<key id="{key}" for="{of}" attr.name="{name}" attr.type="string"/>' for key, of, name in keys)
    nodes = "".join(
        f'<node id="{number}"><data key="d1">{lat}</data><data key="d2">{lon}</data></node>'
        for number, (lon, lat) in enumerate(spots, 1)
    )
    edges = "".join(f'<edge source="{number}" target="{number + 1}" id="0"/>' for number in range(1, len(spots)))
    graph = f'<graph edgedefault="directed"><data key="d0">epsg:4326</data>{nodes}{edges}</graph>'
    return f'<?xml version="1.0"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{heads}{graph}</graphml>'
