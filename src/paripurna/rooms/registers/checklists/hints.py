"""What is known already about the questions of a checklist, offered to who fills it. Nothing is filled in by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.rooms.registers.checklists import queries
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.registry import Hint

if TYPE_CHECKING:
    from paripurna.rooms.sheets.queries import Sheet


def list_hints(sheet: Sheet, on: date) -> Mapping[str, Hint]:
    """This function will return what the confirmed list of the year before said, by question."""
    checklist = queries.find_of_sheet(sheet)
    before = queries.find_confirmed_before(checklist) if checklist else None
    if before is None:
        return {}
    answers = queries.read_answers([before])[before.sheet_id]
    questions = sheets.edition_of(before.sheet).question_by_number
    return {
        number: Hint(
            _("In %(year)s: %(answer)s") % {"year": before.year, "answer": sheets.say_answer(questions[number], data)},
            data,
        )
        for number, data in answers.items()
        if data and number in questions
    }
