"""The marks of a question, one line a stage: who gave it, when, why, and whether this person may give one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from paripurna.core.instrument.model import Question
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.pages.reading import OpenedSheet, list_scored_stages
from paripurna.rooms.sheets.queries import get_own_stage
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import MarkRow


@dataclass(frozen=True, slots=True)
class MarkLine:
    stage: str
    label: str
    mark: MarkRow | None
    is_own: bool  # the stage whose points are the answer's own when no mark is given
    is_editable: bool
    reasons: tuple[tuple[str, Promise], ...] = ()  # of the owner's list, by code

    @property
    def reason_label(self) -> Promise | str:
        return dict(self.reasons).get(self.mark.reason_code, "") if self.mark else ""


def list_mark_lines(opened: OpenedSheet, question: Question) -> list[MarkLine]:
    """This function will return a line for every stage at which marks are given."""
    own, language = get_own_stage(opened.edition), current_language()
    reasons = tuple(get_subject_kind(opened.sheet.subject_kind).mark_reasons.items())
    return [
        MarkLine(
            stage.code,
            stage.label.in_language(language),
            opened.contents.marks.get(stage.code, {}).get(question.number),
            stage.code == own,
            _may_mark(opened, question, internal=stage.internal) and policy.can_mark(opened.sheet, stage.code),
            reasons,
        )
        for stage in list_scored_stages(opened.edition)
    ]


def _may_mark(opened: OpenedSheet, question: Question, *, internal: bool) -> bool:
    return policy.may_mark(
        opened.user, opened.sheet, question, internal=internal, on=opened.on, own=opened.responsibility
    )
