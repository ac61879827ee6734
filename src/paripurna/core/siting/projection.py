"""Meters about a point of the earth: good for a city, and it says how good."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

import numpy as np

from paripurna.core.siting.types import Floats

EQUATOR_M, FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84
ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular about (lon, lat), with the ellipsoid's two radii of curvature there."""

    lon: float
    lat: float

    def place(self, lon: Floats, lat: Floats) -> Floats:
        """This function will return meters east and north of the center, a row for each position."""
        east, north = self.meters_a_degree()
        return np.column_stack([(np.asarray(lon) - self.lon) * east, (np.asarray(lat) - self.lat) * north])

    def locate(self, spots: Floats) -> tuple[Floats, Floats]:
        """This function will return the longitudes and latitudes of rows of meters."""
        east, north = self.meters_a_degree()
        return self.lon + spots[:, 0] / east, self.lat + spots[:, 1] / north

    def find_error(self, lat: Floats) -> float:
        """This function will return by which share a distance may be wrong at the latitudes given: 0.001 is a meter in a kilometer."""
        east, north = self.meters_a_degree()
        here = [Projection(self.lon, float(edge)).meters_a_degree() for edge in (np.min(lat), np.max(lat))]
        return max(max(abs(east / e - 1), abs(north / n - 1)) for e, n in here)

    def meters_a_degree(self) -> tuple[float, float]:
        """This function will return the meters of a degree east and of a degree north at the center."""
        phi = radians(self.lat)
        bend = sqrt(1 - ECCENTRICITY_2 * sin(phi) ** 2)
        across, along = EQUATOR_M / bend, EQUATOR_M * (1 - ECCENTRICITY_2) / bend**3
        return radians(across * cos(phi)), radians(along)


def center_on(lon: Floats, lat: Floats) -> Projection:
    """This function will return the projection about the middle of the positions."""
    return Projection(float((np.min(lon) + np.max(lon)) / 2), float((np.min(lat) + np.max(lat)) / 2))
