"""What a sheet of a standard lacks, by name, each with the place where it is answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.places.standing.standards import Standard, judge, say, standard_of
from paripurna.rooms.places.standing.types import Result
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Attainment


@dataclass(frozen=True, slots=True)
class MissingItem:
    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as it stands now: its result so far, and how much of it is answered."""

    standard: Standard
    result: Result
    answered: int
    total: int


def read_sheet(attainment: Attainment) -> Reading:
    """This function will read an assessment's sheet under its pinned edition."""
    sheet = attainment.sheet
    if sheet is None:
        raise ValueError(attainment.uuid)
    contents, edition = sheets.read_contents(sheet), sheets.edition_of(sheet)
    scored = sheets.score_contents(sheet, contents, stage=sheets.get_own_stage(edition))
    standard = standard_of(edition)
    answered = sum(bool(row.data) for row in contents.answers.values())
    return Reading(standard, judge(standard, scored, attainment.level), answered, len(edition.questions))


def list_missing(standard: Standard, numbers: Iterable[str], attainment: Attainment, city: City) -> list[MissingItem]:
    """This function will name what is missing, with links into the sheet."""
    if attainment.sheet is None:
        return []
    sheet = reverse("sheets:fill", kwargs={"city": city.slug, "code": attainment.sheet.code})
    labels = {each.number: each.label for each in standard.edition.indicators}
    labels |= {each.number: each.label for each in standard.edition.questions}
    return [MissingItem(number, say(labels[number]), f"{sheet}#{number}") for number in numbers]
