"""What a sheet of a standard lacks, by name, each with the place where it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.core.instrument.rules import ChecklistRule
from paripurna.core.instrument.values import AnswerValue, Ticked
from paripurna.rooms.places.standing.standards import Standard, judge, say, standard_of
from paripurna.rooms.places.standing.types import Result
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.core.instrument.text import Label
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Attainment
    from paripurna.rooms.sheets.queries import Sheet


@dataclass(frozen=True, slots=True)
class MissingItem:
    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as it stands now: its result, what it misses by name, and how much of it is answered.

    `earned` are the points of the items themselves; the result's may be weighted.
    """

    standard: Standard
    result: Result
    earned: Decimal
    mandatory: Decimal
    missing: tuple[MissingItem, ...]
    answered: int
    total: int


def read_sheet(attainment: Attainment, city: City) -> Reading | None:
    """This function will read an assessment's sheet under its pinned edition; None for a step that has no sheet."""
    sheet = attainment.sheet
    if sheet is None:
        return None
    sheet.city = city
    contents, edition = sheets.read_contents(sheet), sheets.edition_of(sheet)
    scored = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition))
    standard, answers = standard_of(edition), sheets.parse_answers(edition, contents)
    result = judge(standard, scored, attainment.level)
    named = tuple(item for number in result.missing for item in _name(standard, number, answers, sheet))
    earned = sum((question.points for question in scored.questions.values()), Decimal(0))
    mandatory = standard.add_mandatory(attainment.level)
    return Reading(standard, result, earned, mandatory, named, len(answers), len(edition.questions))


def _name(standard: Standard, number: str, answers: Mapping[str, AnswerValue], sheet: Sheet) -> Iterator[MissingItem]:
    """The mandatory checks of a checklist that nobody ticked; of anything else the question, or the indicator, itself."""
    url = f"{reverse('sheets:fill', kwargs={'city': sheet.city.slug, 'code': sheet.code})}#{number}"
    question, answer = standard.edition.question_by_number.get(number), answers.get(number)
    ticked = answer.items if isinstance(answer, Ticked) else frozenset()
    checks = question.rule.items if question and isinstance(question.rule, ChecklistRule) else ()
    unticked = [item.label for item in checks if item.mandatory and item.code not in ticked]
    for label in unticked or [_find_label(standard, number)]:
        yield MissingItem(number, say(label), url)


def _find_label(standard: Standard, number: str) -> Label:
    question = standard.edition.question_by_number.get(number)
    return question.label if question else next(i.label for i in standard.edition.indicators if i.number == number)
