"""A grid of points inside each kelurahan, on which a count is spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from paripurna.core.siting.areas import Areas
from paripurna.core.siting.projection import Projection, center_on
from paripurna.core.siting.types import Floats, Ints

SETTLED_M = 500.0  # from a place that is known: people live there


@dataclass(frozen=True)
class Grid:
    """Points a step apart; `area[i]` is the index of the kelurahan that point i lies in."""

    lon: Floats
    lat: Floats
    area: Ints


def lay_grid(areas: Areas, step_m: float, settled: tuple[Floats, Floats] | None = None) -> Grid:
    """This function will lay points a step apart into every area; one too small for any gets a point inside it.

    With `settled` (lon, lat of known places) only points near one of them stay, where an area has any: nobody lives in the forest.
    """
    bounds = np.array([polygon.bounds for polygon in areas.polygons])
    projection = center_on(bounds[:, [0, 2]].ravel(), bounds[:, [1, 3]].ravel())
    parts = [_fill(polygon, projection, step_m) for polygon in areas.polygons]
    if settled is not None:
        tree = cKDTree(projection.place(*settled))
        parts = [_keep_settled(part, projection, tree) for part in parts]
    lon, lat = np.vstack(parts).T
    return Grid(lon, lat, np.repeat(np.arange(len(parts)), [len(part) for part in parts]))


def _fill(polygon: BaseGeometry, projection: Projection, step_m: float) -> Floats:
    """The lattice is one for the whole city, so that points of neighbors keep their distance."""
    east, north = projection.meters_a_degree()
    step_x, step_y = step_m / east, step_m / north
    west, low, far, high = polygon.bounds
    lon = projection.lon + step_x * np.arange(*_range(west, far, projection.lon, step=step_x))
    lat = projection.lat + step_y * np.arange(*_range(low, high, projection.lat, step=step_y))
    x, y = (side.ravel() for side in np.meshgrid(lon, lat))
    inside = shapely.contains_xy(polygon, x, y)
    if not inside.any():
        point = polygon.representative_point()
        return np.array([[point.x, point.y]])
    return np.column_stack([x[inside], y[inside]])


def _range(low: float, high: float, origin: float, *, step: float) -> tuple[int, int]:
    return int(np.ceil((low - origin) / step)), int(np.floor((high - origin) / step)) + 1


def _keep_settled(points: Floats, projection: Projection, tree: cKDTree) -> Floats:
    near = tree.query(projection.place(points[:, 0], points[:, 1]))[0] <= SETTLED_M
    return points[near] if near.any() else points
