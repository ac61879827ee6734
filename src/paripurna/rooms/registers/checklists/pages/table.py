"""The page of checklists as a file: what is shown, with every answer of each list."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.registers.checklists.pages.board import Board
from paripurna.rooms.registers.checklists.pages.differences import Difference
from paripurna.rooms.registers.checklists.types import ChecklistState
from paripurna.rooms.sheets import queries as sheets

Table = list[list[str | int | float]]


def build_table(board: Board) -> Table:
    """This function will lay out one row a list: where, how far, due when, and the answer to each question."""
    head: list[str | int | float] = [_("Code"), _("Region"), _("Kecamatan"), _("State"), _("Due"), _("Answered")]
    lines = board.shown
    answers = queries.read_answers([line.checklist for line in lines])
    numbers = [number for number, _label in board.questions]
    rows: Table = [[*head, *numbers]]
    for line in lines:
        checklist = line.checklist
        by_number = sheets.edition_of(checklist.sheet).question_by_number
        given = answers[checklist.sheet_id]
        state = str(ChecklistState(checklist.state).label)
        told = [
            sheets.say_answer(by_number[number], given.get(number, {})) if number in by_number else ""
            for number in numbers
        ]
        place: list[str | int | float] = [checklist.region.code, line.name, line.kecamatan]
        rows.append([*place, state, checklist.due_on.isoformat(), line.answered, *told])
    return rows


def build_differences_table(rows: Iterable[Difference]) -> Table:
    """This function will lay out one row a difference: both figures, who counted when, and the reason."""
    head: list[str | int | float] = [_("Code"), _("Region"), _("Question"), _("Kelurahan says"), _("Agency says")]
    table: Table = [[*head, _("Source"), _("Date"), _("Reason"), _("State")]]
    for row in rows:
        region, figure = row.checklist.region, row.figure
        said: list[str | int | float] = [region.code, region.name, row.number, row.answer, figure.text]
        told_on = day_in(row.checklist.city, figure.told_at).isoformat() if figure.told_at else ""
        state = str(ChecklistState(row.checklist.state).label)
        table.append([*said, figure.source, told_on, row.reason, state])
    return table
