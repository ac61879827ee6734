"""Writing many answers and marks at once: all or nothing, in a handful of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Question, Stage
from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.sheets import policy, writing
from paripurna.rooms.sheets.live.answers import LiveAnswer, read_live_answers
from paripurna.rooms.sheets.live.keeping import keep_facts
from paripurna.rooms.sheets.models import Answer, AnswerVersion, Sheet
from paripurna.rooms.sheets.queries import edition_of, get_question, read_contents
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.responsible import read_responsibility
from paripurna.rooms.sheets.scores import finish
from paripurna.rooms.sheets.types import (
    AnswerDraft,
    AnswerRow,
    AnswerState,
    BadAnswer,
    BadMark,
    Conflict,
    FactsChanged,
    MarkDraft,
    Moment,
    SeenFacts,
    SheetError,
    Step,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def import_contents(
    *,
    sheet: Sheet,
    answers: Iterable[AnswerDraft] = (),
    marks: Mapping[str, Iterable[MarkDraft]] | None = None,
    step: Step = Step.IMPORT,
    by: User | None,
    at: datetime,
) -> tuple[int, int]:
    """This function will write every answer and mark, or none, and return how many of each.

    Each draft names the revision that the preview showed. Raises `Conflict` for the first that changed since,
    `WrongState` for one that is submitted or accepted, `BadAnswer`, `BadMark`, `UnknownQuestion`, `UnknownStage`,
    `SheetClosed` or `NotAllowed` (`by` None is the system). Marks may come in after the answers were frozen.
    """
    if by is not None:
        check_may(by, Permission.SHEET_IMPORT, sheet.city, on=day_in(sheet.city, at))
    sheet, drafts = writing.lock(sheet), list(answers)
    if drafts or not marks:
        policy.check_can_write(sheet)
    answer_count = _put_answers(sheet, drafts, step, by=by, at=at)
    mark_count = sum(_put_stage(sheet, stage, list(found), by=by, at=at) for stage, found in (marks or {}).items())
    finish(sheet, stages=tuple(marks or ()))
    audit.record(
        verb="sheets.answers_carried" if step is Step.CARRY else "sheets.answers_imported",
        city=sheet.city,
        subject=f"sheets.sheet:{sheet.code}",
        details={"answers": answer_count, "marks": mark_count},
        by=by,
        at=at,
    )
    return answer_count, mark_count


@transaction.atomic
def take_many_facts(*, sheet: Sheet, seen: Mapping[str, SeenFacts], by: User, at: datetime) -> int:
    """This function will write what the facts say today as the answers to the questions of `seen`, all or none; returns how many.

    Notes stay, and the facts are kept with each answer. Raises `FactsChanged` when a register says something else than what was
    seen, and what `take_facts` raises.
    """
    on, questions = day_in(sheet.city, at), [get_question(sheet, number) for number in seen]
    own = read_responsibility(sheet, questions, by, on=on)
    for question in questions:
        policy.check_may_answer(by, sheet, question, on=on, own=own)
    sheet = writing.lock(sheet)
    live = read_live_answers(sheet, edition_of(sheet), on=on)
    for question in questions:
        _take(sheet, question, live.get(question.number), seen[question.number], by=by, at=at)
        keep_facts(sheet, question.number, Moment.TAKEN, on=on, at=at)
    finish(sheet)
    subject, details = f"sheets.sheet:{sheet.code}", {"answers": len(questions)}
    audit.record(verb="sheets.facts_taken", city=sheet.city, subject=subject, details=details, by=by, at=at)
    for question in questions:
        get_subject_kind(sheet.subject_kind).after_step(sheet, question.number, Step.TAKE, by=by, at=at)
    return len(questions)


def _take(
    sheet: Sheet, question: Question, live: LiveAnswer | None, seen: SeenFacts, *, by: User, at: datetime
) -> None:
    if live is None or live.value is None or live.digest != seen.digest:
        raise FactsChanged
    answer = writing.load(sheet, question.number)
    draft = AnswerDraft(question.number, live.data, answer.note, seen.revision)
    writing.put_answer(answer, question, draft, Step.TAKE, reason="", by=by, at=at)


def _put_stage(sheet: Sheet, stage: str, marks: list[MarkDraft], *, by: User | None, at: datetime) -> int:
    found = writing.get_stage(edition_of(sheet), stage)
    check_once([mark.question for mark in marks], BadMark)
    drafts = [(get_question(sheet, mark.question), mark) for mark in marks]
    if by is not None:
        _check_may_mark(sheet, found, [question for question, _mark in drafts], by=by, on=day_in(sheet.city, at))
    policy.check_can_mark(sheet, stage)
    writing.put_marks(sheet, stage, drafts, by=by, at=at)
    return len(marks)


def _check_may_mark(sheet: Sheet, stage: Stage, questions: list[Question], *, by: User, on: date) -> None:
    """A workbook is no way around the right to mark: the internal check stays the verifiers'."""
    own = read_responsibility(sheet, questions, by, on=on)
    for question in questions:
        policy.check_may_mark(by, sheet, question, internal=stage.internal, on=on, own=own)


def _put_answers(sheet: Sheet, drafts: list[AnswerDraft], step: Step, *, by: User | None, at: datetime) -> int:
    check_once([draft.question for draft in drafts], BadAnswer)
    present = read_contents(sheet).answers
    rows = [_build(sheet, draft, present.get(draft.question), step, by=by, at=at) for draft in drafts]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["city", "sheet", "question"],
        update_fields=["data", "note", "difference_reason", "state", "revision", "changed_by", "changed_at"],
    )
    _keep_versions(sheet, [draft.question for draft in drafts], step)
    return len(rows)


def check_once(questions: list[str], error: type[SheetError]) -> None:
    """This function will raise `error` for the first question that comes twice."""
    for number, count in Counter(questions).items():
        if count > 1:
            raise error(_("Question %(number)s comes %(count)s times.") % {"number": number, "count": count})


def _build(
    sheet: Sheet, draft: AnswerDraft, now: AnswerRow | None, step: Step, *, by: User | None, at: datetime
) -> Answer:
    question: Question = get_question(sheet, draft.question)
    now = now or AnswerRow(draft.question, {}, "", AnswerState.EMPTY, 0)
    if now.revision != draft.base_revision:
        raise Conflict(theirs=now, mine=draft)
    return Answer(
        city_id=sheet.city_id,
        sheet=sheet,
        question=draft.question,
        data=writing.clean_data(question, draft.data),
        note=writing.clean_note(draft.note),
        difference_reason=writing.clean_note(draft.difference_reason),
        state=policy.check_can_step(sheet, now.state, step),
        revision=now.revision + 1,
        changed_by=by,
        changed_at=at,
    )


def _keep_versions(sheet: Sheet, questions: list[str], step: Step) -> None:
    written = Answer.objects.filter(city=sheet.city_id, sheet=sheet, question__in=questions).select_related(
        "changed_by"
    )
    AnswerVersion.objects.bulk_create(
        AnswerVersion(**writing.version_fields(answer, step, reason="")) for answer in written
    )
