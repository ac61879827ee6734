"""How far every point is from every place near it: in a straight line with a detour, or along a walking network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from paripurna.core.siting.network import Network
from paripurna.core.siting.projection import Projection, center_on
from paripurna.core.siting.types import Demand, Floats, Ints, Position

DETOUR = 1.3  # streets are longer than the line through the air
OFF_NETWORK_M = 250.0  # who lives farther from every path is not on the network
AT_ONCE = 64  # places whose ways are found together: memory stays small

Near = tuple[Ints, Floats]
"""The points within reach of one place and their distances."""


class Walking(Protocol):
    """A way to measure distances from a place to the points around it."""

    def list_near(self, positions: Sequence[Position], limit_m: float) -> list[Near]:
        """This function will return for each position the points within the limit and the meters to them."""
        ...


@dataclass(frozen=True)
class StraightLine:
    """The line through the air, times a detour factor."""

    demand: Demand
    detour: float = DETOUR

    @cached_property
    def _projection(self) -> Projection:
        return center_on(self.demand.lon, self.demand.lat)

    @cached_property
    def _tree(self) -> cKDTree:
        return cKDTree(self._projection.place(self.demand.lon, self.demand.lat))

    def list_near(self, positions: Sequence[Position], limit_m: float) -> list[Near]:
        if not positions:
            return []
        places, spots = self._projection.place(*_columns(positions)), self._tree.data
        found = self._tree.query_ball_point(places, limit_m / self.detour, return_sorted=True)
        return [
            (points, np.hypot(*(spots[points] - place).T) * self.detour)
            for place, points in zip(places, (np.array(near, dtype=np.int64) for near in found), strict=True)
        ]


@dataclass(frozen=True)
class Paths:
    """Along a network: to its nearest node, over it, and from the node nearest to the point."""

    demand: Demand
    network: Network

    @cached_property
    def _joined(self) -> Near:
        """The node nearest to each point, and the meters to it: infinite off the network."""
        node, access = self.network.find_nearest(self.demand.lon, self.demand.lat)
        return node, np.where(access <= OFF_NETWORK_M, access, np.inf)

    @property
    def off_network(self) -> Ints:
        """Points too far from every path: no place is within their reach."""
        return np.flatnonzero(np.isinf(self._joined[1]))

    def list_near(self, positions: Sequence[Position], limit_m: float) -> list[Near]:
        if not positions:
            return []
        node, access = self._joined
        starts, away = self.network.find_nearest(*_columns(positions))
        near: list[Near] = []
        for first in range(0, len(starts), AT_ONCE):
            batch = slice(first, first + AT_ONCE)
            ways = dijkstra(self.network.meters, directed=False, indices=starts[batch], limit=limit_m)
            for way, start in zip(ways, away[batch], strict=True):
                meters = way[node] + access + start
                points = np.flatnonzero(meters <= (limit_m if start <= OFF_NETWORK_M else -1))
                near.append((points, meters[points]))
        return near


def _columns(positions: Sequence[Position]) -> tuple[Floats, Floats]:
    return np.array([place.lon for place in positions]), np.array([place.lat for place in positions])
