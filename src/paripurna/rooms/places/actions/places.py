"""Adding places, changing them, leading them through their life; and every way back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places import policy, writing
from paripurna.rooms.places.checking import check_place, complete
from paripurna.rooms.places.models import Place, PlaceChange
from paripurna.rooms.places.once import find_sent
from paripurna.rooms.places.types import PHASES, ChangeKind, Phase, PlaceChanged, PlaceError, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def add_place(
    *,
    city: City,
    values: Values,
    uuid: UUID | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Place:
    """This function will add a place; sent twice with one `uuid` it is added once. Raises `NotAllowed`, `BadFields` and `SentElsewhere`."""
    if known := find_sent(Place.objects.of_city(city.pk), uuid):
        return known
    values = complete(values, city)
    check_place(values, None, city=city, on=day_in(city, at))
    place = writing.build_place(city, values, uuid=uuid, by=by, at=at)
    policy.check_may_keep(by, place, on=day_in(city, at))
    place.is_example = is_example
    place.save(force_insert=True)
    writing.build_phase(place, by=by, at=at).save()
    writing.settle(place, ChangeKind.ADDED, {}, by=by, at=at)
    return place


@transaction.atomic
def change_place(*, place: Place, values: Values, base_revision: int, by: User | None, at: datetime) -> Place:
    """This function will write what a person says anew of a place; nothing is told when nothing changed.

    Raises `NotAllowed`, `PlaceWithdrawn`, `PlaceChanged` and `BadFields`.
    """
    place = lock_for(place, by=by, at=at)
    policy.check_can_change(place)
    if place.revision != base_revision:
        raise PlaceChanged(_("Someone else changed this place meanwhile. See what, then save once more."))
    return _write(place, values, ChangeKind.CHANGED, by=by, at=at)


@transaction.atomic
def move_phase(
    *, place: Place, phase: Phase, since: date | None, note: str = "", by: User | None, at: datetime
) -> Place:
    """This function will lead a place into another phase of its life, as of a day.

    Raises `NotAllowed`, `PlaceWithdrawn`, `PlaceError` for a phase that cannot follow, and `BadFields`.
    """
    place = lock_for(place, by=by, at=at)
    policy.check_can_change(place)
    if phase not in PHASES[Phase(place.phase)]:
        words = {"now": Phase(place.phase).label, "next": phase.label}
        raise PlaceError(_("A place that is “%(now)s” cannot become “%(next)s”.") % words)
    _write(place, {"phase": phase, "phase_since": since}, ChangeKind.CHANGED, note=note, by=by, at=at)
    return place


@transaction.atomic
def restore_place(*, place: Place, revision: int, by: User | None, at: datetime) -> Place:
    """This function will set a place back to what it held at an earlier revision, as a new one.

    Raises `NotAllowed`, `PlaceWithdrawn`, `PlaceError` for a revision that is not known, and `BadFields`.
    """
    place = lock_for(place, by=by, at=at)
    policy.check_can_change(place)
    change = PlaceChange.objects.filter(city=place.city, place=place, revision=revision).first()
    if change is None:
        raise PlaceError(_("The history does not know this state."))
    return _write(place, writing.revive(change.values), ChangeKind.RESTORED, by=by, at=at)


@transaction.atomic
def withdraw_place(*, place: Place, by: User | None, at: datetime) -> Place:
    """This function will take a place out of everything that is counted; it can be taken back in. Raises `NotAllowed`."""
    place = lock_for(place, by=by, at=at)
    if place.is_withdrawn:
        return place
    place.withdrawn_by, place.withdrawn_at = by, at
    return _turn(place, ChangeKind.WITHDRAWN, by=by, at=at)


@transaction.atomic
def return_place(*, place: Place, by: User | None, at: datetime) -> Place:
    """This function will let a withdrawn place count again. Raises `NotAllowed`, `PlaceError` for a merged one, and `BadFields`."""
    place = lock_for(place, by=by, at=at)
    if not place.is_withdrawn:
        return place
    if place.merged_into_id:
        raise PlaceError(_("This place was merged into another. Undo the merging instead."))
    check_place(writing.values_of(place), place, city=place.city, on=day_in(place.city, at))
    place.withdrawn_by, place.withdrawn_at = None, None
    return _turn(place, ChangeKind.RETURNED, by=by, at=at)


def lock_for(place: Place, *, by: User | None, at: datetime) -> Place:
    """This function will return the place as it stands now, locked, for somebody who may keep it. Raises `NotAllowed`."""
    rows = Place.objects.of_city(place.city_id).select_for_update(of=("self",)).select_related("city", "kelurahan")
    found = rows.get(pk=place.pk)
    policy.check_may_keep(by, found, on=day_in(found.city, at))
    return found


def _write(place: Place, values: Values, kind: ChangeKind, *, note: str = "", by: User | None, at: datetime) -> Place:
    whole = complete(writing.values_of(place) | values, place.city)
    check_place(whole, place, city=place.city, on=day_in(place.city, at))
    changed = writing.fill_place(place, whole, by=by, at=at)
    if changed:
        policy.check_may_keep(by, place, on=day_in(place.city, at))
        place.save()
        writing.note_phases([(place, changed)], note, by=by, at=at)
        writing.settle(place, kind, {"fields": changed}, by=by, at=at)
    return place


def _turn(place: Place, kind: ChangeKind, *, by: User | None, at: datetime) -> Place:
    writing.touch(place, by=by, at=at)
    place.save()
    writing.settle(place, kind, {}, by=by, at=at)
    return place
