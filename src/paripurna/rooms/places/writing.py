"""How a place is written: the row, its history, the facts that it changes, and the audit. Nobody's right is asked here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.rooms.places.models import Place, PlaceChange, PlacePhase
from paripurna.rooms.places.types import FACT_GROUP, ChangeKind, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

FIELD = "places.field"  # by which the audit names a field
AT_ONCE = 2000  # rows
VERBS = {kind: f"places.place_{kind.lower()}" for kind in ChangeKind}
# What a person says of a place, and an earlier state gives back. `kelurahan` follows from the position where there is one.
SAID = (
    *("kind", "name", "aliases", "phase", "phase_since", "geometry", "lon", "lat", "position_basis", "kelurahan_id"),
    *("address", "land_owner", "land_owner_name", "land_status", "agency_id", "manager", "opens_at", "closes_at"),
    *("hours_note", "is_free", "age_from", "age_to", "access", "access_note", "capacity", "area_m2", "fund"),
    *("partner_id", "cost_idr", "is_hidden", "note", "source", "source_key", "license"),
)
_REVIVED = {"phase_since": date.fromisoformat, "opens_at": time.fromisoformat, "closes_at": time.fromisoformat}


def build_place(city: City, values: Values, *, uuid: UUID | None = None, by: User | None, at: datetime) -> Place:
    """This function will make a place that is not saved yet."""
    place = Place(city=city, created_by=by, created_at=at, changed_by=by, changed_at=at, **values)
    if uuid is not None:
        place.uuid = uuid
    place.folded = fold(place)
    return place


def fill_place(place: Place, values: Values, *, by: User | None, at: datetime) -> list[str]:
    """This function will set what differs on the place, unsaved, and return the names of what did."""
    changed = sorted(name for name, value in values.items() if getattr(place, name) != value)
    if changed:
        for name in changed:
            setattr(place, name, values[name])
        touch(place, by=by, at=at)
    return changed


def touch(place: Place, *, by: User | None, at: datetime) -> None:
    """This function will count one more revision of the place, unsaved."""
    place.revision += 1
    place.changed_by, place.changed_at = by, at
    place.folded = fold(place)


def fold(place: Place) -> str:
    """This function will return what the list searches in; nobody finds a hidden place by its address."""
    address = "" if place.is_hidden else place.address
    said = (place.name, *place.aliases, address, place.manager, place.land_owner_name, place.code)
    return " ".join(word for word in said if word).casefold()


def settle(
    place: Place, kind: ChangeKind, details: Mapping[str, audit.Detail], *, by: User | None, at: datetime
) -> None:
    """This function will keep the history of a write, and tell facts and audit; `fields` among the details are told by their names."""
    if isinstance(fields := details.get("fields"), list):
        details = {**details, "fields": [f"{FIELD}:{name}" for name in fields]}
    PlaceChange.objects.bulk_create([build_change(place, kind, by=by, at=at)])
    mark_changed(city_id=place.city_id, group=FACT_GROUP)
    audit.record(verb=VERBS[kind], city=place.city, subject=f"places.place:{place.uuid}", details=details, by=by, at=at)


def build_change(place: Place, kind: ChangeKind, *, by: User | None, at: datetime) -> PlaceChange:
    """This function will make the line of the history that tells what the place holds now, unsaved."""
    return PlaceChange(
        city_id=place.city_id,
        place=place,
        revision=place.revision,
        kind=kind,
        values=store(values_of(place)),
        by=by,
        at=at,
    )


def build_phase(place: Place, note: str = "", *, by: User | None, at: datetime) -> PlacePhase:
    """This function will make the line of a place's life that its present phase begins, unsaved."""
    return PlacePhase(
        city_id=place.city_id, place=place, phase=place.phase, since=place.phase_since, note=note, by=by, at=at
    )


def note_phases(
    changes: Iterable[tuple[Place, Collection[str]]], note: str = "", *, by: User | None, at: datetime
) -> None:
    """This function will keep the lives of saved places in step with what changed of them, in four statements at most.

    Another day for the same phase takes the place of the line that stood; and what is said to have begun later than the present
    phase cannot be true any more, as when a mistaken end is taken back.
    """
    noted = [(place, "phase" in changed) for place, changed in changes if {"phase", "phase_since"} & set(changed)]
    if not noted:
        return
    mended = [place.pk for place, is_moved in noted if not is_moved]
    stood = PlacePhase.objects.filter(place__in=mended).order_by("place", "-pk").distinct("place")
    PlacePhase.objects.filter(pk__in=list(stood.values_list("pk", flat=True))).delete()
    lines = PlacePhase.objects.filter(place__in=[place.pk for place, _is_moved in noted])
    lines.filter(since__gte=F("place__phase_since")).delete()
    PlacePhase.objects.bulk_create(
        [build_phase(place, note, by=by, at=at) for place, _is_moved in noted], batch_size=AT_ONCE
    )


def values_of(place: Place) -> Values:
    return {name: getattr(place, name) for name in SAID}


def store(values: Values) -> dict[str, Any]:
    """This function will return values as JSON for the history."""
    return {name: _store(value) for name, value in values.items()}


def revive(stored: Mapping[str, Any]) -> Values:
    """This function will return the values of the history; a field that is no more is left out."""
    return {name: _revive(name, value) for name, value in stored.items() if name in SAID}


def _store(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _revive(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "area_m2":
        return Decimal(value)
    return _REVIVED[name](value) if name in _REVIVED else value
