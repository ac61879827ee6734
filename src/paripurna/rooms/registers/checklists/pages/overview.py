"""One checklist: what is answered, what is missing, and what this person may do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.checklists import policy, queries
from paripurna.rooms.registers.checklists.filled import Filled, read_filled
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.places import fill_url
from paripurna.rooms.registers.checklists.types import ChecklistState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import ProposalBox

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Indicator, Question
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question; `proposal` is what an agency knows of it, where one does."""

    number: str
    label: str
    text: str
    url: str
    proposal: ProposalBox | None = None


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    label: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that keep the list from being confirmed, and what is to be done with them."""

    sentence: Promise
    questions: tuple[tuple[str, str], ...]  # number, address


@dataclass(frozen=True, slots=True)
class Overview:
    checklist: Checklist
    groups: tuple[AnswerGroup, ...]
    gaps: tuple[Gap, ...]
    state: str
    fill_url: str
    is_confirmed: bool
    is_due: bool
    may_fill: bool
    may_confirm: bool
    may_reopen: bool
    other_years: tuple[tuple[int, str], ...]

    @property
    def lines(self) -> list[AnswerLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def answered(self) -> int:
        return sum(bool(line.text) for line in self.lines)

    @property
    def is_complete(self) -> bool:
        return not self.gaps


def build_overview(checklist: Checklist, user: User, *, language: str, on: date) -> Overview:
    """This function will read the answers of the checklist and what the person may do with it."""
    city, code = checklist.city, checklist.region.code
    is_confirmed = checklist.state == ChecklistState.CONFIRMED
    filled = read_filled(checklist, on=on)
    return Overview(
        checklist=checklist,
        groups=tuple(_build_group(checklist, each, filled, language) for each in filled.edition.indicators),
        gaps=tuple(_list_gaps(checklist, filled)),
        state=str(ChecklistState(checklist.state).label),
        fill_url=fill_url(checklist),
        is_confirmed=is_confirmed,
        is_due=not is_confirmed and checklist.due_on < on,
        may_fill=not is_confirmed and policy.may_fill(user, city, code, on=on),
        may_confirm=not is_confirmed and policy.may_confirm(user, city, code, on=on),
        may_reopen=is_confirmed and policy.may_manage(user, city, on=on),
        other_years=tuple(_list_other_years(checklist)),
    )


def _list_other_years(checklist: Checklist) -> Iterator[tuple[int, str]]:
    for year, code in queries.list_years_of(checklist):
        if year != checklist.year:
            yield year, reverse("checklists:checklist", kwargs={"city": checklist.city.slug, "code": code})


def _list_gaps(checklist: Checklist, filled: Filled) -> Iterator[Gap]:
    for numbers, sentence in (
        (filled.unconfirmed, _("Figures of agencies that nobody has confirmed yet")),
        (filled.unanswered, _("Questions without an answer")),
        (filled.unreasoned, _("Answers that differ from the figure of the agency, without a reason")),
    ):
        if numbers:
            yield Gap(sentence, tuple((number, _question_url(checklist, number)) for number in numbers))


def _build_group(checklist: Checklist, indicator: Indicator, filled: Filled, language: str) -> AnswerGroup:
    lines = tuple(_build_line(checklist, question, filled, language) for question in indicator.questions)
    return AnswerGroup(indicator.label.in_language(language), lines)


def _build_line(checklist: Checklist, question: Question, filled: Filled, language: str) -> AnswerLine:
    answer, proposal = filled.answers.get(question.number), filled.proposals.get(question.number)
    return AnswerLine(
        number=question.number,
        label=question.label.in_language(language),
        text=sheets.say_answer(question, answer.data) if answer and answer.data else "",
        url=_question_url(checklist, question.number),
        proposal=sheets.build_box(question, proposal) if proposal else None,
    )


def _question_url(checklist: Checklist, number: str) -> str:
    return f"{fill_url(checklist)}#{number}"
