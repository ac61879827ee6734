"""Who plays which role, was given which question and works where, on a day: read often, written seldom.

Each is kept in the memory of the process under the state of the network, which every action of this room renews in its
transaction (`mark_network`). So one small statement tells whether what is kept still holds, in every process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from paripurna.platform.access.policy import list_memberships
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.facts.queries import read_state
from paripurna.rooms.network.models import AgencyMember, AgencyRole, Assignment, stands
from paripurna.rooms.network.responsibility import Holding, Responsible, group_holdings
from paripurna.rooms.network.types import AgencyKind, AgencyRef

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

GROUP = "network"
KEPT = 256  # of cities, days and sheets
REF = ("agency_id", "agency__code", "agency__abbreviation", "agency__name", "agency__kind")  # as `AgencyRef` takes them


def mark_network(city_id: int) -> None:
    """This function will tell that agencies, their people or what they answer for have changed; within the transaction."""
    mark_changed(city_id=city_id, group=GROUP)


def read_network_state(city_id: int) -> UUID:
    return read_state(city_id, GROUP)


@lru_cache(KEPT)
def read_roles(city_id: int, on: date | None, state: UUID) -> Mapping[str, Responsible]:
    """This function will return the agencies that play each role, the lead first."""
    played = AgencyRole.objects.filter(stands(on, of="agency__"), city=city_id, agency__city=city_id)
    return _group(played.values_list("role", "is_lead", *REF))


@lru_cache(KEPT)
def read_assignments(city_id: int, key: str, on: date | None, state: UUID) -> Mapping[str, Responsible]:
    """This function will return the agencies that questions of a sheet were given to by name, the lead first."""
    given = Assignment.objects.filter(stands(on, of="agency__"), city=city_id, agency__city=city_id, key=key)
    return _group(given.values_list("question_number", "is_lead", *REF))


@lru_cache(KEPT)
def read_places(city_id: int, on: date, state: UUID) -> tuple[tuple[int, AgencyRef], ...]:
    """This function will return by which membership somebody works for which agency, in the order of the agencies."""
    places = AgencyMember.objects.filter(stands(on, of="agency__"), city=city_id, agency__city=city_id)
    rows = places.order_by("agency__abbreviation", "agency__code", "membership").values_list("membership_id", *REF)
    return tuple((membership, _ref(*values)) for membership, *values in rows)


def list_own(user: User, city: City, *, on: date, state: UUID) -> tuple[AgencyRef, ...]:
    """This function will return the agencies that the person works for, each once."""
    mine = list_memberships(user, city, on=on)
    places = read_places(city.pk, on, state) if mine else ()
    return tuple(dict.fromkeys(agency for membership, agency in places if membership in mine))


def _group(rows: Iterable[tuple[Any, ...]]) -> dict[str, Responsible]:
    """Rows of (key, is it the lead, what makes a reference to the agency)."""
    return group_holdings(Holding(key, _ref(*values), is_lead) for key, is_lead, *values in rows)


def _ref(pk: int, *names: str) -> AgencyRef:
    code, abbreviation, name, kind = names
    return AgencyRef(pk, code, abbreviation, name, AgencyKind(kind))
