"""What an import of places is told, plans and answers. No Django models here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paripurna.platform.tables import RowProblem
from paripurna.rooms.places.types import Values

if TYPE_CHECKING:
    from paripurna.rooms.places.models import Place


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for rows that do not say otherwise, and whether the file wins over what people wrote by hand."""

    kind: str = ""
    source: str = ""
    license: str = ""
    is_winning: bool = False


@dataclass(slots=True)
class Draft:
    """A row as it is read: what it says, what it is known by, and where it says that it lies."""

    row: int
    values: Values
    code: str = ""
    key: str = ""
    kelurahan: tuple[str, int] | None = None  # what the row says, and the id of what is meant
    lies_in: str = ""  # the code of the kelurahan that the position lies in


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something that is told of a row and keeps nobody from importing it."""

    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that would be written: as a new place, or over `place` where `changed` names what differs.

    `kept` names what the file says otherwise and a person wrote by hand.
    """

    row: int
    title: str
    values: Values
    place: Place | None = None
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that an import would do. It is done only when there is no problem. `samples` are the first values of each column."""

    heads: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    mapping: tuple[str, ...] = ()
    added: tuple[PlannedRow, ...] = ()
    changed: tuple[PlannedRow, ...] = ()
    held: tuple[PlannedRow, ...] = ()  # nothing but what people wrote by hand differs
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[RowNote, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)  # of the new places, by kind

    @property
    def can_run(self) -> bool:
        return not self.problems and bool(self.added or self.changed)
