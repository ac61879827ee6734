"""From GeoJSON to the paths of an inline SVG: no tiles, no foreign host. Plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Ring = list[tuple[float, float]]
SIZE = 1000  # units of the longer side


@dataclass(frozen=True, slots=True)
class Shape:
    """One region of a drawing."""

    code: str
    name: str
    label: str  # the name without the word that all names of the drawing begin with
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Frame:
    """Maps longitude and latitude to the drawing; a degree of longitude shrinks with the cosine of the latitude."""

    west: float
    north: float
    east: float
    south: float
    scale: float
    squeeze: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.west, self.south, self.east, self.north

    def place(self, lon: float, lat: float) -> tuple[int, int]:
        return round((lon - self.west) * self.squeeze * self.scale), round((self.north - lat) * self.scale)


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    frame: Frame
    source: str = ""
    license: str = ""


def draw(collection: Mapping[str, Any]) -> Drawing | None:
    """This function will draw the features of a GeoJSON collection, or return None if there are none."""
    features = collection["features"]
    points = [point for feature in features for ring in list_rings(feature["geometry"]) for point in ring]
    if not points:
        return None
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    squeeze = cos(radians((south + north) / 2))
    scale = SIZE / max((east - west) * squeeze, north - south)
    frame = Frame(west, north, east, south, scale, squeeze)
    width, height = frame.place(east, south)
    about = features[0]["properties"]
    shared = _shared_word([feature["properties"]["name"] for feature in features])
    shapes = tuple(_shape(feature, frame, shared) for feature in features)
    return Drawing(width, height, shapes, frame, about.get("source", ""), about.get("license", ""))


def _shared_word(names: list[str]) -> str:
    """The first word, with its space, if every name begins with it and has more; else nothing."""
    first = f"{names[0].partition(' ')[0]} "
    return first if len(names) > 1 and all(name.startswith(first) for name in names) else ""


def _shape(feature: Mapping[str, Any], frame: Frame, shared: str) -> Shape:
    of = feature["properties"]
    label_x, label_y = frame.place(of["label_lon"], of["label_lat"])
    path = "".join(_path(ring, frame) for ring in list_rings(feature["geometry"]))
    return Shape(of["code"], of["name"], of["name"].removeprefix(shared), path, label_x, label_y)


def list_rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    """This function will return the rings of a polygon or of several, outer and inner alike."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _path(ring: Ring, frame: Frame) -> str:
    """Points that fall together in the drawing are drawn once; a ring that shrinks to a dot is left out."""
    placed: list[tuple[int, int]] = []
    for lon, lat, *_ in ring:
        spot = frame.place(lon, lat)
        if not placed or placed[-1] != spot:
            placed.append(spot)
    if len(set(placed)) < 3:
        return ""
    return "M" + "L".join(f"{x} {y}" for x, y in placed) + "Z"
