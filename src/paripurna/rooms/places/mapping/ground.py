"""The borders that a city is drawn in: of its kelurahan where they are known, else of what is nearest above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from paripurna.platform.regions.drawing import Drawing, draw, list_rings
from paripurna.platform.regions.queries import get_borders, list_regions, read_version
from paripurna.platform.regions.types import Level, RegionRef
from paripurna.rooms.places.mapping.types import Box

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

LEVELS = (Level.KELURAHAN, Level.KECAMATAN, Level.CITY)


@dataclass(frozen=True, slots=True)
class Ground:
    """Regions of one level, how they are drawn, and how far each reaches. `drawing` is None where no border is known."""

    level: Level
    regions: tuple[RegionRef, ...]
    drawing: Drawing | None = None
    boxes: Mapping[str, Box] = field(default_factory=dict)

    def is_seen(self, code: str, view: Box) -> bool:
        """This function will say whether any of a region may lie in the view; yes where its border is not known."""
        west, south, east, north = self.boxes.get(code, view)
        return west <= view[2] and east >= view[0] and south <= view[3] and north >= view[1]

    def region_of(self, kelurahan: str) -> str:
        """This function will return the code of the region of this level that a kelurahan belongs to."""
        return ".".join(kelurahan.split(".")[: self.level])


def read_ground(city: City) -> Ground:
    """This function will return where the city's places lie, drawn once for each load of the reference data."""
    version = read_version()
    return _keep(city.code, version) if version else _read(city.code)


@lru_cache(maxsize=32)
def _keep(code: str, version: str) -> Ground:
    return _read(code)


def _read(code: str) -> Ground:
    for level in LEVELS:
        borders = get_borders(code, level=level)
        if drawing := draw(borders):
            boxes = {
                feature["properties"]["code"]: _measure_box(feature["geometry"]) for feature in borders["features"]
            }
            return Ground(level, tuple(list_regions(code, level)), drawing, boxes)
    return Ground(Level.KELURAHAN, tuple(list_regions(code, Level.KELURAHAN)))


def _measure_box(geometry: Mapping[str, Any]) -> Box:
    points = [point for ring in list_rings(geometry) for point in ring]
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)
