"""The history of an entry: who changed what, and the way back to each state."""

from __future__ import annotations

from collections.abc import Sequence

from paripurna.platform.ui.versions import Difference, Version, build_versions
from paripurna.rooms.registers import queries
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry, EntryChange
from paripurna.rooms.registers.types import ChangeKind


def build_history(register: Register, entry: Entry, frame: Frame) -> list[Version]:
    """This function will return the states of an entry, the newest first."""

    def differ(before: EntryChange, after: EntryChange) -> tuple[Difference, ...]:
        return _differ(register, before, after, frame)

    return build_versions(queries.list_history(entry), ChangeKind, differ, current=entry.revision)


def list_differences(register: Register, entry: Entry, *, since: int, frame: Frame) -> Sequence[Difference]:
    """This function will return what others changed of an entry after the revision that a person saw."""
    changes = queries.list_history(entry)
    seen = next((change for change in changes if change.revision == since), None)
    return _differ(register, seen, changes[0], frame) if seen and changes else ()


def _differ(register: Register, before: EntryChange, after: EntryChange, frame: Frame) -> tuple[Difference, ...]:
    names = [one for one in register.fields if before.values.get(one.name) != after.values.get(one.name)]
    old, new = register.revive(before.values), register.revive(after.values)
    return tuple(
        Difference(str(one.label), one.tell(old.get(one.name), frame), one.tell(new.get(one.name), frame))
        for one in names
    )
