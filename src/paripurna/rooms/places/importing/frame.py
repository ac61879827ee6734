"""What reading rows needs of the city, read once: its kelurahan, its agencies, and where the person keeps places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.models import Region
from paripurna.platform.regions.search import find_region
from paripurna.platform.regions.types import Level
from paripurna.platform.tables.refusals import BadCell
from paripurna.rooms.network import queries as network
from paripurna.rooms.places import policy
from paripurna.rooms.places.importing.cells import fold

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True)
class Frame:
    """`kelurahan` are id and name by code, old ones too; `agencies` are ids by every word that means one."""

    city: City
    on: date
    by: User | None
    kelurahan: Mapping[str, tuple[int, str]]
    agencies: Mapping[str, int]
    _found: dict[tuple[str, str], int | BadCell] = field(default_factory=dict)

    @property
    def codes(self) -> Mapping[int, str]:
        return {pk: code for code, (pk, _name) in self.kelurahan.items()}

    def may_keep_in(self, code: str) -> bool:
        """This method will say whether the person keeps places of the kelurahan with this code; "" is of none."""
        return self.by is None or policy.may_keep_in(self.by, self.city, code, on=self.on)

    def find_kelurahan(self, text: str, heading: str) -> int:
        """This method will return the id of the kelurahan that a cell means. Raises `BadCell`."""
        if (text, heading) not in self._found:
            self._found[text, heading] = self._look_up(text, heading)
        found = self._found[text, heading]
        if isinstance(found, BadCell):
            raise found
        return found

    def _look_up(self, text: str, heading: str) -> int | BadCell:
        match = find_region(text, heading=heading, within=self.city.code)
        known = self.kelurahan.get(match.region.code) if match.region else None
        if known:
            return known[0]
        alike = ", ".join(f"{one.name} ({one.code})" for one in match.candidates[:3])
        remedy = _("Did you mean %(names)s?") % {"names": alike} if alike else _("Write its name or its code.")
        return BadCell(_("The city has no kelurahan “%(text)s”.") % {"text": text[:60]}, remedy)


def read_frame(city: City, by: User | None, *, on: date) -> Frame:
    """This function will read what the rows of an import are read against; None is the system."""
    within = Region.objects.within(city.code).filter(level=Level.KELURAHAN)
    current = within.current().values_list("code", "pk", "name")
    agencies = network.list_every_agency(city)
    words = {
        fold(word): one.id for one in reversed(agencies) for word in (one.name, one.abbreviation, one.code) if word
    }
    return Frame(city, on, by, {code: (pk, name) for code, pk, name in current}, words)
