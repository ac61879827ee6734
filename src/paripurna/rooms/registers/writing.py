"""How an entry is written: the row, its history, the facts that it changes, and the audit. Nobody's right is asked here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.registers.description import Register, check_values
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry, EntryChange
from paripurna.rooms.registers.types import ChangeKind, FieldProblem, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

VERBS = {
    ChangeKind.ADDED: "registers.entry_added",
    ChangeKind.CHANGED: "registers.entry_changed",
    ChangeKind.RESTORED: "registers.entry_restored",
    ChangeKind.WITHDRAWN: "registers.entry_withdrawn",
    ChangeKind.RETURNED: "registers.entry_returned",
}
Key = tuple[object, ...]


def build_entry(
    register: Register, city: City, values: Values, *, code: UUID | None = None, by: User | None, at: datetime
) -> Entry:
    """This function will make an entry that is not saved yet."""
    entry = register.model(city=city, created_by=by, created_at=at, changed_by=by, changed_at=at, **values)
    if code is not None:
        entry.code = code
    entry.folded = register.fold(entry)
    return entry


def write_change(
    register: Register, entry: Entry, values: Values, kind: ChangeKind, *, by: User | None, at: datetime
) -> list[str]:
    """This function will write what differs, with everything that follows from it, and return the names of what did."""
    changed = fill_entry(register, entry, values, by=by, at=at)
    if changed:
        entry.save()
        settle(register, entry, kind, {"fields": changed}, by=by, at=at)
    return changed


def fill_entry(register: Register, entry: Entry, values: Values, *, by: User | None, at: datetime) -> list[str]:
    """This function will set what differs on the entry, unsaved, and return the names of what did."""
    changed = sorted(name for name, value in values.items() if getattr(entry, name) != value)
    if changed:
        for name in changed:
            setattr(entry, name, values[name])
        touch(register, entry, by=by, at=at)
    return changed


def touch(register: Register, entry: Entry, *, by: User | None, at: datetime) -> None:
    """This function will count one more revision of the entry, unsaved."""
    entry.revision += 1
    entry.changed_by, entry.changed_at = by, at
    entry.folded = register.fold(entry)


def settle(
    register: Register,
    entry: Entry,
    kind: ChangeKind,
    details: Mapping[str, audit.Detail],
    *,
    by: User | None,
    at: datetime,
) -> None:
    """This function will keep the history of a write, let the register do what follows, and tell facts and audit."""
    keep_history(register, [entry], kind, by=by, at=at)
    if register.after_write:
        register.after_write(entry=entry, by=by, at=at)
    mark_changed(city_id=entry.city_id, group=register.group)
    subject = f"registers.entry:{register.code}.{entry.code}"
    audit.record(verb=VERBS[kind], city=entry.city, subject=subject, details=details, by=by, at=at)


def keep_history(
    register: Register, entries: Iterable[Entry], kind: ChangeKind, *, by: User | None, at: datetime
) -> None:
    EntryChange.objects.bulk_create(
        EntryChange(
            city_id=entry.city_id,
            register=register.code,
            entry=entry.code,
            revision=entry.revision,
            kind=kind,
            values=register.store(register.values_of(entry)),
            by=by,
            at=at,
        )
        for entry in entries
    )


def check_entry(register: Register, values: Values, entry: Entry | None, *, city: City, at: datetime) -> None:
    """This function will raise `BadFields` for values that contradict themselves or stand in the register already."""
    problems: Sequence[FieldProblem] = check_values(register, values, Frame(city, day_in(city, at)))
    if not problems and is_taken(register, values, entry, city=city):
        problems = [FieldProblem(register.key[0], _("The register has this entry already."))]
    if problems:
        raise BadFields(tuple(problems))


def is_taken(register: Register, values: Values, entry: Entry | None, *, city: City) -> bool:
    """This function will say whether another standing entry has the same key; a key with a gap is nobody's."""
    key = {name: values[name] for name in register.key}
    if any(value in ("", None) for value in key.values()):
        return False
    others = register.model.objects.of_city(city.pk).standing().filter(**key)
    return others.exclude(pk=entry.pk if entry else None).exists()


def key_of(register: Register, values: Values) -> Key | None:
    """This function will return the values by which an import knows an entry again, or None where one is missing."""
    key = tuple(values[name].casefold() if isinstance(values[name], str) else values[name] for name in register.key)
    return None if any(part in ("", None) for part in key) else key
