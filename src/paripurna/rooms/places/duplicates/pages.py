"""Pairs side by side, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.rooms.places import policy, writing
from paripurna.rooms.places.describing import BY_NAME, FIELDS
from paripurna.rooms.places.duplicates import queries
from paripurna.rooms.places.duplicates.actions import OWN, TOGETHER
from paripurna.rooms.places.duplicates.finding import MOST_COMPARED, measure_distance
from paripurna.rooms.places.duplicates.types import Pair, Spot
from paripurna.rooms.places.mapping.asking import write_query
from paripurna.rooms.places.mapping.types import Asked as MapAsked
from paripurna.rooms.places.mapping.types import State
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.queries import read_names
from paripurna.rooms.places.wording import tell_position

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place
    from paripurna.rooms.places.wording import Names

SHOWN = 40
AROUND = 0.002  # degrees: a few streets
FOLLOWING = {name for first, names in TOGETHER.items() for name in names if name != first}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which two places differ; `is_taken` where only the one that goes says something."""

    name: str
    label: str
    kept: str
    gone: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two places that may be one; `rows` are the fields in which they differ."""

    pair: Pair
    first: Place
    second: Place
    names: tuple[str, str]
    urls: tuple[str, str]
    merge_url: str
    differ_url: str
    map_url: str
    rows: Sequence[Choice]

    @property
    def percent(self) -> int:
        return round(self.pair.likeness * 100)


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs that the person may judge; `more` of them are not shown yet, and there may be others where the search `is_cut`."""

    cards: Sequence[PairCard]
    count: int
    more: int
    is_cut: bool = False
    most: int = MOST_COMPARED


def build_list(city: City, user: User, *, on: date) -> PairList:
    """This function will lay out the pairs of places that the person keeps both of."""
    search = queries.search_pairs(city)
    places = queries.list_places(city, {pk for pair in search.pairs for pk in (pair.first, pair.second)})
    for place in places.values():
        place.city = city
    kept = {pk for pk, place in places.items() if policy.may_keep(user, place, on=on)}
    own = [pair for pair in search.pairs if {pair.first, pair.second} <= kept]
    names = read_names(city)
    cards = [_build_card(pair, places, city, names) for pair in own[:SHOWN]]
    return PairList(cards, len(own), max(len(own) - SHOWN, 0), search.is_cut)


def _build_card(pair: Pair, places: Mapping[int, Place], city: City, names: Names) -> PairCard:
    first, second = places[pair.first], places[pair.second]
    here = {"city": city.slug, "code": first.code, "other": second.code}
    return PairCard(
        pair=pair,
        first=first,
        second=second,
        names=name_both(first, second),
        urls=(place_url(first, city), place_url(second, city)),
        merge_url=reverse("places:place_merge", kwargs=here),
        differ_url=reverse("places:places_differ", kwargs=here),
        map_url=link_map(first, second, city),
        rows=list_choices(first, second, names),
    )


def name_both(one: Place, other: Place) -> tuple[str, str]:
    """This function will return what two places are called beside each other: with their codes, where their names are alike."""
    if one.name.casefold() != other.name.casefold():
        return one.name, other.name
    return f"{one.name} ({one.code})", f"{other.name} ({other.code})"


def list_choices(kept: Place, gone: Place, names: Names) -> list[Choice]:
    """This function will return the fields in which two places differ, each in words; what is chosen together is one."""
    mine, theirs = writing.values_of(kept), writing.values_of(gone)
    found = []
    for one in FIELDS:
        group = TOGETHER.get(one.name, (one.name,))
        if one.name in OWN | FOLLOWING or all(mine[name] == theirs[name] for name in group):
            continue
        told = [_tell(one.name, values, names) for values in (mine, theirs)]
        is_empty = mine[one.name] in (None, "", "UNKNOWN")
        label = _("Position") if one.name == "lat" else str(one.label)
        found.append(Choice(one.name, label, told[0] or "–", told[1] or "–", is_empty and bool(told[1])))
    return found


def _tell(name: str, values: Mapping[str, Any], names: Names) -> str:
    if name != "lat":
        told = (BY_NAME[one].tell(values[one], names) for one in TOGETHER.get(name, (name,)))
        return " · ".join(filter(None, told))
    where = tell_position(values["lat"], values["lon"])
    kelurahan = names.kelurahan.get(values["kelurahan_id"] or 0, "")
    return " · ".join(filter(None, (where, kelurahan)))


def link_map(one: Place, other: Place, city: City) -> str:
    """This function will return the map around both, with places of their kinds in every state, or "" where one has no position."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return ""
    east, north = max(one.lon, other.lon) + AROUND, max(one.lat, other.lat) + AROUND
    box = (min(one.lon, other.lon) - AROUND, min(one.lat, other.lat) - AROUND, east, north)
    asked = MapAsked(
        date.min, kinds=tuple({one.kind: 0, other.kind: 0}), states=tuple(State), box=box, shows_places=True
    )
    return reverse("places:map", kwargs={"city": city.slug}) + write_query(asked)


def tell_apart(one: Place, other: Place) -> int | None:
    """This function will return how many meters lie between two places, or None where a position is not known."""
    spots = [Spot(place.pk, (place.name,), lon=place.lon, lat=place.lat) for place in (one, other)]
    found = measure_distance(*spots)
    return None if found is None else round(found)


def describe_merges(place: Place, user: User, *, on: date) -> Mapping[str, Any] | None:
    """This function will say what was merged into a place, with the way back for who may, or into which place it was."""
    merges = queries.list_merges(place)
    target = place.merged_into
    if not merges and target is None:
        return None
    may_undo = policy.may_keep(user, place, on=on)
    return {
        "lines": [
            (
                merge.gone,
                place_url(merge.gone, place.city),
                merge.merged_at,
                _undo_url(merge, place) if may_undo else "",
            )
            for merge in merges
        ],
        "target": target,
        "target_url": place_url(target, place.city) if target else "",
    }


def _undo_url(merge: queries.PlaceMerge, place: Place) -> str:
    return reverse("places:merge_undo", kwargs={"city": place.city.slug, "uuid": merge.uuid})
