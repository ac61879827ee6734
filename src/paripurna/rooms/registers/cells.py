"""The region that a cell of a table names, as offices and publishers keep it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from paripurna.platform.regions.models import City
from paripurna.platform.regions.queries import find_region_id
from paripurna.platform.regions.search import find_region
from paripurna.platform.regions.types import NameMatch
from paripurna.platform.tables.refusals import BadCell


class Elsewhere(BadCell):
    """A row about another city."""


def read_region(text: str, city: City, *, heading: str = "") -> int | None:
    """This function will return the id of the city's region that a name or a code means; None for the city itself.

    `heading` is what stands above the column. Raises `BadCell` where there is none or there are several, `Elsewhere` where it
    lies in another city.
    """
    if not text or text in {city.code, city.code.replace(".", "")}:
        return None
    match = find_region(text, heading=heading, within=city.code)
    region = match.region
    if region is None:
        raise BadCell(_say_unknown(text, match), _say_remedy(match))
    if region.code == city.code:
        return None
    found = find_region_id(region.code, within=city.code)
    if found is None:
        raise Elsewhere(_("%(region)s lies in another city.") % {"region": region.name})
    return found


def _say_unknown(text: str, match: NameMatch) -> str:
    if text[:1].isdigit() and match.is_ambiguous:
        return _("“%(text)s” is the code of one region at Kemendagri and of another at BPS.") % {"text": text}
    return _("The city has no region “%(text)s”.") % {"text": text[:60]}


def _say_remedy(match: NameMatch) -> str:
    """What to write instead, and what the cell looks like, so that a misspelled one is quickly mended."""
    alike = ", ".join(dict.fromkeys(f"{region.name} ({region.code})" for region in match.candidates[:3]))
    remedies = (
        _("Write the name of the kelurahan, or its code of Kemendagri or BPS."),
        _("Did you mean %(names)s?") % {"names": alike} if alike else "",
        _("Head the column “Kode BPS”, “Kecamatan” or “Kelurahan” to tell them apart.") if match.is_ambiguous else "",
    )
    return " ".join(filter(None, remedies))
