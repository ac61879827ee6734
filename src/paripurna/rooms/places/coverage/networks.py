"""Paths out of the file that a city has, and in words what is wrong with it. Brings the geometry when it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.locating import get_areas
from paripurna.rooms.places.coverage.types import BadPaths

if TYPE_CHECKING:
    from paripurna.core.siting import Network
    from paripurna.platform.regions.models import City

LONGEST_DETAIL = 120
PACKED = _("The file is no text. Unpack it first: GeoJSON (.geojson) or GraphML (.graphml) is needed.")
SENTENCES: dict[str, Any] = {
    "NOT_A_NETWORK": _(
        "The file is neither GeoJSON nor GraphML (%(detail)s). Export it anew, with QGIS as GeoJSON or with OSMnx as GraphML."
    ),
    "NO_PATHS": _("There is no path in the file: no line and no edge. Export the streets and footpaths as lines."),
    "PROJECTED": _(
        "Its positions are in meters (%(detail)s). Export it in degrees: longitude and latitude, WGS 84 (EPSG:4326)."
    ),
    "BAD_NODE": _("The node %(detail)s has no position. Every node needs x (longitude) and y (latitude)."),
    "BAD_EDGE": _(
        "The edge %(detail)s cannot be walked: it joins a node that is missing, or its length is no number. Export the file anew."
    ),
    "SWAPPED": _(
        "Longitude and latitude are swapped (%(detail)s). Longitude comes first in GeoJSON, and is x in GraphML."
    ),
    "OUTSIDE": _("No path lies in %(city)s; the first begins at %(detail)s. Choose the file of this city."),
}


def read_paths(content: bytes, city: City) -> Network:
    """This function will read paths of the city. Raises `BadPaths`, which says what to do."""
    from paripurna.core import siting

    try:
        network = siting.read_network(content.decode("utf-8-sig"))
        areas = get_areas(city.code)
        if areas.codes:
            siting.check_network(network, areas)
    except UnicodeDecodeError as error:
        raise BadPaths(PACKED) from error
    except siting.BadInput as bad:
        mistake = bad.mistakes[0]
        said = {"detail": mistake.detail[:LONGEST_DETAIL], "city": city.name}
        raise BadPaths(str(SENTENCES[mistake.fault.value]) % said) from bad
    return network
