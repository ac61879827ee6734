"""Which kelurahan a position lies in, by the borders of a region."""

from __future__ import annotations

import numpy as np

from paripurna.core.siting import Areas, read_areas
from paripurna.platform.regions.queries import get_borders
from paripurna.platform.regions.types import Detail, Level


def get_areas(within: str) -> Areas:
    """This function will return the kelurahan of the region with code `within` as areas, to look many positions up or to check them."""
    return read_areas(get_borders(within, level=Level.KELURAHAN, detail=Detail.FULL))


def find_kelurahan_at(within: str, *, lat: float, lon: float) -> str | None:
    """This function will return the code of the kelurahan that the position lies in, or None outside the region."""
    areas = get_areas(within)
    index = int(areas.find(np.array([lon]), np.array([lat]))[0])
    return areas.codes[index] if index >= 0 else None
