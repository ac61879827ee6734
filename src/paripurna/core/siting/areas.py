"""Borders of kelurahan: read from GeoJSON, checked, and asked who lies where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from paripurna.core.siting.types import BadInput, Fault, Floats, Ints, Mistake, Position

NOWHERE = -1
POLYGONS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Areas:
    """Kelurahan by code with their polygons."""

    codes: tuple[str, ...]
    polygons: tuple[BaseGeometry, ...]

    def find(self, lon: Floats, lat: Floats) -> Ints:
        """This function will return the index of the kelurahan each position lies in, `NOWHERE` outside all of them.

        A position on a border belongs to the first of its neighbors.
        """
        tree = shapely.STRtree(list(self.polygons))
        points, areas = tree.query(shapely.points(lon, lat), predicate="intersects")
        found = np.full(len(lon), NOWHERE, dtype=np.int64)
        order = np.lexsort((-areas, points))
        found[points[order]] = areas[order]
        return found


def read_areas(collection: Mapping[str, Any]) -> Areas:
    """This function will return the areas of a GeoJSON FeatureCollection. Raises `BadInput` naming every bad polygon."""
    codes = [str(feature["properties"].get("code", "")) for feature in collection["features"]]
    polygons = [_read_polygon(feature["geometry"]) for feature in collection["features"]]
    mistakes = [mistake for code, polygon in zip(codes, polygons, strict=True) if (mistake := _check(code, polygon))]
    mistakes += [Mistake(Fault.REPEATED, code) for code in sorted(set(codes)) if codes.count(code) > 1]
    if mistakes:
        raise BadInput(tuple(mistakes))
    return Areas(tuple(codes), tuple(polygon for polygon in polygons if polygon is not None))


def mend_polygon(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """This function will part a border that crosses itself at the crossing, keeping the area; the result wants a look."""
    mended: dict[str, Any] = shapely.geometry.mapping(shapely.make_valid(shape(geometry)))
    return mended


def check_positions(named: Iterable[tuple[str, Position]], areas: Areas) -> tuple[Mistake, ...]:
    """This function will name what is wrong with positions: no numbers, swapped, outside the city."""
    listed = list(named)
    if not listed:
        return ()
    lon, lat = np.array([[position.lon, position.lat] for _, position in listed], dtype=float).T
    good, mirrored = areas.find(lon, lat) != NOWHERE, areas.find(lat, lon) != NOWHERE
    return tuple(
        Mistake(_name_fault(position, is_mirrored=swapped), name, f"{position.lon}, {position.lat}")
        for (name, position), inside, swapped in zip(listed, good, mirrored, strict=True)
        if not inside
    )


def _name_fault(position: Position, *, is_mirrored: bool) -> Fault:
    if is_mirrored:
        return Fault.SWAPPED
    return Fault.OUTSIDE if _is_on_earth(position.lon, position.lat) else Fault.NOT_A_POSITION


def _read_polygon(geometry: Mapping[str, Any] | None) -> BaseGeometry | None:
    if geometry is None or geometry.get("type") not in POLYGONS:
        return None
    try:
        polygon: BaseGeometry = shape(geometry)
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError):
        return None
    return polygon


def _check(code: str, polygon: BaseGeometry | None) -> Mistake | None:
    if polygon is None or polygon.is_empty:
        return Mistake(Fault.NOT_A_POLYGON, code)
    if not polygon.is_valid:
        return Mistake(Fault.CROSSES_ITSELF, code, explain_validity(polygon))
    west, south, east, north = polygon.bounds
    if _is_on_earth(west, south) and _is_on_earth(east, north):
        return None
    is_mirrored = _is_on_earth(south, west) and _is_on_earth(north, east)
    return Mistake(Fault.SWAPPED if is_mirrored else Fault.NOT_A_POSITION, code)


def _is_on_earth(lon: float, lat: float) -> bool:
    return isfinite(lon) and isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90
