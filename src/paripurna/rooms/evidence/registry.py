"""What the owners of sheets tell this room at start: which sheet is worked on, its days, and when those who verify come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """Days of the city's calendar that everyone in the work should see: a stage of the round. Both ends belong to it."""

    key: str
    title: str
    first: date
    last: date


FindDay = Callable[["Sheet"], date | None]
FindSheet = Callable[["City"], "Sheet | None"]
ListSpans = Callable[["City"], Sequence[CalendarSpan]]
_VISIT_DAYS: dict[str, FindDay] = {}
_SHEETS: list[FindSheet] = []
_CALENDARS: list[ListSpans] = []


def register_visit_day(subject_kind: str, find: FindDay) -> None:
    """This function will let the owner of a kind of sheets say on which day its proof is looked at on the spot.

    What ends before that day is told in time.
    """
    _VISIT_DAYS[subject_kind] = find


def find_visit_day(sheet: Sheet) -> date | None:
    """This function will return the day, or None where nobody says one."""
    find = _VISIT_DAYS.get(sheet.subject_kind)
    return find(sheet) if find else None


def register_current_sheet(find: FindSheet) -> None:
    """This function will let the owner of sheets say which one a city works on now; requests are made for it."""
    if find not in _SHEETS:
        _SHEETS.append(find)


def find_current_sheet(city: City) -> Sheet | None:
    """This function will return the sheet that the city works on now, or None."""
    found = (find(city) for find in _SHEETS)
    return next((sheet for sheet in found if sheet), None)


def register_calendar(list_spans: ListSpans) -> None:
    """This function will let the owner of sheets put its days into everybody's calendar feed."""
    if list_spans not in _CALENDARS:
        _CALENDARS.append(list_spans)


def list_calendar(city: City) -> list[CalendarSpan]:
    """This function will return the days that the owners of sheets tell of, in order."""
    spans = [span for list_spans in _CALENDARS for span in list_spans(city)]
    return sorted(spans, key=lambda span: (span.first, span.last, span.key))
