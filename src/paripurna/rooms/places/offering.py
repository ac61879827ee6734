"""What the form of a place offers to choose from: the kelurahan that the person keeps, agencies and partners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import PARTNER_KINDS, AgencyRef
from paripurna.rooms.places import policy, queries
from paripurna.rooms.places.forms import Choices, Options
from paripurna.rooms.places.models import Place

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.network.models import Agency


def list_choices(city: City, user: User, place: Place | None, *, on: date) -> Choices:
    """This function will return what the person may choose; what the place holds already stays on offer."""
    standing = network.list_agencies(city, on=on)
    return Choices(
        kelurahan=_list_kelurahan(city, user, on),
        agencies=_name([one for one in standing if one.kind not in PARTNER_KINDS], place.agency if place else None),
        partners=_name([one for one in standing if one.kind in PARTNER_KINDS], place.partner if place else None),
    )


def _list_kelurahan(city: City, user: User, on: date) -> list[tuple[str, Options]]:
    kept = [one for one in queries.list_kelurahan(city) if policy.may_keep_in(user, city, one.code, on=on)]
    by_kecamatan = groupby(kept, key=lambda one: one.parent.name if one.parent else "")
    return [(above, [(one.pk, one.name) for one in below]) for above, below in by_kecamatan]


def _name(offered: Sequence[AgencyRef], held: Agency | None) -> Options:
    every = {one.id: one for one in (*offered, *([network.build_ref(held)] if held else []))}
    return [(one.id, f"{one.abbreviation} · {one.name}") for one in every.values()]
