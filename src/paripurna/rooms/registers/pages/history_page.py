"""The history of an entry: who changed what, and the way back to each state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from paripurna.rooms.registers import queries
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry, EntryChange
from paripurna.rooms.registers.types import ChangeKind


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A state of an entry and what differed from the one before it."""

    revision: int
    kind: str
    by: str
    at: datetime
    differences: tuple[Difference, ...]
    is_current: bool


def build_history(register: Register, entry: Entry, frame: Frame) -> list[Version]:
    """This function will return the states of an entry, the newest first."""
    changes = queries.list_history(entry)
    return [
        Version(
            revision=change.revision,
            kind=str(ChangeKind(change.kind).label),
            by=str(change.by) if change.by else "",
            at=change.at,
            differences=_differ(register, before, change, frame),
            is_current=change.revision == entry.revision,
        )
        for change, before in zip_longest(changes, changes[1:])
    ]


def list_differences(register: Register, entry: Entry, *, since: int, frame: Frame) -> Sequence[Difference]:
    """This function will return what others changed of an entry after the revision that a person saw."""
    changes = queries.list_history(entry)
    seen = next((change for change in changes if change.revision == since), None)
    return _differ(register, seen, changes[0], frame) if seen and changes else ()


def _differ(register: Register, before: EntryChange | None, after: EntryChange, frame: Frame) -> tuple[Difference, ...]:
    if before is None:
        return ()
    names = [one for one in register.fields if before.values.get(one.name) != after.values.get(one.name)]
    old, new = register.revive(before.values), register.revive(after.values)
    return tuple(
        Difference(str(one.label), one.tell(old.get(one.name), frame), one.tell(new.get(one.name), frame))
        for one in names
    )
