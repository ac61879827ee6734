"""What is answered in a city now, told to the room of agencies: the running round's edition."""

from __future__ import annotations

from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.network.types import Instrument, build_instrument
from paripurna.rooms.sheets.queries import edition_of


def find_round_instrument(city: City) -> Instrument | None:
    """This function will return the instrument of the current round, or None when the city has no round."""
    found = find_current_round(city)
    if found is None:
        return None
    return build_instrument(edition_of(found.sheet), key=str(found.sheet.code), title=found.label)
