"""Writes to a sheet. One function = one transaction = one audit line.

Every write locks the sheet, so that totals always belong to a revision; it takes a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Question
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.sheets import policy, writing
from paripurna.rooms.sheets.bulk import import_contents as import_contents
from paripurna.rooms.sheets.bulk import take_many_facts as take_many_facts
from paripurna.rooms.sheets.choices import take_edition as take_edition
from paripurna.rooms.sheets.live.answers import find_live_answer
from paripurna.rooms.sheets.live.keeping import keep_facts as keep_facts
from paripurna.rooms.sheets.models import Answer, AnswerVersion, EditionSnapshot, Sheet
from paripurna.rooms.sheets.queries import as_row, edition_of, get_question
from paripurna.rooms.sheets.reasons import say_reasons
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.responsible import read_responsibility
from paripurna.rooms.sheets.scores import finish, refresh_scores
from paripurna.rooms.sheets.types import (
    NOTHING_SAID,
    AnswerDraft,
    AnswerRow,
    AnswerState,
    MarkDraft,
    Moment,
    NothingKnown,
    Said,
    Step,
    UnknownVersion,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def open_sheet(
    *,
    city: City,
    edition: EditionSnapshot,
    subject: tuple[str, str],
    title: str,
    period: tuple[date, date],
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Sheet:
    """This function will open an empty sheet for `subject` (kind, key) and `period` (first, last day)."""
    kind, key = subject
    sheet = Sheet.objects.create(
        city=city,
        edition=edition,
        subject_kind=kind,
        subject_key=key,
        title=title,
        period_start=period[0],
        period_end=period[1],
        is_example=is_example,
        opened_at=at,
    )
    refresh_scores(sheet)
    audit.record(
        verb="sheets.sheet_opened",
        city=city,
        subject=f"sheets.sheet:{sheet.code}",
        details={"edition": f"{edition.edition}@{edition.version}", "hash": edition.hash},
        by=by,
        at=at,
    )
    return sheet


def mark_as_example(*, sheet: Sheet) -> None:
    """This function will have pages and exports say that the sheet holds invented answers, because it took some over."""
    sheet.is_example = True
    sheet.save(update_fields=["is_example"])


@transaction.atomic
def close_sheet(*, sheet: Sheet, by: User | None, at: datetime) -> None:
    """This function will close a sheet for good; its owner has checked who may."""
    Sheet.objects.filter(pk=sheet.pk).update(closed_at=at)
    audit.record(verb="sheets.sheet_closed", city=sheet.city, subject=f"sheets.sheet:{sheet.code}", by=by, at=at)


@transaction.atomic
def save_answer(*, sheet: Sheet, draft: AnswerDraft, by: User, at: datetime) -> AnswerRow:
    """This function will save a draft. Raises `NotAllowed`, `SheetClosed`, `WrongState`, `BadAnswer` or `Conflict`.

    The same idempotency key twice writes once; content that stands already is not written again. Either way the answer
    comes back as it is now.
    """
    question = get_question(sheet, draft.question)
    policy.check_may_answer(by, sheet, question, on=day_in(sheet.city, at))
    sheet = writing.lock(sheet)
    policy.check_can_write(sheet)
    answer = writing.load(sheet, draft.question)
    if writing.is_written(answer, question, draft):
        return as_row(answer)
    return _write(answer, question, draft, Step.SAVE, reason="", by=by, at=at)


@transaction.atomic
def submit_answer(*, sheet: Sheet, question: str, base_revision: int, by: User, at: datetime) -> AnswerRow:
    """This function will hand the answer in for the internal check."""
    found, on = get_question(sheet, question), day_in(sheet.city, at)
    policy.check_may_answer(by, sheet, found, on=on)
    row = _step(sheet, found, base_revision, Step.SUBMIT, by=by, at=at)
    if row.state is AnswerState.SUBMITTED:
        keep_facts(sheet, question, Moment.SUBMITTED, on=on, at=at)
    return row


@transaction.atomic
def take_facts(*, sheet: Sheet, question: str, base_revision: int, by: User, at: datetime) -> AnswerRow:
    """This function will write what the facts say today as the answer, and keep the facts with it.

    The note stays. Raises `NothingKnown`, or what `save_answer` raises; an answer that says the same already stays as it is.
    """
    found, on = get_question(sheet, question), day_in(sheet.city, at)
    policy.check_may_answer(by, sheet, found, on=on)
    live = find_live_answer(sheet, edition_of(sheet), question, on=on)
    if live is None or live.value is None:
        raise NothingKnown(_("The registers know nothing of question %(number)s yet.") % {"number": question})
    answer = writing.load(writing.lock(sheet), question)
    if answer.data == live.data:
        return as_row(answer)
    draft = AnswerDraft(question, live.data, answer.note, base_revision)
    row = _write(answer, found, draft, Step.TAKE, reason="", by=by, at=at)
    keep_facts(sheet, question, Moment.TAKEN, on=on, at=at)
    return row


@transaction.atomic
def withdraw_answer(*, sheet: Sheet, question: str, base_revision: int, by: User, at: datetime) -> AnswerRow:
    """This function will take a submitted answer back so that it can be changed."""
    found = get_question(sheet, question)
    policy.check_may_answer(by, sheet, found, on=day_in(sheet.city, at))
    return _step(sheet, found, base_revision, Step.WITHDRAW, by=by, at=at)


@transaction.atomic
def return_answer(
    *, sheet: Sheet, question: str, base_revision: int, reason: str, codes: Sequence[str] = (), by: User, at: datetime
) -> AnswerRow:
    """This function will send a submitted or accepted answer back, with reasons of the owner's list, own words or both."""
    found = get_question(sheet, question)
    policy.check_may_verify(by, sheet, found, on=day_in(sheet.city, at))
    said = Said(tuple(codes), reason.strip())
    told = say_reasons(get_subject_kind(sheet.subject_kind).return_reasons, said)
    writing.check_reason(told)
    return _step(sheet, found, base_revision, Step.RETURN, said=said, reason=told, by=by, at=at)


@transaction.atomic
def accept_answer(*, sheet: Sheet, question: str, base_revision: int, by: User, at: datetime) -> AnswerRow:
    """This function will accept a submitted answer at the internal check.

    Where the owner asks for a second person, the answer stays submitted until that one accepts it too.
    """
    found = get_question(sheet, question)
    policy.check_may_verify(by, sheet, found, on=day_in(sheet.city, at))
    return _step(sheet, found, base_revision, Step.ACCEPT, by=by, at=at)


@transaction.atomic
def reopen_answer(*, sheet: Sheet, question: str, base_revision: int, reason: str, by: User, at: datetime) -> AnswerRow:
    """This function will turn an accepted answer into a draft again; the secretariat does that, with a reason."""
    found = get_question(sheet, question)
    policy.check_may_reopen(by, sheet, on=day_in(sheet.city, at))
    writing.check_reason(reason)
    return _step(sheet, found, base_revision, Step.REOPEN, said=Said(text=reason), reason=reason, by=by, at=at)


@transaction.atomic
def restore_answer(
    *, sheet: Sheet, question: str, revision: int, base_revision: int, by: User, at: datetime
) -> AnswerRow:
    """This function will write an earlier version of the answer as the newest one. Raises `UnknownVersion`."""
    found = get_question(sheet, question)
    policy.check_may_answer(by, sheet, found, on=day_in(sheet.city, at))
    versions = AnswerVersion.objects.filter(city=sheet.city_id, answer__sheet=sheet, answer__question=question)
    old = versions.filter(revision=revision).first()
    if old is None:
        raise UnknownVersion(_("This answer has no version %(number)s.") % {"number": revision})
    draft = AnswerDraft(question, old.data, old.note, base_revision)
    answer = writing.load(writing.lock(sheet), question)
    return _write(answer, found, draft, Step.RESTORE, reason=f"#{revision}", by=by, at=at)


@transaction.atomic
def give_mark(*, sheet: Sheet, stage: str, mark: MarkDraft, by: User, at: datetime) -> None:
    """This function will give, change or (points None) take away the mark of a question at a stage.

    Raises `UnknownStage`, `BadMark` (below zero or above the maximum), `SheetClosed` or `NotAllowed`.
    """
    question = get_question(sheet, mark.question)
    found = writing.get_stage(edition_of(sheet), stage)
    policy.check_may_mark(by, sheet, question, internal=found.internal, on=day_in(sheet.city, at))
    sheet = writing.lock(sheet)
    policy.check_can_mark(sheet, stage)
    writing.put_marks(sheet, stage, [(question, mark)], by=by, at=at)
    finish(sheet, stages=(stage,))
    details = {
        "question": mark.question,
        "stage": f"stage:{stage}",
        "points": None if mark.points is None else str(mark.points),
    }
    audit.record(
        verb="sheets.mark_given", city=sheet.city, subject=_name(sheet, mark.question), details=details, by=by, at=at
    )


@transaction.atomic
def give_marks(
    *,
    sheet: Sheet,
    stage: str,
    marks: Sequence[MarkDraft],
    seen: Mapping[str, Decimal | None],
    by: User,
    at: datetime,
) -> int:
    """This function will give the marks of many questions at one stage, all or none, and return how many.

    `seen` are the points that the person saw before: `MarksChanged` names those that are others now. Raises what
    `give_mark` raises.
    """
    pairs = [(get_question(sheet, mark.question), mark) for mark in marks]
    found, on = writing.get_stage(edition_of(sheet), stage), day_in(sheet.city, at)
    own = read_responsibility(sheet, [question for question, _mark in pairs], by, on=on)
    for question, _mark in pairs:
        policy.check_may_mark(by, sheet, question, internal=found.internal, on=on, own=own)
    sheet = writing.lock(sheet)
    policy.check_can_mark(sheet, stage)
    writing.check_seen(sheet, stage, seen)
    writing.put_marks(sheet, stage, pairs, by=by, at=at)
    finish(sheet, stages=(stage,))
    audit.record(
        verb="sheets.marks_given",
        city=sheet.city,
        subject=f"sheets.sheet:{sheet.code}",
        details={"marks": len(pairs), "stage": f"stage:{stage}"},
        by=by,
        at=at,
    )
    return len(pairs)


def _step(
    sheet: Sheet,
    question: Question,
    base_revision: int,
    step: Step,
    *,
    said: Said = NOTHING_SAID,
    reason: str = "",
    by: User,
    at: datetime,
) -> AnswerRow:
    answer = writing.load(writing.lock(sheet), question.number)
    draft = AnswerDraft(question.number, answer.data, answer.note, base_revision)
    writing.check_current(answer, draft, step)
    before_step = get_subject_kind(sheet.subject_kind).before_step
    if not before_step(answer.sheet, as_row(answer), step, said, by=by, at=at):
        return as_row(answer)
    return _write(answer, question, draft, step, reason=reason, by=by, at=at)


def _write(
    answer: Answer, question: Question, draft: AnswerDraft, step: Step, *, reason: str, by: User, at: datetime
) -> AnswerRow:
    sheet = answer.sheet
    row = writing.put_answer(answer, question, draft, step, reason=reason, by=by, at=at)
    finish(sheet)
    audit.record(
        verb=f"sheets.answer_{step.value.lower()}",
        city=sheet.city,
        subject=_name(sheet, question.number),
        details={"question": question.number, "revision": row.revision, "state": row.state.value},
        by=by,
        at=at,
    )
    get_subject_kind(sheet.subject_kind).after_step(sheet, question.number, step, by=by, at=at)
    return row


def _name(sheet: Sheet, question: str) -> str:
    return f"sheets.answer:{sheet.code}/{question}"
