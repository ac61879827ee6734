"""May this person touch this answer, and is the step possible now: asked apart, each with a bool twin."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Question
from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.types import TRANSITIONS, AnswerState, SheetClosed, Step, WrongState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.models import Sheet


class Owning(Protocol):
    """Knows already whose questions are whose: a page asks it instead of the database."""

    def is_own(self, question: str) -> bool: ...


def check_may_answer(user: User, sheet: Sheet, question: Question, *, on: date, own: Owning | None = None) -> None:
    """This function will raise `NotAllowed` unless the question is the person's own agency's, or any may be answered.

    A kind of subject may say itself who answers its sheets.
    """
    check_by_kind = get_subject_kind(sheet.subject_kind).check_may_answer
    if check_by_kind is not None:
        check_by_kind(user, sheet, on)
    elif not may(user, Permission.ANSWER_EDIT_ANY, sheet.city, on=on):
        check_may(user, Permission.ANSWER_EDIT, sheet.city, on=on)
        if not _is_own(user, sheet, question, on=on, own=own):
            raise NotAllowed


def may_answer(user: User, sheet: Sheet, question: Question, *, on: date, own: Owning | None = None) -> bool:
    try:
        check_may_answer(user, sheet, question, on=on, own=own)
    except NotAllowed:
        return False
    return True


def check_may_view(user: User, sheet: Sheet, *, on: date) -> None:
    """This function will raise `Stranger` for who sees the city and may not know of this sheet."""
    get_subject_kind(sheet.subject_kind).check_may_view(user, sheet, on)


def check_may_verify(user: User, sheet: Sheet, question: Question, *, on: date, own: Owning | None = None) -> None:
    """This function will raise `NotAllowed` unless the person verifies, and the question is not of the own agency."""
    check_may(user, Permission.ANSWER_VERIFY, sheet.city, on=on)
    if _is_own(user, sheet, question, on=on, own=own):
        raise NotAllowed


def may_verify(user: User, sheet: Sheet, question: Question, *, on: date, own: Owning | None = None) -> bool:
    try:
        check_may_verify(user, sheet, question, on=on, own=own)
    except NotAllowed:
        return False
    return True


def check_may_mark(
    user: User, sheet: Sheet, question: Question, *, internal: bool, on: date, own: Owning | None = None
) -> None:
    """This function will raise `NotAllowed` unless the person may give marks: the internal check is the verifiers', the rest official."""
    if internal:
        check_may_verify(user, sheet, question, on=on, own=own)
    else:
        check_may(user, Permission.MARK_OFFICIAL, sheet.city, on=on)


def may_mark(
    user: User, sheet: Sheet, question: Question, *, internal: bool, on: date, own: Owning | None = None
) -> bool:
    try:
        check_may_mark(user, sheet, question, internal=internal, on=on, own=own)
    except NotAllowed:
        return False
    return True


def check_may_reopen(user: User, sheet: Sheet, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person may change any answer of the city."""
    check_may(user, Permission.ANSWER_EDIT_ANY, sheet.city, on=on)


def may_reopen(user: User, sheet: Sheet, *, on: date) -> bool:
    return may(user, Permission.ANSWER_EDIT_ANY, sheet.city, on=on)


def _is_own(user: User, sheet: Sheet, question: Question, *, on: date, own: Owning | None) -> bool:
    if own is not None:
        return own.is_own(question.number)
    return network.is_responsible(
        user, sheet.city, question=question.number, roles=question.roles, key=str(sheet.code), on=on
    )


def check_can_step(sheet: Sheet, state: AnswerState, step: Step) -> AnswerState:
    """This function will return the state that `step` leads to. Raises `SheetClosed` or `WrongState`."""
    check_can_write(sheet)
    try:
        return TRANSITIONS[step][state]
    except KeyError:
        raise WrongState(_WRONG_STATE[state]) from None


def leads_somewhere(state: AnswerState, step: Step) -> bool:
    """This function will return whether the table of transitions knows the step from this state."""
    return state in TRANSITIONS[step]


def can_save(sheet: Sheet, state: AnswerState) -> bool:
    return leads_somewhere(state, Step.SAVE) and can_write(sheet)


def can_step(sheet: Sheet, state: AnswerState, step: Step) -> bool:
    try:
        check_can_step(sheet, state, step)
    except (SheetClosed, WrongState):
        return False
    return True


def check_can_write(sheet: Sheet) -> None:
    """This function will raise `SheetClosed` when the sheet or its owner is frozen."""
    if sheet.closed_at is not None:
        raise SheetClosed(_("This sheet is closed. Ask the secretariat to reopen it."))
    get_subject_kind(sheet.subject_kind).check_open(sheet)


def find_closing(sheet: Sheet) -> str:
    """This function will return why nothing can be written on the sheet now, in words; "" when it can."""
    try:
        check_can_write(sheet)
    except SheetClosed as closed:
        return str(closed.sentence)
    return ""


def can_write(sheet: Sheet) -> bool:
    return not find_closing(sheet)


def check_can_mark(sheet: Sheet, stage: str) -> None:
    """This function will raise `SheetClosed` when the sheet or that stage of it is frozen."""
    if sheet.closed_at is not None:
        raise SheetClosed(_("This sheet is closed. Ask the secretariat to reopen it."))
    get_subject_kind(sheet.subject_kind).check_stage_open(sheet, stage)


def can_mark(sheet: Sheet, stage: str) -> bool:
    try:
        check_can_mark(sheet, stage)
    except SheetClosed:
        return False
    return True


_WRONG_STATE: dict[AnswerState, Promise] = {
    AnswerState.EMPTY: _("There is no answer yet. Fill it in first."),
    AnswerState.DRAFT: _("The answer is still a draft. Submit it first."),
    AnswerState.SUBMITTED: _("The answer has been submitted. Withdraw it before you change it."),
    AnswerState.RETURNED: _("The answer was returned. Mend it and submit it again."),
    AnswerState.ACCEPTED: _("The answer is internally verified. Ask the secretariat to reopen it."),
}
