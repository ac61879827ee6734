"""Entries out of a file: kept, looked at, then all or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables.imports import Upload, begin, check_clean, hold, keep_table, read_kept
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers import policy, writing
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.importing import ImportPlan, build_plan
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry, EntryImport
from paripurna.rooms.registers.types import ChangeKind, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

AT_ONCE = 1000


@transaction.atomic
def begin_import(
    *, register: Register, city: City, agency: AgencyRef, upload: Upload, by: User, at: datetime
) -> EntryImport:
    """This function will keep a file whose rows are to become entries; those that name no agency are of `agency`.

    Raises `NotAllowed`, `FileRefused` and `TableError`.
    """
    policy.check_may_keep(by, city, agency.id, at=at)
    said = {"city": city, "register": register.code, "agency_id": agency.id}
    begun = begin(EntryImport, upload, keep_table(upload, at=at), by=by, at=at, **said)
    _tell("registers.import_begun", register, begun, {}, by=by, at=at)
    return begun


@transaction.atomic
def run_import(*, register: Register, begun: EntryImport, by: User, at: datetime) -> EntryImport:
    """This function will write everything that the preview shows, or nothing.

    Raises `NotAllowed` and `ImportRefused`.
    """
    begun = hold(begun)
    policy.check_may_keep(by, begun.city, begun.agency_id, at=at)
    on = day_in(begun.city, at)
    frame = Frame(begun.city, on, policy.list_kept_agencies(by, begun.city, on=on))
    list(register.model.objects.of_city(begun.city_id).select_for_update().values_list("pk"))
    plan = build_plan(register, read_kept(begun.file.hash), frame, agency_id=begun.agency_id)
    check_clean(plan.problems)
    _write_plan(register, begun.city, plan, by=by, at=at)
    begun.finish(added=len(plan.added), changed=len(plan.changed), at=at)
    counts: dict[str, audit.Detail] = {"added": len(plan.added), "changed": len(plan.changed)}
    _tell("registers.import_done", register, begun, counts, by=by, at=at)
    return begun


@transaction.atomic
def import_entries(
    *, register: Register, city: City, rows: Sequence[Values], is_example: bool = False, by: User | None, at: datetime
) -> int:
    """This function will add entries whose keys the register does not know yet, all or none, and return how many.

    For the demo and for programs: the values are read already. Raises `NotAllowed` and `BadFields`.
    """
    rows = [register.complete(row) for row in rows]
    for agency_id in {row["agency_id"] for row in rows}:
        policy.check_may_keep(by, city, agency_id, at=at)
    standing = register.model.objects.of_city(city.pk).standing()
    known = {writing.key_of(register, register.values_of(entry)) for entry in standing}
    new = [row for row in rows if writing.key_of(register, row) not in known]
    for row in new:
        writing.check_entry(register, row, None, city=city, at=at)
    _add_all(register, city, new, is_example=is_example, by=by, at=at)
    if new:
        subject = f"registers.register:{register.code}"
        details: dict[str, audit.Detail] = {"added": len(new), "changed": 0}
        mark_changed(city_id=city.pk, group=register.group)
        audit.record(verb="registers.import_done", city=city, subject=subject, details=details, by=by, at=at)
    return len(new)


def _write_plan(register: Register, city: City, plan: ImportPlan, *, by: User, at: datetime) -> None:
    _add_all(register, city, [row.values for row in plan.added], is_example=False, by=by, at=at)
    changed = [(row.entry, row.values) for row in plan.changed if row.entry is not None]
    for entry, values in changed:
        writing.fill_entry(register, entry, values, by=by, at=at)
    entries = [entry for entry, _values in changed]
    names = [one.name for one in register.fields]
    register.model.objects.bulk_update(
        entries, [*names, "folded", "revision", "changed_by", "changed_at"], batch_size=AT_ONCE
    )
    _follow(register, entries, by=by, at=at)
    mark_changed(city_id=city.pk, group=register.group)


def _add_all(
    register: Register, city: City, rows: Iterable[Values], *, is_example: bool, by: User | None, at: datetime
) -> None:
    entries = [writing.build_entry(register, city, row, by=by, at=at) for row in rows]
    for entry in entries:
        entry.is_example = is_example
    register.model.objects.bulk_create(entries, batch_size=AT_ONCE)
    _follow(register, entries, by=by, at=at)


def _follow(register: Register, entries: Iterable[Entry], *, by: User | None, at: datetime) -> None:
    entries = list(entries)
    writing.keep_history(register, entries, ChangeKind.IMPORTED, by=by, at=at)
    for entry in entries if register.after_write else ():
        register.after_write(entry=entry, by=by, at=at)  # type: ignore[misc]


def _tell(
    verb: str, register: Register, begun: EntryImport, details: dict[str, audit.Detail], *, by: User, at: datetime
) -> None:
    told = details | {"file": str(begun.code)}
    subject = f"registers.register:{register.code}"
    audit.record(verb=verb, city=begun.city, subject=subject, details=told, by=by, at=at)
