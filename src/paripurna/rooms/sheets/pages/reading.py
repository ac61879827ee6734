"""A sheet opened for a page: what stands on it, scored at one stage, read once and handed around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.utils.functional import SimpleLazyObject

from paripurna.core.instrument.model import Edition, Question, Stage
from paripurna.core.scoring.result import QuestionScore, Score
from paripurna.rooms.sheets import policy, queries
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.responsible import Responsibility, read_responsibility
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, Contents

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A sheet as one person sees it on one day, at one stage."""

    sheet: Sheet
    edition: Edition
    contents: Contents
    score: Score
    stage: str
    responsibility: Responsibility
    user: User
    on: date

    def get_answer(self, question: str) -> AnswerRow:
        return self.contents.answers.get(question) or AnswerRow(question, {}, "", AnswerState.EMPTY, 0)

    def get_score(self, question: str) -> QuestionScore:
        return self.score.questions[question]

    def get_question(self, number: str) -> Question:
        """This function will return the question. Raises `UnknownQuestion`."""
        return queries.find_question(self.edition, number)


def read_sheet(city: City, code: UUID, *, user: User, on: date, stage: str = "", explain: bool = False) -> OpenedSheet:
    """This function will read a whole sheet for a page. Raises `Stranger`, also for who may not know of it."""
    sheet = queries.get_sheet(city, code=code)
    policy.check_may_view(user, sheet, on=on)
    return read_opened(sheet, user=user, on=on, stage=stage, explain=explain)


def read_opened(
    sheet: Sheet,
    *,
    user: User,
    on: date,
    stage: str = "",
    explain: bool = False,
) -> OpenedSheet:
    """This function will read everything on a sheet."""
    edition = queries.edition_of(sheet)
    contents = queries.read_contents(sheet)
    wanted = stage if stage in {each.code for each in list_scored_stages(edition)} else queries.get_own_stage(edition)
    score = queries.score_contents(sheet, contents, stage=wanted, explain=explain)
    responsibility = read_responsibility(sheet, edition.questions, user, on=on)
    return OpenedSheet(sheet, edition, contents, score, wanted, responsibility, user, on)


def read_question(sheet: Sheet, row: AnswerRow, *, user: User, on: date) -> OpenedSheet:
    """This function will open a sheet for one answer as it was just saved: explained, beside nothing but what opens it."""
    edition = queries.edition_of(sheet)
    question = edition.question_by_number[row.question]
    contents = queries.read_around(sheet, row, _list_openers(edition, question))
    stage = queries.get_own_stage(edition)
    score = queries.score_contents(sheet, contents, stage=stage, explain={question.number})
    responsibility = SimpleLazyObject(lambda: read_responsibility(sheet, [question], user, on=on))
    return OpenedSheet(sheet, edition, contents, score, stage, cast(Responsibility, responsibility), user, on)


def _list_openers(edition: Edition, question: Question) -> list[str]:
    """The question whose points open this one, the one that opens that, …"""
    openers: list[str] = []
    gate = question.gate
    while gate and gate.question not in {question.number, *openers}:
        openers.append(gate.question)
        opener = edition.question_by_number.get(gate.question)
        gate = opener.gate if opener else None
    return openers


def list_scored_stages(edition: Edition) -> list[Stage]:
    """This function will return the stages of an edition at which a sheet has points."""
    return [stage for stage in edition.stages if stage.marks]
