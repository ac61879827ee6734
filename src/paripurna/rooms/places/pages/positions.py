"""A typed position, told back: how it was read, and where that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.coordinates import CannotRead, read_position
from paripurna.platform.regions.locating import find_kelurahan_at
from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.rooms.places.form_fields import explain_position
from paripurna.rooms.places.wording import tell_position

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

LONGEST = 80


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """`sentence` says what was read, or why nothing can be."""

    sentence: str
    is_good: bool


def read_typed(text: str, city: City) -> TypedPosition | None:
    """This function will tell back what was typed; None where nothing was."""
    if not text.strip():
        return None
    try:
        reading = read_position(text[:LONGEST])
    except CannotRead as error:
        return TypedPosition(explain_position(error.fault), is_good=False)
    place = tell_position(reading.lat, reading.lon)
    code = find_kelurahan_at(city.code, lat=reading.lat, lon=reading.lon)
    if code is None:
        words = {"position": place, "city": city.name}
        return TypedPosition(_("Read as %(position)s: that lies outside %(city)s.") % words, is_good=False)
    kelurahan = next((one.name for one in list_regions(city.code, Level.KELURAHAN) if one.code == code), code)
    words = {"position": place, "kelurahan": kelurahan}
    if reading.is_longitude_first:
        return TypedPosition(
            _("Longitude came first. Read as %(position)s, Kelurahan %(kelurahan)s.") % words, is_good=True
        )
    return TypedPosition(_("Read as %(position)s, Kelurahan %(kelurahan)s.") % words, is_good=True)
