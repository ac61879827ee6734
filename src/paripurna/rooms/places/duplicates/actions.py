"""Two places made one by a person, and the way back; or said to be different."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places import policy, writing
from paripurna.rooms.places.actions.places import lock_for
from paripurna.rooms.places.checking import check_place, complete
from paripurna.rooms.places.duplicates.models import DifferentPlaces, PlaceMerge
from paripurna.rooms.places.duplicates.types import CannotMerge
from paripurna.rooms.places.inspections.queries import find_blocking_findings
from paripurna.rooms.places.models import Place, PlaceChange, PlaceDocument
from paripurna.rooms.places.standing.queries import list_certified
from paripurna.rooms.places.types import FACT_GROUP, ChangeKind, PlaceChanged, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

# Fields that are chosen together: where a place lies, and what it has become since when.
TOGETHER: dict[str, tuple[str, ...]] = {
    "lat": ("lat", "lon", "geometry", "position_basis", "kelurahan_id"),
    "phase": ("phase", "phase_since"),
}
OWN = frozenset({"aliases", "source_key"})  # never chosen: names are gathered, and each keeps its own number


@transaction.atomic
def merge_places(
    *, kept: Place, gone: Place, taken: Collection[str], revisions: tuple[int, int], by: User | None, at: datetime
) -> PlaceMerge:
    """This function will merge one place into another, which keeps its own values but those `taken` from the one that goes.

    What was certified and inspected stays with the page of the one that goes. Raises `NotAllowed`, `PlaceWithdrawn`,
    `PlaceChanged`, `CannotMerge` where a certificate or an open finding would stop counting, and `BadFields`.
    """
    kept, gone = _lock_both(kept, gone, by=by, at=at)
    for place in (kept, gone):
        policy.check_can_change(place)
    if (kept.revision, gone.revision) != revisions:
        raise PlaceChanged(_("Someone else changed one of the two meanwhile. Look at them once more."))
    _check_nothing_is_lost(kept, gone, at=at)
    before = writing.values_of(kept)
    changed = _take(kept, gone, taken, by=by, at=at)
    gone.merged_into, gone.withdrawn_by, gone.withdrawn_at = kept, by, at
    writing.touch(gone, by=by, at=at)
    gone.save()
    merge = PlaceMerge.objects.create(
        city=kept.city,
        kept=kept,
        gone=gone,
        before=writing.store({name: before[name] for name in changed}),
        after=writing.store({name: getattr(kept, name) for name in changed}),
        documents=_hand_over(kept, gone, by=by, at=at),
        merged_by=by,
        merged_at=at,
    )
    _settle("places.place_merged", {kept: ChangeKind.MERGED, gone: ChangeKind.MERGED}, kept, by=by, at=at)
    return merge


@transaction.atomic
def undo_merge(*, merge: PlaceMerge, by: User | None, at: datetime) -> None:
    """This function will take the merged place back in, and give the other what it held before, where nobody changed it since.

    Raises `NotAllowed`, `PlaceWithdrawn`, `CannotMerge` for one that was undone, and `BadFields`.
    """
    merge = PlaceMerge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    if merge.undone_at:
        raise CannotMerge(_("This merging was undone already."))
    kept, gone = _lock_both(merge.kept, merge.gone, by=by, at=at)
    policy.check_can_change(kept)
    gone.merged_into, gone.withdrawn_by, gone.withdrawn_at = None, None, None
    check_place(writing.values_of(gone), gone, city=gone.city, on=day_in(gone.city, at))
    writing.touch(gone, by=by, at=at)
    gone.save()
    now = writing.store(writing.values_of(kept))
    back = {name: value for name, value in merge.before.items() if now[name] == merge.after[name]}
    whole = writing.values_of(kept) | writing.revive(back)
    check_place(whole, kept, city=kept.city, on=day_in(kept.city, at))
    changed = writing.fill_place(kept, whole, by=by, at=at)
    kept.save()
    writing.note_phases([(kept, changed)], by=by, at=at)
    PlaceDocument.objects.filter(place=kept, document__in=merge.documents).delete()
    merge.undone_by, merge.undone_at = by, at
    merge.save(update_fields=["undone_by", "undone_at"])
    changes = {gone: ChangeKind.RETURNED} | ({kept: ChangeKind.RESTORED} if back else {})
    _settle("places.merge_undone", changes, kept, by=by, at=at)


@transaction.atomic
def say_different(*, first: Place, second: Place, by: User | None, at: datetime) -> None:
    """This function will keep that two places are not one, so that nobody is asked again. Raises `NotAllowed`."""
    first, second = sorted((first, second), key=lambda place: place.pk)
    for place in (first, second):
        policy.check_may_keep(by, place, on=day_in(place.city, at))
    said = {"city": first.city, "said_by": by, "said_at": at}
    _row, is_new = DifferentPlaces.objects.get_or_create(first=first, second=second, defaults=said)
    if is_new:
        _tell("places.places_different", first, second, by=by, at=at)


def _lock_both(kept: Place, gone: Place, *, by: User | None, at: datetime) -> tuple[Place, Place]:
    """In the order of their ids, so that two people never wait for each other."""
    if kept.pk == gone.pk or kept.city_id != gone.city_id:
        raise CannotMerge(_("Two different places are needed."))
    locked = {place.pk: lock_for(place, by=by, at=at) for place in sorted((kept, gone), key=lambda place: place.pk)}
    return locked[kept.pk], locked[gone.pk]


def _check_nothing_is_lost(kept: Place, gone: Place, *, at: datetime) -> None:
    certified = list_certified(gone.city, day_in(gone.city, at))
    if gone.pk in certified and kept.pk not in certified:
        raise CannotMerge(_("“%(name)s” is certified today. Keep that one.") % {"name": gone.name})
    if find_blocking_findings(gone):
        raise CannotMerge(_("“%(name)s” has findings that wait to be repaired. Keep that one.") % {"name": gone.name})


def _take(kept: Place, gone: Place, taken: Collection[str], *, by: User | None, at: datetime) -> list[str]:
    names = {name for one in taken for name in TOGETHER.get(one, (one,)) if name in writing.SAID} - OWN
    values: Values = {name: getattr(gone, name) for name in names}
    called = dict.fromkeys((*kept.aliases, kept.name, gone.name, *gone.aliases))
    values["aliases"] = [name for name in called if name != values.get("name", kept.name)]
    values["is_hidden"] = kept.is_hidden or gone.is_hidden  # never shown by merging; a person may say so afterwards
    whole = complete(writing.values_of(kept) | values, kept.city)
    check_place(whole, kept, city=kept.city, on=day_in(kept.city, at))
    changed = writing.fill_place(kept, whole, by=by, at=at)
    if not changed:
        writing.touch(kept, by=by, at=at)
    kept.save()
    writing.note_phases([(kept, changed)], by=by, at=at)
    return changed


def _hand_over(kept: Place, gone: Place, *, by: User | None, at: datetime) -> list[int]:
    """The papers of the one that goes belong to both; a document cannot be lost that way."""
    own = set(PlaceDocument.objects.filter(place=kept).values_list("document_id", flat=True))
    new = [pk for pk in gone.documents.order_by("pk").values_list("document_id", flat=True) if pk not in own]
    PlaceDocument.objects.bulk_create(
        PlaceDocument(city=kept.city, place=kept, document_id=pk, attached_by=by, attached_at=at) for pk in new
    )
    return new


def _settle(verb: str, changes: dict[Place, ChangeKind], kept: Place, *, by: User | None, at: datetime) -> None:
    PlaceChange.objects.bulk_create(writing.build_change(place, kind, by=by, at=at) for place, kind in changes.items())
    gone = next(place for place in changes if place != kept)
    _tell(verb, kept, gone, by=by, at=at)


def _tell(verb: str, place: Place, other: Place, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=place.city_id, group=FACT_GROUP)
    details: dict[str, audit.Detail] = {"other": f"places.place:{other.uuid}"}
    audit.record(verb=verb, city=place.city, subject=f"places.place:{place.uuid}", details=details, by=by, at=at)
