"""Adding entries, changing them, withdrawing them; and every way back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers import policy, writing
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.models import Entry, EntryChange
from paripurna.rooms.registers.types import ChangeKind, EntryChanged, RegisterError, Values

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def add_entry(
    *,
    register: Register,
    city: City,
    values: Values,
    code: UUID | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Entry:
    """This function will add an entry; sent twice with one `code` it is added once.

    Raises `NotAllowed`, `Stranger` and `BadFields`.
    """
    policy.check_may_keep(by, city, values["agency_id"], at=at)
    if code and (known := register.model.objects.of_city(city.pk).filter(code=code).first()):
        return known
    values = register.complete(values)
    writing.check_entry(register, values, None, city=city, at=at)
    entry = writing.build_entry(register, city, values, code=code, by=by, at=at)
    entry.is_example = is_example
    entry.save(force_insert=True)
    writing.settle(register, entry, ChangeKind.ADDED, {}, by=by, at=at)
    return entry


@transaction.atomic
def change_entry(
    *, register: Register, entry: Entry, values: Values, base_revision: int, by: User | None, at: datetime
) -> Entry:
    """This function will write what a person says anew of an entry; nothing is told when nothing changed.

    Raises `NotAllowed`, `EntryWithdrawn`, `EntryChanged` and `BadFields`.
    """
    entry = lock_for(register, entry, by=by, at=at)
    policy.check_can_change(entry)
    if entry.revision != base_revision:
        raise EntryChanged(_("Someone else changed this entry meanwhile. See what, then save once more."))
    _check_state(register, entry, values)
    return _write(register, entry, values, ChangeKind.CHANGED, by=by, at=at)


@transaction.atomic
def step_entry(*, register: Register, entry: Entry, step: str, by: User | None, at: datetime) -> Entry:
    """This function will lead an entry to the state that a step leads to.

    Raises `NotAllowed`, `EntryWithdrawn`, `RegisterError` for a step that its state has not, and `BadFields`.
    """
    entry = lock_for(register, entry, by=by, at=at)
    policy.check_can_change(entry)
    machine = register.states
    steps = machine.list_steps(getattr(entry, machine.attribute)) if machine else []
    found = next((one for one in steps if one.code == step), None)
    if machine is None or found is None:
        raise RegisterError(_("This cannot be done with this entry now. Look at it again."))
    return _write(register, entry, {machine.attribute: found.target}, ChangeKind.CHANGED, by=by, at=at)


@transaction.atomic
def restore_entry(*, register: Register, entry: Entry, revision: int, by: User | None, at: datetime) -> Entry:
    """This function will set an entry back to what it held at an earlier revision, as a new one.

    Raises `NotAllowed`, `EntryWithdrawn`, `RegisterError` for a revision that is not known, and `BadFields`.
    """
    entry = lock_for(register, entry, by=by, at=at)
    policy.check_can_change(entry)
    change = EntryChange.objects.filter(city=entry.city, entry=entry.code, revision=revision).first()
    if change is None:
        raise RegisterError(_("The history does not know this state."))
    return _write(register, entry, register.revive(change.values), ChangeKind.RESTORED, by=by, at=at)


@transaction.atomic
def withdraw_entry(*, register: Register, entry: Entry, by: User | None, at: datetime) -> Entry:
    """This function will take an entry out of everything that is counted; it can be taken back in. Raises `NotAllowed`."""
    entry = lock_for(register, entry, by=by, at=at)
    if entry.is_withdrawn:
        return entry
    entry.withdrawn_by, entry.withdrawn_at = by, at
    return _turn(register, entry, ChangeKind.WITHDRAWN, by=by, at=at)


@transaction.atomic
def return_entry(*, register: Register, entry: Entry, by: User | None, at: datetime) -> Entry:
    """This function will let a withdrawn entry count again. Raises `NotAllowed` and `BadFields` where another took its place."""
    entry = lock_for(register, entry, by=by, at=at)
    if not entry.is_withdrawn:
        return entry
    writing.check_entry(register, register.values_of(entry), entry, city=entry.city, at=at)
    entry.withdrawn_by, entry.withdrawn_at = None, None
    return _turn(register, entry, ChangeKind.RETURNED, by=by, at=at)


def lock_for(register: Register, entry: Entry, *, by: User | None, at: datetime) -> Entry:
    """This function will return the entry as it stands now, locked, for somebody who may keep it. Raises `NotAllowed`."""
    rows = register.model.objects.of_city(entry.city_id).select_for_update(of=("self",)).select_related("city__region")
    found: Any = rows.get(pk=entry.pk)
    policy.check_may_keep(by, found.city, found.agency_id, at=at)
    return found  # type: ignore[no-any-return]


def _write(
    register: Register, entry: Entry, values: Values, kind: ChangeKind, *, by: User | None, at: datetime
) -> Entry:
    whole = register.complete(register.values_of(entry) | values)
    policy.check_may_keep(by, entry.city, whole["agency_id"], at=at)
    writing.check_entry(register, whole, entry, city=entry.city, at=at)
    writing.write_change(register, entry, whole, kind, by=by, at=at)
    return entry


def _turn(register: Register, entry: Entry, kind: ChangeKind, *, by: User | None, at: datetime) -> Entry:
    writing.touch(register, entry, by=by, at=at)
    entry.save()
    writing.settle(register, entry, kind, {}, by=by, at=at)
    return entry


def _check_state(register: Register, entry: Entry, values: Values) -> None:
    machine = register.states
    if machine is None or machine.attribute not in values:
        return
    source, target = getattr(entry, machine.attribute), values[machine.attribute]
    if not machine.can_go(source, target):
        words = {"source": machine.states(source).label, "target": machine.states(target).label}
        raise RegisterError(_("An entry that is “%(source)s” cannot become “%(target)s”.") % words)
