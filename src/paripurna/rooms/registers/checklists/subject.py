"""What checklists tell the sheets about their kinds of subjects: who fills them, until when, and where they live."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.registers.checklists import policy
from paripurna.rooms.registers.checklists.hints import list_hints
from paripurna.rooms.registers.checklists.queries import find_of_sheet
from paripurna.rooms.registers.checklists.types import ChecklistKind, ChecklistState
from paripurna.rooms.sheets.actions import keep_facts
from paripurna.rooms.sheets.queries import edition_of, find_live_answer, get_answer
from paripurna.rooms.sheets.registry import SubjectKind
from paripurna.rooms.sheets.types import Moment, SheetClosed, WrongState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet
    from paripurna.rooms.sheets.types import AnswerRow, Said, Step


def check_open(sheet: Sheet) -> None:
    """This function will raise `SheetClosed` for a checklist that is confirmed."""
    checklist = find_of_sheet(sheet)
    if checklist is None or checklist.state == ChecklistState.CONFIRMED:
        raise SheetClosed(_("This checklist is confirmed. The KLA secretariat can open it again."))


def check_stage_open(sheet: Sheet, stage: str) -> None:
    """This function will raise `SheetClosed`: no marks are given to a checklist."""
    raise SheetClosed(_("No marks are given to a checklist."))


def check_may_view(user: User, sheet: Sheet, on: date) -> None:
    policy.check_may_view(user, sheet.city, sheet.subject_key, on=on)


def check_may_answer(user: User, sheet: Sheet, on: date) -> None:
    policy.check_may_fill(user, sheet.city, sheet.subject_key, on=on)


def refuse_step(sheet: Sheet, answer: AnswerRow, step: Step, said: Said, *, by: User, at: datetime) -> bool:
    """This function will raise `WrongState`: a checklist is confirmed as a whole, not answer by answer."""
    raise WrongState(_("A checklist is confirmed as a whole, on its own page."))


def keep_figure(sheet: Sheet, question: str, step: Step, *, by: User, at: datetime) -> None:
    """This function will keep what the agency said with an answer that says the same, so that a later change shows."""
    on = day_in(sheet.city, at)
    live = find_live_answer(sheet, edition_of(sheet), question, on=on)
    if live and live.data and live.data == get_answer(sheet, question).data:
        keep_facts(sheet, question, Moment.TAKEN, on=on, at=at)


def get_url(sheet: Sheet, question: str) -> str:
    """This function will return the page of the checklist, or the place of a question on the page where it is filled."""
    kwargs = {"city": sheet.city.slug, "code": sheet.code}
    if not question:
        return reverse("checklists:checklist", kwargs=kwargs)
    return f"{reverse('sheets:fill', kwargs=kwargs)}#{question}"


KINDS = tuple(
    SubjectKind(
        code=kind.value,
        label=kind.label,
        check_open=check_open,
        check_stage_open=check_stage_open,
        get_url=get_url,
        before_step=refuse_step,
        after_step=keep_figure,
        check_may_view=check_may_view,
        check_may_answer=check_may_answer,
        list_hints=list_hints,
        is_filled_at_once=True,
        manual="daftar-periksa#mengisi",
    )
    for kind in ChecklistKind
)
