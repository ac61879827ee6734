"""What happened to a place: who changed what, the way back to each state, and two versions beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from paripurna.platform.ui.versions import Difference, Version, build_versions
from paripurna.rooms.places import queries
from paripurna.rooms.places.describing import FIELDS, Group, Said
from paripurna.rooms.places.models import Place, PlaceChange
from paripurna.rooms.places.types import ChangeKind, Values
from paripurna.rooms.places.wording import Names
from paripurna.rooms.places.writing import revive, store, values_of


def build_history(place: Place, *, is_located: bool = True) -> list[Version]:
    """This function will return the states of a place, the newest first; not where it was, unless `is_located`."""
    told = [one for one in FIELDS if is_located or one.group is not Group.WHERE]
    names = queries.read_names(place.city)

    def differ(before: PlaceChange, after: PlaceChange) -> list[Difference]:
        return _differ(before.values, after.values, names, told)

    return build_versions(queries.list_history(place), ChangeKind, differ, current=place.revision)


@dataclass(frozen=True, slots=True)
class Clash:
    """What stands in the register by now, against what a person typed meanwhile."""

    by: str
    at: datetime
    differences: Sequence[Difference]


def build_clash(place: Place, typed: Values) -> Clash:
    """This function will set what the register holds now (`before`) beside what the person wants to save (`after`)."""
    newest: PlaceChange = queries.list_history(place)[0]
    wanted = store(values_of(place) | typed)
    differences = _differ(newest.values, wanted, queries.read_names(place.city))
    return Clash(str(newest.by) if newest.by else "", newest.at, differences)


def _differ(
    before: Mapping[str, object], after: Mapping[str, object], names: Names, told: Iterable[Said] = FIELDS
) -> list[Difference]:
    old, new = revive(before), revive(after)
    changed = [one for one in told if before.get(one.name) != after.get(one.name)]
    return [Difference(str(one.label), _tell(one, old, names), _tell(one, new, names)) for one in changed]


def _tell(one: Said, values: Values, names: Names) -> str:
    return one.tell(values.get(one.name), names) or "–"
