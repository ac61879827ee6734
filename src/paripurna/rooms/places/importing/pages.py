"""The preview of an import in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paripurna.platform.tables import RowProblem
from paripurna.platform.ui.components.imports import PlannedLine
from paripurna.rooms.places.describing import BY_NAME
from paripurna.rooms.places.importing.types import ImportPlan, PlannedRow, RowNote
from paripurna.rooms.places.kinds import list_kinds

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`kinds` are the new places by kind, the most first; `kept_count` the rows in which people wrote something by hand."""

    lines: Sequence[PlannedLine]
    more: int
    kinds: Sequence[tuple[str, int]]
    problems: Sequence[RowProblem]
    notes: Sequence[RowNote]
    more_notes: int
    kept_count: int


def build_preview(plan: ImportPlan) -> PreviewPage:
    """This function will lay a plan out; of long ones the first rows are shown, those that change before those that are new."""
    rows = (*plan.changed, *plan.held, *plan.added)
    kinds = sorted(plan.counts.items(), key=lambda item: -item[1])
    return PreviewPage(
        lines=[_build_line(row) for row in rows[:SHOWN]],
        more=max(len(rows) - SHOWN, 0),
        kinds=[(list_kinds()[code].name, count) for code, count in kinds],
        problems=plan.problems,
        notes=plan.notes[:SHOWN],
        more_notes=max(len(plan.notes) - SHOWN, 0),
        kept_count=sum(bool(row.kept) for row in (*plan.changed, *plan.held)),
    )


def _build_line(row: PlannedRow) -> PlannedLine:
    return PlannedLine(row.row, row.title, row.place is None, _name(row.changed), _name(row.kept))


def _name(fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(BY_NAME[name].label) for name in fields)
