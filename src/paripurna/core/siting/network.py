"""A walking network: nodes along paths, and the meters between neighbors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from paripurna.core.siting.areas import NOWHERE, Areas
from paripurna.core.siting.projection import center_on
from paripurna.core.siting.types import Fault, Floats, Ints, refuse

STEP_M = 50.0  # between the nodes of a long path, so that the nearest node is about as near as the path
DEGREE = 1_000_000  # ends of lines meet within a millionth of a degree, a tenth of a meter
ALL_AROUND = 180
ROW = 1_000_000_000  # more than a latitude in millionths, so that longitude and latitude are one number

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Way:
    """A path through spots (longitude, latitude). `meters` None: as long as it is drawn."""

    spots: Sequence[Spot]
    meters: float | None = None


@dataclass(frozen=True)
class Network:
    """Nodes by position and, both ways, the meters between neighbors."""

    lon: Floats
    lat: Floats
    meters: csr_matrix

    @property
    def length_m(self) -> float:
        """How long all paths are together."""
        return float(self.meters.sum()) / 2

    def find_nearest(self, lon: Floats, lat: Floats) -> tuple[Ints, Floats]:
        """This function will return the node nearest to each position and the meters to it in a straight line."""
        projection = center_on(self.lon, self.lat)
        away, node = cKDTree(projection.place(self.lon, self.lat)).query(projection.place(lon, lat))
        return node, away


def check_network(network: Network, areas: Areas) -> None:
    """This function will raise `BadInput` for a network that has nothing in the city, and say so when its numbers are swapped."""
    if (areas.find(network.lon, network.lat) != NOWHERE).any():
        return
    is_mirrored = (areas.find(network.lat, network.lon) != NOWHERE).any()
    fault = Fault.SWAPPED if is_mirrored else Fault.OUTSIDE
    raise refuse(fault, "network", f"{network.lon[0]:g}, {network.lat[0]:g}")


def build_network(ways: Sequence[Way], crs: str = "") -> Network:
    """This function will join paths where they meet. Paths are walked both ways; of parallel ones the shortest counts. Raises `BadInput`."""
    if not any(len(way.spots) > 1 for way in ways):
        raise refuse(Fault.NO_PATHS, "network")
    corners = np.array([spot for way in ways for spot in way.spots], dtype=float)
    if not np.abs(corners).max() <= ALL_AROUND:
        raise refuse(Fault.PROJECTED, "network", crs or f"{corners[0][0]:g}, {corners[0][1]:g}")
    way = np.repeat(np.arange(len(ways)), [len(way.spots) for way in ways])
    first = np.flatnonzero(way[:-1] == way[1:])
    drawn = center_on(*corners.T).place(*corners.T)
    length = _stretch(ways, way[first], np.hypot(*(drawn[first + 1] - drawn[first]).T))
    return _join(*_divide(corners[first], corners[first + 1], length))


def _stretch(ways: Sequence[Way], way: Ints, drawn: Floats) -> Floats:
    """The parts of a way whose length is told are together as long as it says."""
    whole = np.bincount(way, drawn, minlength=len(ways))
    told = np.array([np.nan if each.meters is None else each.meters for each in ways])
    factor = np.divide(told, whole, out=np.ones(len(ways)), where=~np.isnan(told) & (whole > 0))
    stretched: Floats = drawn * factor[way]
    return stretched


def _divide(start: Floats, end: Floats, length: Floats) -> tuple[Floats, Floats, Floats]:
    """Parts of at most a step."""
    count = np.maximum(np.ceil(length / STEP_M), 1).astype(int)
    part = np.repeat(np.arange(len(length)), count)
    step = np.arange(len(part)) - np.repeat(np.cumsum(count) - count, count)
    along = [((step + ahead) / count[part])[:, None] for ahead in (0, 1)]
    begun, ended = (start[part] * (1 - share) + end[part] * share for share in along)
    return begun, ended, length[part] / count[part]


def _join(start: Floats, end: Floats, length: Floats) -> Network:
    """Ends at one position are one node."""
    lon, lat = np.rint(np.vstack([start, end]) * DEGREE).astype(np.int64).T
    nodes, index = np.unique(lon * ROW + lat, return_inverse=True)  # one number sorts faster than two
    low, high = np.sort(index.reshape(2, -1), axis=0)
    order = np.lexsort((length, high, low))
    low, high, length = low[order], high[order], np.maximum(length[order], 1e-6)
    is_first = np.r_[True, (low[1:] != low[:-1]) | (high[1:] != high[:-1])] & (low != high)
    if not is_first.any():
        raise refuse(Fault.NO_PATHS, "network")
    low, high, length = low[is_first], high[is_first], length[is_first]
    both = csr_matrix((np.r_[length, length], (np.r_[low, high], np.r_[high, low])), shape=(len(nodes), len(nodes)))
    east = np.rint(nodes / ROW)
    return Network(east / DEGREE, (nodes - east * ROW) / DEGREE, both)
