"""The page of a place: what it is, its life, where it lies, who runs it, what it cost; its papers and what other parts add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import Attached
from paripurna.rooms.places import policy, queries
from paripurna.rooms.places.describing import BY_NAME, Group
from paripurna.rooms.places.exporting import is_public
from paripurna.rooms.places.kinds import PlaceKind, list_kinds
from paripurna.rooms.places.mapping.policy import may_locate
from paripurna.rooms.places.models import Place, PlacePhase
from paripurna.rooms.places.pages.links import list_url
from paripurna.rooms.places.pages.listing import tone_of
from paripurna.rooms.places.pages.sections import FilledSection, fill_sections
from paripurna.rooms.places.pages.spot import Spot, find_spot
from paripurna.rooms.places.types import Phase
from paripurna.rooms.places.wording import Names, tell_ages, tell_children, tell_hours, tell_position

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A phase that a place came into, or is in."""

    phase: str
    since: date | None
    note: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A card of rows: label and what is known."""

    title: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything that the page of a place shows."""

    place: Place
    kind: PlaceKind | None
    phase: str
    tone: str
    may_keep: bool
    is_open: bool
    is_located: bool  # whether this person may learn where it is
    position: str
    spot: Spot | None
    trail: Sequence[tuple[str, str]]
    life: Sequence[LifeStep]
    where: Rows
    parts: Sequence[Part]
    papers: Attached
    sections: Sequence[FilledSection]

    @property
    def lead(self) -> str:
        aliases = BY_NAME["aliases"].tell(self.place.aliases, Names())
        return " · ".join(filter(None, (self.kind.name if self.kind else self.place.kind, aliases)))

    @property
    def is_public(self) -> bool:
        return is_public(self.place)


def build_place_page(place: Place, *, user: User, words: str, on: date) -> PlacePage:
    """This function will gather the page of a place; `words` search the library for documents to attach."""
    may_keep, is_located = policy.may_keep(user, place, on=on), may_locate(user, place, on=on)
    is_open = may_keep and not place.is_withdrawn
    phase = Phase(place.phase)
    return PlacePage(
        place=place,
        kind=list_kinds().get(place.kind),
        phase=str(phase.label),
        tone=tone_of(phase),
        may_keep=may_keep,
        is_open=is_open,
        is_located=is_located,
        position=tell_position(place.lat, place.lon) if is_located else "",
        spot=find_spot(place.city, place) if is_located and place.lon is not None else None,
        trail=[(_("Register of places"), list_url(place.city))],
        life=build_life(place, queries.list_phases(place)),
        where=_rows(place, "address", "position_basis", "geometry") if is_located else (),
        parts=[part for part in _list_parts(place) if part.rows],
        papers=evidence.read_attached(
            place.city,
            user,
            queries.list_documents(place),
            words=words if is_open and words else None,
            address=partial(_address, place),
            on=on,
        ),
        sections=fill_sections(place, user, on=on),
    )


def _address(place: Place, step: str, document: UUID) -> str:
    where = {"city": place.city.slug, "code": place.code, "document": document}
    return reverse(f"places:document_{step}", kwargs=where)


def build_life(place: Place, phases: Iterable[PlacePhase]) -> list[LifeStep]:
    """This function will return the phases of a place as a line; only the last is current."""
    steps = list(phases)
    return [
        LifeStep(str(Phase(one.phase).label), one.since, one.note, one is steps[-1] and one.phase == place.phase)
        for one in steps
    ]


def _list_parts(place: Place) -> Iterable[Part]:
    yield Part(str(Group.USE.label), _list_use(place))
    yield Part(str(Group.LAND.label), _rows(place, "land_owner", "land_owner_name", "land_status"))
    yield Part(str(Group.MONEY.label), _rows(place, "fund", "partner_id", "cost_idr"))
    yield Part(str(Group.NOTES.label), _rows(place, "note", "source", "license"))


def _list_use(place: Place) -> Rows:
    hours = tell_hours(place.opens_at, place.closes_at, place.hours_note)
    said = [
        *_rows(place, "agency_id", "manager"),
        (_("Opening hours"), hours),
        *_rows(place, "is_free"),
        (_("Ages"), tell_ages(place.age_from, place.age_to)),
        *_rows(place, "access", "access_note"),
        (_("Room"), tell_children(place.capacity)),
        *_rows(place, "area_m2"),
    ]
    return [(label, told) for label, told in said if told]


def _rows(place: Place, *names: str) -> Rows:
    """What is known of these fields; what is not stays away."""
    known = name_own(place)
    told = ((BY_NAME[name], BY_NAME[name].tell(getattr(place, name), known)) for name in names)
    return [(str(one.label), text) for one, text in told if text]


def name_own(place: Place) -> Names:
    """This function will return the names that the place itself was read with."""
    agencies = {one.pk: str(one) for one in (place.agency, place.partner) if one}
    kelurahan = {place.kelurahan.pk: place.kelurahan.name} if place.kelurahan else {}
    return Names(kelurahan, agencies)
