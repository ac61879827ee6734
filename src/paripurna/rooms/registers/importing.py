"""A file read as entries of a register: what would be added and changed, and everything that stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.tables import Head, Row, RowProblem, Table, find_best_head
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import list_remarks, refuse_headless
from paripurna.rooms.registers import writing
from paripurna.rooms.registers.description import Field, Register, check_values
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.types import FieldProblem, Values

MOST_PROBLEMS = 500


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row that would be written: as a new entry, or over `entry` where `changed` names what differs."""

    row: int
    title: str
    values: Values
    entry: Entry | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that an import would do. It is done only when there is no problem."""

    added: tuple[PlannedRow, ...] = ()
    changed: tuple[PlannedRow, ...] = ()
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    columns: tuple[str, ...] = ()  # the fields that the file holds
    notes: tuple[str, ...] = ()

    @property
    def can_run(self) -> bool:
        return not self.problems and bool(self.added or self.changed)

    @property
    def row_count(self) -> int:
        return len(self.added) + len(self.changed) + self.unchanged


def build_plan(register: Register, table: Table, frame: Frame, *, agency_id: int) -> ImportPlan:
    """This function will work out what importing the table would do, without doing it."""
    head = find_best_head(table.sheets, {one.name: (*one.words, str(one.label)) for one in register.fields})
    missing = list_missing(register.fields, head)
    if head is None or missing:
        return ImportPlan(problems=(refuse_headless(missing),))
    reader = RowReader(register, frame, head, {"agency_id": agency_id})
    rows = [reader.read(row) for row in head.body]
    return reader.plan([row for row in rows if row is not None], tuple(list_remarks(head.sheet, table)))


def list_missing(fields: Sequence[Field], head: Head | None) -> list[str]:
    """This function will return the columns that must be there and are not; who keeps an entry may be said once for all."""
    needed = [one for one in fields if one.required and one.initial is None and one.name != "agency_id"]
    return [one.words[0] for one in needed if head is None or one.name not in head.columns]


class RowReader:
    """Reads the rows below a head, one after another, and finds what each would do."""

    def __init__(self, register: Register, frame: Frame, head: Head, defaults: Values) -> None:
        self.register, self.frame, self.head, self.defaults = register, frame, head, defaults
        self.known = self._read_known()
        self.seen: dict[writing.Key, int] = {}
        self.problems: list[RowProblem] = []

    def _read_known(self) -> Mapping[writing.Key, Entry]:
        entries = self.register.model.objects.of_city(self.frame.city.pk).standing()
        keyed = ((writing.key_of(self.register, self.register.values_of(entry)), entry) for entry in entries)
        return {key: entry for key, entry in keyed if key is not None}

    def read(self, row: Row) -> PlannedRow | None:
        """This method will return what a row would do; None for an empty one, and for one with problems, which are kept."""
        said, problems = read_cells(self.register.fields, self.head, row, self.frame)
        if not said and not problems:
            return None
        whole = self.register.complete(self.defaults | said)
        key = writing.key_of(self.register, whole)
        told = {problem.field for problem in problems}
        problems += [one for one in check_values(self.register, whole, self.frame) if one.field not in told]
        problems += self._find_twin(key, row.number)
        entry = self.known.get(key) if key is not None else None
        self.problems += [self._place(row, problem) for problem in problems]
        return None if problems else self._plan_row(row, whole, said, entry)

    def _find_twin(self, key: writing.Key | None, number: int) -> list[FieldProblem]:
        if key is None:
            return []
        first = self.seen.setdefault(key, number)
        if first == number:
            return []
        sentence = _("The same entry stands in row %(row)s.") % {"row": first}
        return [FieldProblem(self.register.key[0], sentence, _("Keep one of the two rows."))]

    def _place(self, row: Row, problem: FieldProblem) -> RowProblem:
        known = self.register.by_name.get(problem.field)
        return RowProblem(row.number, known.words[0] if known else "", problem.sentence, problem.remedy)

    def _plan_row(self, row: Row, whole: Values, said: Values, entry: Entry | None) -> PlannedRow:
        if entry is None:
            title = self.register.title(self.register.model(**whole))
            return PlannedRow(row.number, title, whole)
        changed = tuple(sorted(name for name, value in said.items() if getattr(entry, name) != value))
        return PlannedRow(row.number, self.register.title(entry), said, entry, changed)

    def plan(self, rows: Sequence[PlannedRow], notes: tuple[str, ...]) -> ImportPlan:
        """This method will gather what was read."""
        known = [row for row in rows if row.entry is not None]
        changed = tuple(row for row in known if row.changed)
        return ImportPlan(
            added=tuple(row for row in rows if row.entry is None),
            changed=changed,
            unchanged=len(known) - len(changed),
            problems=tuple(self.problems[:MOST_PROBLEMS]),
            columns=tuple(str(self.register.by_name[name].label) for name in self.head.columns),
            notes=notes,
        )


def read_cells(fields: Sequence[Field], head: Head, row: Row, frame: Frame) -> tuple[Values, list[FieldProblem]]:
    """This function will read the cells of a row: what they say, and what of it cannot be read. Empty cells say nothing."""
    values: Values = {}
    problems: list[FieldProblem] = []
    for one, cell in _list_cells(fields, head, row):
        try:
            values[one.name] = one.kind.read(cell, frame)
        except BadCell as bad:
            problems.append(FieldProblem(one.name, bad.sentence, bad.remedy))
    return values, problems


def _list_cells(fields: Sequence[Field], head: Head, row: Row) -> Iterator[tuple[Field, Any]]:
    for one in fields:
        cell = row.cell(head.columns[one.name]) if one.name in head.columns else None
        if cell is not None and str(cell).strip():
            yield one, cell
