"""Paths read from lines of GeoJSON, or from GraphML as OSMnx writes it. What is wrong is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from math import isfinite
from typing import Any
from xml.etree import ElementTree as ET  # texts with entities are refused before they are read

import shapely

from paripurna.core.siting.network import Network, Spot, Way, build_network
from paripurna.core.siting.types import Fault, refuse

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
DATA = f"{GRAPHML}data"
ROOT = re.compile(r"<([A-Za-z][\w.:-]*)")
LINES = ("LineString", "MultiLineString")


def read_network(text: str) -> Network:
    """This function will read lines of a GeoJSON collection, or nodes and edges of GraphML. Raises `BadInput`."""
    return _read_graphml(text) if text.lstrip().startswith("<") else _read_geojson(text)


def _read_geojson(text: str) -> Network:
    try:
        collection = json.loads(text)
        crs = (collection.get("crs") or {}).get("properties", {}).get("name", "")
        ways = [Way([_read_spot(*spot[:2]) for spot in line]) for line in _list_lines(collection)]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise refuse(Fault.NOT_A_NETWORK, "network", str(error)) from error
    return build_network(ways, crs)


def _list_lines(collection: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    for feature in collection.get("features", ()):
        geometry = feature.get("geometry") or {}
        if geometry.get("type") in LINES:
            yield from geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]


def _read_graphml(text: str) -> Network:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refuse(Fault.NOT_A_NETWORK, "network", "DOCTYPE")
    root = ROOT.search(text)
    if root is None or not root[1].endswith("graphml"):
        raise refuse(Fault.NOT_A_NETWORK, "network", root[0] if root else "")
    reading = _GraphML()
    try:
        for _end, element in ET.iterparse(StringIO(text)):  # noqa: S314
            reading.take(element)
    except ET.ParseError as error:
        raise refuse(Fault.NOT_A_NETWORK, "network", str(error)) from error
    return build_network(reading.list_ways(), reading.crs)


@dataclass
class _GraphML:
    """Takes elements as they end, and lets go of them: a city's file has tens of megabytes."""

    names: dict[str, str] = field(default_factory=dict)  # of data, by key
    spots: dict[str, Spot] = field(default_factory=dict)  # of nodes
    edges: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)  # ends, meters, corners
    crs: str = ""

    def take(self, element: ET.Element) -> None:
        if element.tag == DATA:
            return
        match element.tag.removeprefix(GRAPHML):
            case "key":
                self.names[element.get("id", "")] = element.get("attr.name", "")
            case "node":
                self._take_node(element.get("id", ""), self._read_data(element))
                element.clear()
            case "edge":
                data = self._read_data(element)
                ends = element.get("source", ""), element.get("target", "")
                self.edges.append((*ends, data.get("length"), data.get("geometry")))
                element.clear()
            case "graph":
                self.crs = self._read_data(element).get("crs", "")

    def list_ways(self) -> list[Way]:
        return [self._read_edge(*edge) for edge in self.edges]

    def _take_node(self, code: str, data: Mapping[str, str]) -> None:
        try:
            self.spots[code] = _read_spot(float(data["x"]), float(data["y"]))
        except (KeyError, ValueError) as error:
            raise refuse(Fault.BAD_NODE, "network", code) from error

    def _read_edge(self, source: str, target: str, length: str | None, corners: str | None) -> Way:
        """An edge is straight, unless OSMnx has drawn its corners."""
        try:
            meters = None if length is None else float(length)
            drawn = shapely.from_wkt(corners).coords[1:-1] if corners else ()
            spots = [self.spots[source], *((lon, lat) for lon, lat, *_ in drawn), self.spots[target]]
        except (KeyError, ValueError, NotImplementedError, shapely.errors.ShapelyError) as error:
            raise refuse(Fault.BAD_EDGE, "network", f"{source} – {target}") from error
        if meters is not None and not (isfinite(meters) and meters >= 0):
            raise refuse(Fault.BAD_EDGE, "network", f"{source} – {target}: {meters} m")
        return Way(spots, meters)

    def _read_data(self, element: ET.Element) -> dict[str, str]:
        return {self.names.get(each.get("key", ""), ""): each.text or "" for each in element.iterfind(DATA)}


def _read_spot(lon: float, lat: float) -> Spot:
    if not (isfinite(lon) and isfinite(lat)):
        raise ValueError(f"{lon}, {lat}")
    return lon, lat
