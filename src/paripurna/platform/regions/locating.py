"""Which kelurahan a position lies in, by the borders of a region."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from paripurna.platform.regions.queries import get_borders, read_newest_border
from paripurna.platform.regions.types import Detail, Level

if TYPE_CHECKING:
    from paripurna.core.siting import Areas


def get_areas(within: str) -> Areas:
    """This function will return the kelurahan of the region with code `within` as areas, to look many positions up or to check them."""
    return _read_areas(within, read_newest_border(within))


@lru_cache(maxsize=4)
def _read_areas(within: str, _newest: int) -> Areas:
    from paripurna.core.siting import read_areas  # late: loads the geometry

    return read_areas(get_borders(within, level=Level.KELURAHAN, detail=Detail.FULL))


def find_kelurahan_at(within: str, *, lat: float, lon: float) -> str | None:
    """This function will return the code of the kelurahan that the position lies in, or None outside the region."""
    import numpy as np

    areas = get_areas(within)
    index = int(areas.find(np.array([lon]), np.array([lat]))[0])
    return areas.codes[index] if index >= 0 else None
