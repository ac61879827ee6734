"""One checklist: what is answered, what is missing, and what this person may do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.registers.checklists import policy, queries
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.pages.places import fill_url
from paripurna.rooms.registers.checklists.types import ChecklistState
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import AnswerData

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Indicator
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class AnswerLine:
    number: str
    label: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    label: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    checklist: Checklist
    groups: tuple[AnswerGroup, ...]
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
        return self.answered == len(self.lines)


def build_overview(checklist: Checklist, user: User, *, language: str, on: date) -> Overview:
    """This function will read the answers of the checklist and what the person may do with it."""
    city, code = checklist.city, checklist.region.code
    is_confirmed = checklist.state == ChecklistState.CONFIRMED
    answers = queries.read_answers([checklist])[checklist.sheet_id]
    edition = sheets.edition_of(checklist.sheet)
    return Overview(
        checklist=checklist,
        groups=tuple(_build_group(checklist, each, answers, language) for each in edition.indicators),
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


def _build_group(
    checklist: Checklist, indicator: Indicator, answers: Mapping[str, AnswerData], language: str
) -> AnswerGroup:
    lines = tuple(
        AnswerLine(
            question.number,
            question.label.in_language(language),
            sheets.say_answer(question, answers.get(question.number, {})) if answers.get(question.number) else "",
            f"{fill_url(checklist)}#{question.number}",
        )
        for question in indicator.questions
    )
    return AnswerGroup(indicator.label.in_language(language), lines)
