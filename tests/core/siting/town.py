"""A town of four square kelurahan, 2 km a side, two by two about a point in Balikpapan, and what may stand in it."""

from __future__ import annotations

from typing import Any

import numpy as np

from paripurna.core.siting import Areas, Place, Position, read_areas
from paripurna.core.siting.projection import Projection
from paripurna.core.siting.types import ALL_AGES, AgeGroup, Basis, Demand, Origin

CENTER = Projection(116.85, -1.25)
CODES = ("64.71.01.1001", "64.71.01.1002", "64.71.02.1001", "64.71.02.1002")
CORNERS = {CODES[0]: (-2000, 0), CODES[1]: (0, 0), CODES[2]: (-2000, -2000), CODES[3]: (0, -2000)}
SIDE = 2000


def at(east: float, north: float) -> Position:
    """The position so many meters from the center."""
    lon, lat = CENTER.locate(np.array([[east, north]], dtype=float))
    return Position(float(lon[0]), float(lat[0]))


def build_ring(*corners: tuple[float, float]) -> list[list[float]]:
    positions = [at(east, north) for east, north in (*corners, corners[0])]
    return [[position.lon, position.lat] for position in positions]


def build_feature(code: str, ring: list[list[float]], kind: str = "Polygon") -> dict[str, Any]:
    return {"properties": {"code": code}, "geometry": {"type": kind, "coordinates": [ring]}}


def build_collection() -> dict[str, Any]:
    squares = {
        code: build_ring((x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE)) for code, (x, y) in CORNERS.items()
    }
    return {"type": "FeatureCollection", "features": [build_feature(code, ring) for code, ring in squares.items()]}


def build_areas() -> Areas:
    return read_areas(build_collection())


def build_demand(
    *points: tuple[float, float, float],
    groups: tuple[AgeGroup, ...] = (ALL_AGES,),
    basis: tuple[Basis, ...] = (Basis.MEASURED,) * 4,
) -> Demand:
    """Points as meters east, meters north, children (of the first age group)."""
    places = [at(east, north) for east, north, _ in points]
    children = np.zeros((len(points), len(groups)))
    children[:, 0] = [count for _, _, count in points]
    lon, lat = np.array([place.lon for place in places]), np.array([place.lat for place in places])
    return Demand(lon, lat, children, build_areas().find(lon, lat), CODES, groups, basis, Origin.POINTS)


def build_place(code: str, east: float, north: float, **about: Any) -> Place:
    return Place(code, at(east, north), **{"kelurahan": CODES[1], "area_m2": 500.0, **about})
