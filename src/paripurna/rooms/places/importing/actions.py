"""Places out of a list: kept, looked at, then all or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.files.types import MediaType
from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables.imports import (
    TABLES,
    ImportRefused,
    Upload,
    begin,
    check_clean,
    hold,
    keep_table,
    read_kept,
)
from paripurna.rooms.places import policy, writing
from paripurna.rooms.places.importing.copying import copy_new
from paripurna.rooms.places.importing.frame import read_frame
from paripurna.rooms.places.importing.models import PlaceImport
from paripurna.rooms.places.importing.planning import build_plan
from paripurna.rooms.places.importing.tables import read_content
from paripurna.rooms.places.importing.types import Given, ImportPlan, PlannedRow
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import FACT_GROUP, ChangeKind

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

KINDS = TABLES | {MediaType.JSON}
ALWAYS = ("imported", "folded", "revision", "changed_by", "changed_at")


@transaction.atomic
def begin_import(*, city: City, upload: Upload, given: Given, by: User, at: datetime) -> PlaceImport:
    """This function will keep a list whose rows are to become places; nothing is written before a person has looked at it.

    Raises `NotAllowed`, `FileRefused` and `TableError`.
    """
    policy.check_may_keep_any(by, city, on=day_in(city, at))
    file = keep_table(upload, at=at, kinds=KINDS, read=read_content)
    said = {"kind": given.kind, "source": given.source.strip(), "license": given.license.strip()}
    begun = begin(PlaceImport, upload, file, by=by, at=at, city=city, **said)
    _tell("places.import_begun", city, {"file": str(begun.code)}, by=by, at=at)
    return begun


@transaction.atomic
def run_import(*, begun: PlaceImport, given: Given, mapping: Sequence[str], by: User, at: datetime) -> PlaceImport:
    """This function will write everything that the preview shows, or nothing. Raises `NotAllowed` and `ImportRefused`."""
    begun = hold(begun)
    on = day_in(begun.city, at)
    policy.check_may_keep_any(by, begun.city, on=on)
    lock_places(begun.city)
    plan = build_plan(read_kept(begun.file.hash, read_content), read_frame(begun.city, by, on=on), given, mapping)
    check_clean(plan.problems)
    _write_plan(begun.city, plan, by=by, at=at)
    begun.finish(added=len(plan.added), changed=len(plan.changed), at=at)
    _tell_done(begun.city, plan, {"file": str(begun.code)}, by=by, at=at)
    return begun


@transaction.atomic
def import_places(
    *, city: City, content: bytes, given: Given, is_example: bool = False, by: User | None, at: datetime
) -> ImportPlan:
    """This function will take a whole list in at once, for the demo and for programs, and return what was done.

    Raises `NotAllowed`, `TableError`, and `ImportRefused` with the first problem.
    """
    on = day_in(city, at)
    if by is not None:
        policy.check_may_keep_any(by, city, on=on)
    lock_places(city)
    plan = build_plan(read_content(content), read_frame(city, by, on=on), given)
    if plan.problems:
        first = plan.problems[0]
        raise ImportRefused(f"{first.row}: {first.sentence}")
    if plan.can_run:
        _write_plan(city, plan, is_example=is_example, by=by, at=at)
        _tell_done(city, plan, {}, by=by, at=at)
    return plan


def lock_places(city: City) -> None:
    """This function will hold the places of the city until the transaction is over, so that what was planned still holds."""
    list(Place.objects.of_city(city.pk).order_by("pk").select_for_update().values_list("pk"))


def _write_plan(city: City, plan: ImportPlan, *, is_example: bool = False, by: User | None, at: datetime) -> None:
    added = [_build(city, row, is_example=is_example, by=by, at=at) for row in plan.added]
    copy_new(added)
    changed = [place for row in plan.changed if (place := _fill(row, by=by, at=at))]
    _update(changed, {name for row in plan.changed for name in row.changed})
    begun = ((place, ("phase",)) for place in added)
    writing.note_phases((*begun, *((row.place, row.changed) for row in plan.changed if row.place)), by=by, at=at)
    history = [writing.build_change(place, ChangeKind.IMPORTED, by=by, at=at) for place in (*added, *changed)]
    copy_new(history)
    mark_changed(city_id=city.pk, group=FACT_GROUP)


def _build(city: City, row: PlannedRow, *, is_example: bool, by: User | None, at: datetime) -> Place:
    place = writing.build_place(city, row.values, by=by, at=at)
    place.is_example, place.imported = is_example, writing.store(row.values)
    return place


def _fill(row: PlannedRow, *, by: User | None, at: datetime) -> Place | None:
    if row.place is None or not row.changed:
        return None
    writing.fill_place(row.place, row.values, by=by, at=at)
    row.place.imported |= writing.store(row.values)
    return row.place


def _update(places: Sequence[Place], names: Iterable[str]) -> None:
    """One statement for many rows, which `bulk_update` would make one condition for every field of each."""
    Place.objects.bulk_create(
        places,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*ALWAYS, *(name.removesuffix("_id") for name in names)],
        batch_size=writing.AT_ONCE,
    )


def _tell_done(
    city: City, plan: ImportPlan, details: dict[str, audit.Detail], *, by: User | None, at: datetime
) -> None:
    counts: dict[str, audit.Detail] = {"added": len(plan.added), "changed": len(plan.changed)}
    _tell("places.import_done", city, details | counts, by=by, at=at)


def _tell(verb: str, city: City, details: dict[str, audit.Detail], *, by: User | None, at: datetime) -> None:
    audit.record(verb=verb, city=city, subject=f"regions.region:{city.code}", details=details, by=by, at=at)
