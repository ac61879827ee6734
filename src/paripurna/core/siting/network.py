"""A walking network, read from GeoJSON lines or GraphML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET  # nosec B405 — texts with entities are refused before they are read

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from paripurna.core.siting.projection import center_on
from paripurna.core.siting.types import Fault, Floats, Ints, refuse

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
LINES = ("LineString", "MultiLineString")
DIGITS = 6  # of a degree, a tenth of a meter: ends of lines that meet

Edge = tuple[int, int, float | None]


@dataclass(frozen=True)
class Network:
    """Nodes by position and, both ways, the meters between neighbors."""

    lon: Floats
    lat: Floats
    meters: csr_matrix

    def find_nearest(self, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
        """This function will return the node nearest to each position and the meters to it in a straight line."""
        projection = center_on(self.lon, self.lat)
        away, node = cKDTree(projection.place(self.lon, self.lat)).query(projection.place(lon, lat))
        return node, away


def read_network(text: str) -> Network:
    """This function will read lines of a GeoJSON collection, or nodes and edges of GraphML as OSMnx writes it. Raises `BadInput`."""
    try:
        return _read_graphml(text) if text.lstrip().startswith("<") else _read_geojson(json.loads(text))
    except (KeyError, TypeError, ValueError, IndexError, ET.ParseError) as error:
        raise refuse(Fault.BAD_NETWORK, "network", str(error)) from error


def _read_geojson(collection: Mapping[str, Any]) -> Network:
    nodes: dict[tuple[float, float], int] = {}
    edges: list[Edge] = []
    for line in _list_lines(collection):
        passed = [nodes.setdefault((round(lon, DIGITS), round(lat, DIGITS)), len(nodes)) for lon, lat, *_ in line]
        edges.extend((a, b, None) for a, b in pairwise(passed))
    lon, lat = np.array(list(nodes), dtype=float).reshape(-1, 2).T
    return _build(lon, lat, edges)


def _list_lines(collection: Mapping[str, Any]) -> Iterator[list[list[float]]]:
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry["type"] in LINES:
            yield from geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]


def _read_graphml(text: str) -> Network:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("entities are not read")
    root = ET.fromstring(text)  # noqa: S314 # nosec B314 — without entities there is nothing to expand
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}
    nodes = {node.get("id"): _read_data(node, keys) for node in root.iter(f"{GRAPHML}node")}
    order = {code: index for index, code in enumerate(nodes)}
    edges = [
        (order[edge.attrib["source"]], order[edge.attrib["target"]], _read_length(_read_data(edge, keys)))
        for edge in root.iter(f"{GRAPHML}edge")
    ]
    lon, lat = (np.array([float(node[axis]) for node in nodes.values()]) for axis in ("x", "y"))
    return _build(lon, lat, edges)


def _read_data(element: ET.Element, keys: Mapping[str | None, str | None]) -> dict[str | None, str]:
    return {keys.get(data.get("key")): data.text or "" for data in element.iter(f"{GRAPHML}data")}


def _read_length(data: Mapping[str | None, str]) -> float | None:
    return float(data["length"]) if "length" in data else None


def _build(lon: Floats, lat: Floats, edges: list[Edge]) -> Network:
    """Of parallel edges the shortest counts; paths are walked both ways."""
    spots = center_on(lon, lat).place(lon, lat) if edges else np.zeros((0, 2))
    meters: dict[tuple[int, int], float] = {}
    for a, b, measured in edges:
        if a == b:
            continue
        told = float(np.linalg.norm(spots[a] - spots[b])) if measured is None else measured
        if not told >= 0:
            raise ValueError(f"a path of {told} meters")
        meters[min(a, b), max(a, b)] = min(told, meters.get((min(a, b), max(a, b)), told))
    if not meters:
        raise ValueError("no path in it")
    (start, end), length = np.array(list(meters)).T, np.maximum(list(meters.values()), 1e-6)
    both = csr_matrix((np.tile(length, 2), (np.r_[start, end], np.r_[end, start])), shape=(len(lon), len(lon)))
    return Network(lon, lat, both)
