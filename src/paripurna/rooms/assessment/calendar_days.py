"""What the running round tells the room of proof: its sheet, and the days of its stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paripurna.rooms.assessment.queries import find_current_round, label_stage, list_running_stages
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.evidence.registry import CalendarSpan
from paripurna.rooms.sheets.queries import Sheet

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def find_current_sheet(city: City) -> Sheet | None:
    """This function will return the sheet of the running round, else of the newest one."""
    found = find_current_round(city)
    return found.sheet if found else None


def list_stage_spans(city: City) -> list[CalendarSpan]:
    """This function will return the stages of the running round whose days are known."""
    return [
        CalendarSpan(f"{stage.round_code}:{stage.code}", label_stage(stage, language()), first, last)
        for stage in list_running_stages(city)
        for first, last in [(stage.starts_on or stage.ends_on, stage.ends_on or stage.starts_on)]
        if first and last
    ]
