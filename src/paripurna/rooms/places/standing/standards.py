"""The standard of a kind of place: the newest edition for it that has steps, beside who may take each and how long it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import list_editions
from paripurna.core.instrument.standard_overlay import (
    StandardLevel,
    StandardOverlay,
    StandardStep,
    StepKind,
    get_standard_overlay,
)
from paripurna.core.scoring.result import Score
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.standing.types import IssuerKind, NoStandard, Result, Step

if TYPE_CHECKING:
    from paripurna.core.instrument.text import Label


@dataclass(frozen=True, slots=True)
class Standard:
    """An edition with its steps. Of an older version or a city's revision: the overlay beside it stays the same."""

    edition: Edition
    overlay: StandardOverlay

    @property
    def name(self) -> str:
        return say(self.edition.title)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(step.kind.value) for step in self.overlay.steps)

    def find_step(self, step: Step) -> StandardStep | None:
        return self.overlay.find_step(StepKind(step.value))

    def list_issuers(self, step: Step) -> tuple[IssuerKind, ...]:
        found = self.find_step(step)
        return tuple(IssuerKind(issuer.value) for issuer in found.issuers) if found else ()

    def find_level(self, code: str) -> StandardLevel | None:
        return next((level for level in self.overlay.levels if level.code == code), None)

    def list_mandatory(self, level: str = "") -> dict[str, Decimal]:
        """This method will return the questions that nobody may fail at this level, with the fewest points of each."""
        least = {each.number: each.mandatory_points for each in self.edition.questions if each.mandatory_points}
        found = self.find_level(level)
        return least | dict(found.adds if found else {})

    @property
    def item_points(self) -> Decimal:
        """What all items are worth together, before strands are weighted."""
        return sum((question.max_points for question in self.edition.questions), Decimal(0))

    def add_mandatory(self, level: str = "") -> Decimal:
        """This method will add the points that a place of this level must have."""
        return sum(self.list_mandatory(level).values(), Decimal(0))


def list_standards() -> Mapping[str, Standard]:
    """This function will return the standard of each kind of place that has one. It looks at files: ask once a page."""
    found = ((code, find_standard(code)) for code in list_kinds())
    return {code: standard for code, standard in found if standard}


def find_standard(kind: str) -> Standard | None:
    """This function will return the newest standard for a kind of place, or None where none is known."""
    found = (standard_of(edition) for edition in reversed(list_editions(subject_kind=kind)))
    return next((standard for standard in found if standard.overlay.steps), None)


def get_standard(kind: str) -> Standard:
    """This function will return the newest standard for a kind of place. Raises `NoStandard`."""
    found = find_standard(kind)
    if found is None:
        raise NoStandard
    return found


def standard_of(edition: Edition) -> Standard:
    """This function will return a pinned edition as a standard, so that an old result is read as it was made."""
    return Standard(edition, get_standard_overlay(edition))


def judge(standard: Standard, scored: Score, level: str = "") -> Result:
    """This function will tell what a sheet's score means at a level: points, grade, and which mandatory items are missing."""
    missing = (*_list_missing(standard, scored, level),)
    failed_grade, grade = standard.edition.failed_grade or "", scored.grade
    passes = not missing and grade.code != failed_grade
    return Result(
        points=scored.total,
        max_points=scored.max_points,
        grade=failed_grade if missing and failed_grade else grade.code,
        missing=missing,
        passes=passes,
    )


def _list_missing(standard: Standard, scored: Score, level: str) -> Iterator[str]:
    """Questions below their least points; an indicator below its own only where none of its questions tells why."""
    least = standard.list_mandatory(level)
    for indicator in standard.edition.indicators:
        numbers = [question.number for question in indicator.questions]
        short = [n for n in numbers if n in least and scored.questions[n].points < least[n]]
        yield from short
        if indicator.number in scored.failed_mandatory and not short:
            yield indicator.number


def say(label: Label) -> str:
    return label.in_language((get_language() or "id")[:2])
