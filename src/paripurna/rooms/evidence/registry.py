"""What the owners of sheets tell this room at start: when those who verify come to see, and what the sheet is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet

FindDay = Callable[["Sheet"], date | None]
_VISIT_DAYS: dict[str, FindDay] = {}


def register_visit_day(subject_kind: str, find: FindDay) -> None:
    """This function will let the owner of a kind of sheets say on which day its proof is looked at on the spot.

    What ends before that day is told in time.
    """
    _VISIT_DAYS[subject_kind] = find


def find_visit_day(sheet: Sheet) -> date | None:
    """This function will return the day, or None where nobody says one."""
    find = _VISIT_DAYS.get(sheet.subject_kind)
    return find(sheet) if find else None
