"""What inspections tell the sheets: who fills them, until when, where they live, and which forms of their own they add."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.rooms.places.inspections import policy
from paripurna.rooms.places.inspections.parts import PARTS
from paripurna.rooms.places.inspections.queries import find_of_sheet
from paripurna.rooms.places.inspections.seeing import read_sight
from paripurna.rooms.places.inspections.types import SUBJECT_KIND, InspectionOver, Topic
from paripurna.rooms.places.inspections.writing import find_topic
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.registry import SubjectKind
from paripurna.rooms.sheets.types import SheetClosed, WrongState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet
    from paripurna.rooms.sheets.types import AnswerRow, Said, Step


def check_open(sheet: Sheet) -> None:
    """This function will raise `SheetClosed` for an inspection that is over."""
    inspection = find_of_sheet(sheet)
    if inspection is None:
        raise SheetClosed(_("This sheet belongs to no inspection."))
    try:
        policy.check_can_inspect(inspection)
    except InspectionOver as over:
        raise SheetClosed(over.sentence) from None


def check_stage_open(sheet: Sheet, stage: str) -> None:
    """This function will raise `SheetClosed`: no marks are given to an inspection."""
    raise SheetClosed(_("No marks are given to an inspection."))


def check_may_view(user: User, sheet: Sheet, on: date) -> None:
    """This function will raise `Stranger` unless the person is told everything that is found at the place: answers tell it too."""
    inspection = find_of_sheet(sheet)
    if inspection is None or not read_sight(user, sheet.city, on=on).knows(inspection.place):
        raise Stranger


def check_may_answer(user: User, sheet: Sheet, on: date) -> None:
    """This function will raise `NotAllowed` unless the person inspects this place: also a second one, beside the first."""
    inspection = find_of_sheet(sheet)
    if inspection is None or not policy.may_inspect(user, inspection.place, on=on):
        raise NotAllowed


def is_about_security(sheet: Sheet, question: str) -> bool:
    """This function will say whether a photo of the question is kept as findings about security are."""
    return find_topic(edition_of(sheet), question) is Topic.SECURITY


def refuse_step(sheet: Sheet, answer: AnswerRow, step: Step, said: Said, *, by: User, at: datetime) -> bool:
    """This function will raise `WrongState`: an inspection is handed over as a whole, not answer by answer."""
    raise WrongState(_("An inspection is handed over as a whole, on the page where it is filled."))


def get_url(sheet: Sheet, question: str) -> str:
    """This function will return the page of the inspection, or the place of a question on the page where it is filled."""
    if question:
        return f"{reverse('sheets:fill', kwargs={'city': sheet.city.slug, 'code': sheet.code})}#{question}"
    return reverse("inspections:inspection", kwargs={"city": sheet.city.slug, "uuid": sheet.subject_key})


INSPECTION = SubjectKind(
    code=SUBJECT_KIND,
    label=_("Inspection of a place"),
    check_open=check_open,
    check_stage_open=check_stage_open,
    get_url=get_url,
    before_step=refuse_step,
    check_may_view=check_may_view,
    check_may_answer=check_may_answer,
    is_filled_at_once=True,
    takes_photos=True,
    is_confidential=is_about_security,
    manual="pemeriksaan-sarana#memeriksa",
    parts=PARTS,
)
