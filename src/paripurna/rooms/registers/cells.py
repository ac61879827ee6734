"""Cells of tables as offices and publishers keep them: their text, and the region that a text names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.regions.models import City
from paripurna.platform.regions.queries import find_region_id
from paripurna.platform.regions.search import find_region_by_name, search_regions
from paripurna.platform.regions.types import RegionRef
from paripurna.rooms.registers.types import BadCell


class Elsewhere(BadCell):
    """A row about another city."""


def read_text(cell: Any) -> str:
    """This function will return a cell as text without the spaces that nobody meant."""
    return "" if cell is None else " ".join(str(cell).replace("\N{NO-BREAK SPACE}", " ").split())


def read_region(text: str, city: City) -> int | None:
    """This function will return the id of the city's region that a name or a code means; None for the city itself.

    Raises `BadCell` where there is none, `Elsewhere` where it lies in another city.
    """
    if not text or text in {city.code, city.code.replace(".", "")}:
        return None
    region = _find_by_code(text, city) if text[0].isdigit() else None
    region = region or find_region_by_name(text, within=city.code).region
    if region is None:
        remedy = _("Write the name of the kelurahan, or its code of Kemendagri or BPS.")
        raise BadCell(_("The city has no region “%(text)s”.") % {"text": text[:60]}, remedy)
    if region.code == city.code:
        return None
    found = find_region_id(region.code, within=city.code)
    if found is None:
        raise Elsewhere(_("%(region)s lies in another city.") % {"region": region.name})
    return found


def _find_by_code(text: str, city: City) -> RegionRef | None:
    """The city's own regions first: a code of BPS here may be one of Kemendagri elsewhere."""
    hits = search_regions(text, within=city.code, limit=2) or search_regions(text, limit=2)
    return hits[0] if len(hits) == 1 else None
