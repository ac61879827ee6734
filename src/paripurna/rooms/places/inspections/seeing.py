"""Who sees what is found about security: a broken lock, a gap in a fence, an hour without a guard.

Whoever keeps, inspects or certifies the place, and the people of the agency that repairs it. Everybody else who reads the
city's pages learns how many such findings there are, and no more: not where, not what. Every door asks here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from paripurna.rooms.network.queries import list_agencies_of
from paripurna.rooms.places.inspections.types import Topic
from paripurna.rooms.places.mapping.policy import read_reach
from paripurna.rooms.places.mapping.types import Reach
from paripurna.rooms.places.policy import code_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Finding, Place


@dataclass(frozen=True, slots=True)
class Sight:
    """Of which places a person sees findings about security, and for which agencies (by id) those that it repairs."""

    reach: Reach
    agencies: frozenset[int] = frozenset()

    def knows(self, place: Place) -> bool:
        """This function will say whether everything that is found at the place is told."""
        return self.reach.has(code_of(place))

    def sees(self, finding: Finding, place: Place) -> bool:
        """This function will say whether a finding of the place is told."""
        return finding.topic != Topic.SECURITY or finding.owner_agency_id in self.agencies or self.knows(place)

    def build_filter(self) -> Q:
        """This function will ask for the findings that are told."""
        if self.reach.is_whole:
            return Q()
        here = Q(place__kelurahan__code__regex=within(self.reach.parts)) if self.reach.parts else Q()
        return ~Q(topic=Topic.SECURITY) | Q(owner_agency__in=self.agencies) | here


EVERYTHING = Sight(Reach(is_whole=True))
"""What the house itself sees: jobs and notices, which tell each person their own."""


def read_sight(user: User, city: City, *, on: date) -> Sight:
    """This function will return which findings about security the person sees on that day."""
    reach = read_reach(user, city, on=on)
    if reach.is_whole:
        return Sight(reach)
    return Sight(reach, frozenset(agency.id for agency in list_agencies_of(user, city, on=on)))


def within(scopes: frozenset[str]) -> str:
    """This function will return a pattern of the codes of these regions and of everything that lies in them."""
    return "^(" + "|".join(re.escape(scope) for scope in sorted(scopes)) + r")(\.|$)"
