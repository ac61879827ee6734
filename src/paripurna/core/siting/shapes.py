"""The shape of one place as GeoJSON: a border, a route or a point; checked, with a position that lies on it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from paripurna.core.siting.types import Fault, Position, refuse

SHAPES = ("Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_WHERE = re.compile(r"\[(-?[\d.e-]+) (-?[\d.e-]+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """`geometry` is GeoJSON without heights; `position` lies in the border or midway along the route."""

    geometry: dict[str, Any]
    position: Position


def read_shape(geojson: Any) -> Shape:
    """This function will read a geometry, a feature, or a collection of one feature. Raises `BadInput`.

    A border that crosses itself is refused, and the mistake's detail names the spot as "latitude, longitude".
    """
    geometry = _unwrap(geojson)
    try:
        found = shapely.force_2d(shape(geometry))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, shapely.errors.ShapelyError):
        raise refuse(Fault.NOT_A_SHAPE, "shape") from None
    if found.is_empty or found.geom_type not in SHAPES:
        raise refuse(Fault.NOT_A_SHAPE, "shape")
    if not found.is_valid:
        raise refuse(*_tell_invalid(explain_validity(found)))
    return Shape(json.loads(shapely.to_geojson(found)), _place_on(found))


def _unwrap(geojson: Any) -> Any:
    known = geojson if isinstance(geojson, Mapping) else {}
    features = known.get("features")
    if isinstance(features, list) and len(features) == 1:
        return _unwrap(features[0])
    return known.get("geometry", known)


def _tell_invalid(reason: str) -> tuple[Fault, str, str]:
    spot = _WHERE.search(reason)
    if spot is None or "ntersection" not in reason:
        return Fault.NOT_A_SHAPE, "shape", reason
    return Fault.CROSSES_ITSELF, "shape", f"{float(spot[2]):.6f}, {float(spot[1]):.6f}"


def _place_on(found: BaseGeometry) -> Position:
    is_line = found.geom_type.endswith("LineString")
    point = found.interpolate(0.5, normalized=True) if is_line else found.representative_point()
    return Position(point.x, point.y)
