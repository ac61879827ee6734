"""Reads of the register of places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, Q, QuerySet, When

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.regions.models import Region
from paripurna.platform.regions.types import Level
from paripurna.rooms.network import queries as network
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.models import Place as Place
from paripurna.rooms.places.models import PlaceChange, PlaceDocument, PlacePhase
from paripurna.rooms.places.siting.queries import find_adopted_plan as find_adopted_plan
from paripurna.rooms.places.siting.types import AdoptedSite as AdoptedSite
from paripurna.rooms.places.standing.queries import list_certified
from paripurna.rooms.places.types import PHASES
from paripurna.rooms.places.wording import Names

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document

SORTS = {"name": "folded", "kelurahan": "kelurahan__name", "changed": "changed_at"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of places is asked for. `region` is the code of a kecamatan or kelurahan, `agency` of who answers for it."""

    text: str = ""
    kind: str = ""
    phase: str = ""
    region: str = ""
    agency: str = ""
    is_certified: bool | None = None  # to standard on the day `on`, or not; None asks for both
    on: date | None = None
    is_withdrawn: bool = False
    sort: tuple[str, bool] = ("name", False)


def list_places(city: City, asked: Asked) -> QuerySet[Place]:
    """This function will return the places that are asked for. A query set, so that a page of it is read alone."""
    found = Place.objects.of_city(city.pk).select_related("kelurahan", "agency", "partner")
    found = found.filter(withdrawn_at__isnull=not asked.is_withdrawn)
    for word in asked.text.casefold().split():
        found = found.filter(folded__contains=word)
    if asked.region:
        found = found.filter(kelurahan__code__startswith=asked.region)
    if asked.is_certified is not None and asked.on:
        certified = Q(pk__in=list_certified(city, asked.on))
        found = found.filter(certified if asked.is_certified else ~certified)
    wanted = {"kind": asked.kind, "phase": asked.phase, "agency__code": asked.agency}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    by = _sort_by(asked.sort[0])
    return found.order_by(by.desc(nulls_last=True) if asked.sort[1] else by.asc(nulls_last=True), "pk")


def _sort_by(name: str) -> F | Case:
    """Kinds and phases stand in the order in which the house names them, not in that of their codes."""
    orders: dict[str, Iterable[str]] = {"kind": list_kinds(), "phase": PHASES}
    if name not in orders:
        return F(SORTS.get(name, "folded"))
    ranks = [When(**{name: code}, then=rank) for rank, code in enumerate(orders[name])]
    return Case(*ranks, default=None, output_field=IntegerField())


def get_place(city: City, code: str) -> Place:
    """This function will return a place of the city, withdrawn or not. Raises `Stranger`."""
    people = ("created_by", "changed_by", "withdrawn_by")
    related = Place.objects.of_city(city.pk).select_related("kelurahan__parent", "agency", "partner", *people)
    place = get_or_stranger(related, code=code)
    place.city = city
    return place


def list_by_uuids(uuids: Sequence[str]) -> list[Place]:
    """This function will return the places of these keys, of any city: for the names that the audit tells."""
    return list(Place.objects.filter(uuid__in=uuids).select_related("city"))


def list_kelurahan(city: City) -> list[Region]:
    """This function will return the kelurahan of the city that are current, with their kecamatan, in order of code."""
    found = Region.objects.current().within(city.code).filter(level=Level.KELURAHAN)
    return list(found.select_related("parent").order_by("code"))


def read_names(city: City) -> Names:
    """This function will return what the ids in a place's history are called, old ones too."""
    within = Region.objects.within(city.code).filter(level=Level.KELURAHAN)
    agencies = {one.id: one.abbreviation for one in network.list_every_agency(city)}
    return Names(dict(within.values_list("pk", "name")), agencies)


def list_source_keys(city: City) -> frozenset[str]:
    """This function will return how sources call the places that the register ever had from them."""
    keys = Place.objects.of_city(city.pk).exclude(source_key="").values_list("source_key", flat=True)
    return frozenset(keys)


def list_history(place: Place) -> list[PlaceChange]:
    """This function will return everything that happened to a place, the newest first."""
    return list(place.changes.select_related("by").order_by("-revision"))


def list_documents(place: Place) -> list[Document]:
    """This function will return the documents that belong to a place, whoever may see them."""
    rows = PlaceDocument.objects.filter(place=place).select_related("document")
    return [row.document for row in rows.order_by("pk")]


def list_phases(place: Place) -> list[PlacePhase]:
    """This function will return the life of a place, from its beginning."""
    return list(place.phases.order_by(F("since").asc(nulls_first=True), "pk"))
