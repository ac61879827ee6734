"""The history of anything that is kept version by version: what each changed, and who did. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, Protocol

from django.db.models import TextChoices


class Change(Protocol):
    """A stored version: what was held after a change. `kind` is a value of the room's own kinds of changes."""

    revision: int
    kind: Any
    by: Any
    at: Any
    values: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in two versions, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version and what differed from the one before it."""

    revision: int
    kind: str
    by: str
    at: datetime
    differences: Sequence[Difference]
    is_current: bool


def build_versions(
    changes: Sequence[Change],
    kinds: type[TextChoices],
    differ: Callable[[Any, Any], Iterable[Difference]],
    *,
    current: int,
) -> list[Version]:
    """This function will return the versions, the newest first as they came. `differ(before, after)` compares two of the changes."""
    return [
        Version(
            revision=change.revision,
            kind=str(kinds(change.kind).label),
            by=str(change.by) if change.by else "",
            at=change.at,
            differences=tuple(differ(before, change)) if before else (),
            is_current=change.revision == current,
        )
        for change, before in zip_longest(changes, changes[1:])
    ]
