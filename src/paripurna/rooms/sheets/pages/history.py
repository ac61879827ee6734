"""What became of one answer and its marks, as a timeline with differences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Question
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.sheets.live.keeping import list_taken
from paripurna.rooms.sheets.models import AnswerVersion, Mark, Sheet
from paripurna.rooms.sheets.queries import list_mark_history, list_versions
from paripurna.rooms.sheets.reasons import say_reason
from paripurna.rooms.sheets.registry import Reasons, get_subject_kind
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import AnswerState, Step
from paripurna.rooms.sheets.wording import say_answer

STEP_ICONS = {
    Step.SAVE: "pencil",
    Step.SUBMIT: "send",
    Step.WITHDRAW: "corner-up-left",
    Step.RETURN: "corner-up-left",
    Step.ACCEPT: "circle-check",
    Step.REOPEN: "lock-open",
    Step.RESTORE: "history",
    Step.IMPORT: "upload",
    Step.CARRY: "copy",
    Step.TAKE: "database",
}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an answer, beside the one before it."""

    revision: int
    step: str
    icon: str
    state: AnswerState
    by: str
    at: datetime
    reason: str
    text: str
    before: str
    is_newest: bool

    @property
    def has_change(self) -> bool:
        return self.text != self.before


@dataclass(frozen=True, slots=True)
class MarkEvent:
    stage: str
    points: str  # empty: the mark was taken away
    reason: str
    by: str
    at: datetime
    is_in_force: bool


def read_history(sheet: Sheet, question: Question) -> list[VersionLine]:
    """This function will return every version of an answer, newest first, each with the text before it."""
    versions = list_versions(sheet, question.number)
    texts = [_text(question, version) for version in versions]
    pairs, taken = pairwise([*texts, ""]), list_taken(sheet, question.number)
    return [
        VersionLine(
            version.revision,
            *_say_step(version, taken),
            AnswerState(version.state),
            _name(version.changed_by),
            version.changed_at,
            "" if version.step == Step.RESTORE else version.reason,
            text,
            before,
            position == 0,
        )
        for position, (version, (text, before)) in enumerate(zip(versions, pairs, strict=True))
    ]


def _say_step(version: AnswerVersion, taken: Collection[int]) -> tuple[str, str]:
    """What was done, and its drawing; saving what an agency counts is confirming it."""
    step = Step(version.step)
    if step is Step.SAVE and version.revision in taken:
        return _("confirmed the agency's figure"), "circle-check"
    return str(step.label), STEP_ICONS[step]


def read_mark_history(sheet: Sheet, question: Question, stages: dict[str, str]) -> list[MarkEvent]:
    """This function will return every mark ever given to a question, newest first; `stages` names them."""
    known = get_subject_kind(sheet.subject_kind).mark_reasons
    return [_mark_event(mark, stages, known) for mark in list_mark_history(sheet, question.number)]


def _mark_event(mark: Mark, stages: dict[str, str], known: Reasons) -> MarkEvent:
    points = "" if mark.points is None else format_points(mark.points, current_language())
    label = stages.get(mark.stage, mark.stage)
    reason = say_reason(known, mark.reason_code, mark.reason)
    return MarkEvent(label, points, reason, _name(mark.marked_by), mark.marked_at, mark.replaced_at is None)


def _text(question: Question, version: AnswerVersion) -> str:
    return "\n\n".join(filter(None, (say_answer(question, version.data), version.note)))


def _name(person: object) -> str:
    return str(person) if person else _("the system")
