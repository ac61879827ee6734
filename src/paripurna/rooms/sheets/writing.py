"""The rows behind an action: locking, comparing revisions, keeping versions. Called by `actions` inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Edition, Question, Stage
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.values import dump_value, is_empty
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.models import Answer, AnswerVersion, Mark, Sheet
from paripurna.rooms.sheets.queries import as_row
from paripurna.rooms.sheets.registry import Reasons, get_subject_kind
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import (
    AnswerData,
    AnswerDraft,
    AnswerRow,
    AnswerState,
    BadAnswer,
    BadMark,
    Conflict,
    MarkDraft,
    MarksChanged,
    Step,
    UnknownStage,
    WrongState,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

CENT = Decimal("0.01")
SHORTEST_REASON = 5
LONGEST_NOTE = 4000


def lock(sheet: Sheet) -> Sheet:
    """This function will lock the sheet's row and return it fresh; its city and edition are as they were read before."""
    fresh = Sheet.objects.select_for_update().get(pk=sheet.pk)
    fresh.city = sheet.city
    if fresh.edition_id == sheet.edition_id:
        fresh.edition = sheet.edition
    return fresh


def load(sheet: Sheet, question: str) -> Answer:
    """This function will return the answer as it stands on the locked sheet: a new one, of revision 0, when there is none."""
    stored = Answer.objects.filter(city=sheet.city_id, sheet=sheet, question=question)
    empty = Answer(city_id=sheet.city_id, question=question, state=AnswerState.EMPTY, revision=0)
    answer = stored.first() or empty
    answer.sheet = sheet
    return answer


def is_written(answer: Answer, question: Question, draft: AnswerDraft) -> bool:
    """This function will return whether this very content stands already, or this very write has been done."""
    if not answer.revision:
        return False
    said = (answer.note, answer.difference_reason)
    if said == (draft.note, draft.difference_reason) and answer.data == clean_data(question, draft.data):
        return True
    if not draft.idempotency_key or answer.revision == draft.base_revision:
        return False  # a write that was done has moved the answer on from the revision under it
    done = AnswerVersion.objects.filter(city=answer.city_id, answer=answer, idempotency_key=draft.idempotency_key)
    return done.exists()


def put_answer(
    answer: Answer, question: Question, draft: AnswerDraft, step: Step, *, reason: str, by: User | None, at: datetime
) -> AnswerRow:
    """This function will write the answer and its version. Raises `Conflict`, `WrongState`, `SheetClosed` or `BadAnswer`."""
    state = check_current(answer, draft, step)
    data = clean_data(question, draft.data)
    if step is Step.SUBMIT and not data:
        raise WrongState(_("There is no answer yet. Fill it in first."))
    if step is Step.SAVE and not data and not draft.note and state is AnswerState.DRAFT:
        state = AnswerState.EMPTY
    answer.data, answer.note, answer.state = data, clean_note(draft.note), state
    answer.difference_reason = clean_note(draft.difference_reason)
    answer.revision += 1
    answer.changed_by, answer.changed_at = by, at
    answer.save()
    keep_version(answer, step, reason=reason or answer.difference_reason, key=draft.idempotency_key)
    return as_row(answer)


def check_current(answer: Answer, draft: AnswerDraft, step: Step) -> AnswerState:
    """This function will return the state that the step leads to. Raises `Conflict`, `WrongState` or `SheetClosed`."""
    if answer.revision != draft.base_revision:
        raise Conflict(theirs=as_row(answer), mine=draft)
    return policy.check_can_step(answer.sheet, AnswerState(answer.state), step)


def keep_version(answer: Answer, step: Step, *, reason: str, key: str) -> None:
    AnswerVersion.objects.create(**version_fields(answer, step, reason=reason, key=key))


def version_fields(answer: Answer, step: Step, *, reason: str, key: str = "") -> dict[str, object]:
    """This function will return the fields of the version that keeps `answer` as it is now."""
    return {
        "city_id": answer.city_id,
        "answer": answer,
        "revision": answer.revision,
        "step": step,
        "data": answer.data,
        "note": answer.note,
        "state": answer.state,
        "reason": reason,
        "idempotency_key": key,
        "changed_by": answer.changed_by,
        "changed_at": answer.changed_at,
    }


def clean_data(question: Question, data: AnswerData) -> AnswerData:
    """This function will return the answer in its canonical stored form. Raises `BadAnswer` naming the field."""
    if is_empty(data):
        return {}
    try:
        return dump_value(parse_value(question.rule, data))
    except BadValue as error:
        raise BadAnswer(error.in_language(current_language()), error.field) from error


def clean_note(note: str) -> str:
    """This function will return a note that can be kept. Raises `BadAnswer` for one that is too long or no text."""
    if len(note) > LONGEST_NOTE:
        raise BadAnswer(_("The note has more than %(limit)s characters. Shorten it.") % {"limit": LONGEST_NOTE}, "note")
    if "\x00" in note:
        raise BadAnswer(_("The note holds a NUL character, which is no text. Type it anew."), "note")
    return note


def get_stage(edition: Edition, code: str) -> Stage:
    """This function will return a stage of the edition at which marks are given. Raises `UnknownStage`."""
    for stage in edition.stages:
        if stage.code == code and stage.marks:
            return stage
    raise UnknownStage(_("No marks are given at the stage %(code)s.") % {"code": code})


def put_marks(
    sheet: Sheet, stage: str, marks: Sequence[tuple[Question, MarkDraft]], *, by: User | None, at: datetime
) -> None:
    """This function will replace the marks in force. Raises `BadMark` before anything is written."""
    known = get_subject_kind(sheet.subject_kind).mark_reasons
    drafts = [_checked(question, mark, known) for question, mark in marks]
    in_force = Mark.objects.filter(
        city=sheet.city_id, sheet=sheet, stage=stage, question__in=[d.question for d in drafts], replaced_at=None
    )
    in_force.update(replaced_at=at)
    Mark.objects.bulk_create(
        Mark(
            city_id=sheet.city_id,
            sheet=sheet,
            stage=stage,
            question=draft.question,
            points=draft.points,
            reason=draft.reason,
            reason_code=draft.reason_code,
            marked_by=by,
            marked_at=at,
        )
        for draft in drafts
    )


def check_seen(sheet: Sheet, stage: str, seen: Mapping[str, Decimal | None]) -> None:
    """This function will raise `MarksChanged` when a mark in force is not the one that was seen."""
    in_force = Mark.objects.filter(city=sheet.city_id, sheet=sheet, stage=stage, question__in=seen, replaced_at=None)
    now = dict(in_force.values_list("question", "points"))
    changed = tuple(number for number, points in seen.items() if now.get(number) != points)
    if changed:
        raise MarksChanged(changed)


def _checked(question: Question, mark: MarkDraft, known: Reasons) -> MarkDraft:
    if mark.reason_code and mark.reason_code not in known:
        raise BadMark(_("Choose the reason from the list."))
    if mark.points is None:
        return mark
    if not 0 <= mark.points <= question.max_points:
        raise BadMark(
            _("The mark of question %(number)s must lie between 0 and %(maximum)s, not %(points)s.")
            % {"number": question.number, "maximum": question.max_points, "points": mark.points}
        )
    return replace(mark, points=mark.points.quantize(CENT, ROUND_HALF_UP))


def check_reason(reason: str) -> None:
    """This function will raise `BadAnswer` unless a reason of a few words is given."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadAnswer(_("Say why in a few words, so that the agency knows what to mend."), "reason")
