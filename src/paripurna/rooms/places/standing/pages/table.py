"""The page of standards as a file: one row a place, as it is filtered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from paripurna.rooms.places.standing.pages.board import Board, Line
from paripurna.rooms.places.standing.types import Step

Table = list[list[str | int | float]]


def build_table(board: Board) -> Table:
    """This function will lay out the places that the page shows."""
    head: list[str | int | float] = [_("Code"), _("Name"), _("Kind of place"), _("Kelurahan"), _("Standing")]
    steps = [str(step.label) for step in Step]
    return [[*head, *steps, _("Certificate ends on")], *(_build_row(line) for line in board.shown)]


def _build_row(line: Line) -> list[str | int | float]:
    kelurahan = line.place.kelurahan.name if line.place.kelurahan else ""
    held: list[str | int | float] = [_("yes") if step in line.standing.held else "" for step in Step]
    ends = line.ends_on.isoformat() if line.ends_on else ""
    return [line.place.code, line.place.name, line.kind.name, kelurahan, str(line.state.label), *held, ends]
