"""What self-assessments tell the sheets: who fills one, until when, and where it lives."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import NotAllowed
from paripurna.rooms.places.standing import policy
from paripurna.rooms.places.standing.links import attainment_url
from paripurna.rooms.places.standing.queries import find_of_sheet
from paripurna.rooms.places.standing.types import SUBJECT_KIND, Step
from paripurna.rooms.sheets.registry import SubjectKind
from paripurna.rooms.sheets.types import SheetClosed, WrongState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet
    from paripurna.rooms.sheets.types import AnswerRow, Said
    from paripurna.rooms.sheets.types import Step as AnswerStep


def check_open(sheet: Sheet) -> None:
    """This function will raise `SheetClosed` once the assessment is finished or given up."""
    found = find_of_sheet(sheet)
    if found is None or not found.is_filling:
        raise SheetClosed(_("This assessment is closed. Begin a new one."))


def check_stage_open(sheet: Sheet, stage: str) -> None:
    """This function will raise `SheetClosed`: the points follow from the answers alone."""
    raise SheetClosed(_("No marks are given here: the points follow from the answers."))


def check_may_answer(user: User, sheet: Sheet, on: date) -> None:
    """This function will raise `NotAllowed` unless the person assesses this place."""
    found = find_of_sheet(sheet)
    if found is None or not policy.may_take(user, found.place, Step.SELF_ASSESSED, on=on):
        raise NotAllowed


def refuse_step(sheet: Sheet, answer: AnswerRow, step: AnswerStep, said: Said, *, by: User, at: datetime) -> bool:
    """This function will raise `WrongState`: an assessment is finished as a whole, not answer by answer."""
    raise WrongState(_("A self-assessment is finished as a whole, on its own page."))


def get_url(sheet: Sheet, question: str) -> str:
    """This function will return the page of the assessment, or a question on the page where it is filled."""
    found = find_of_sheet(sheet)
    if not question and found is not None:
        return attainment_url(found, sheet.city)
    return f"{reverse('sheets:fill', kwargs={'city': sheet.city.slug, 'code': sheet.code})}#{question}"


KIND = SubjectKind(
    code=SUBJECT_KIND,
    label=_("Self-assessment of a place"),
    check_open=check_open,
    check_stage_open=check_stage_open,
    get_url=get_url,
    before_step=refuse_step,
    check_may_answer=check_may_answer,
    is_filled_at_once=True,
)
