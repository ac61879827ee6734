"""How a place comes to meet a facility standard: steps, who may take each, how long it holds, and levels; an overlay, as data.

The edition says what is asked and what is mandatory. To be *declared* is one step, to be *to standard* another; they are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay
from paripurna.core.instrument.rules import Points
from paripurna.core.instrument.text import Label, Part, Standing

FILE = "standard.yaml"
ZERO = Decimal(0)


class StepKind(StrEnum):
    """From a promise to a proof, in this order. Only the last one says that a place is to standard."""

    DECLARED = "DECLARED"
    DECREE = "DECREE"
    SELF_ASSESSED = "SELF_ASSESSED"
    STANDARDIZED = "STANDARDIZED"


class Issuer(StrEnum):
    """Who may take a step."""

    PLACE = "PLACE"
    VILLAGE = "VILLAGE"  # the kelurahan or desa
    CITY = "CITY"
    PROVINCE = "PROVINCE"
    MINISTRY = "MINISTRY"
    CERTIFIER = "CERTIFIER"  # an accredited body that certifies against a national standard


class StandardStep(Part):
    """One step. `years` is how long it holds; without it the day is the one on the certificate."""

    kind: StepKind
    issuers: Annotated[tuple[Issuer, ...], Field(min_length=1)]
    years: Annotated[int, Field(ge=1, le=10)] | None = None
    standing: Standing
    source: str = ""
    note: Label | None = None

    def find_last_day(self, issued_on: date) -> date | None:
        """This function will return the last day on which it holds, or None where only the certificate knows."""
        return None if self.years is None else _add_years(issued_on, self.years) - timedelta(days=1)


class StandardLevel(Part):
    """Places of one level: what it asks in all, and which questions it makes mandatory besides those of the edition."""

    code: str
    label: Label
    mandatory_points: Points
    adds: Mapping[str, Points] = {}  # question → the fewest points
    standing: Standing
    source: str = ""

    def list_missing(self, points: Mapping[str, Decimal]) -> tuple[str, ...]:
        """This function will list the questions of this level alone that earned too little."""
        return tuple(number for number, least in self.adds.items() if points.get(number, ZERO) < least)


class Principle(Part):
    """What the standard asks of everything at once; it earns no points."""

    code: str
    label: Label


class StandardOverlay(Overlay):
    """Without steps the edition is no facility standard."""

    owner: Label | None = None
    steps: tuple[StandardStep, ...] = ()
    levels: tuple[StandardLevel, ...] = ()
    principles: tuple[Principle, ...] = ()
    source: str = ""  # of the principles

    def find_step(self, kind: StepKind) -> StandardStep | None:
        return next((step for step in self.steps if step.kind is kind), None)


def get_standard_overlay(edition: Edition, root: Path = OVERLAYS) -> StandardOverlay:
    """This function will return the overlay of the edition, an empty one where none is written.

    Raises `ValueError` (pydantic's, naming the field) for one that is malformed, of another edition, or does not fit it.
    """
    overlay = read_overlay(StandardOverlay, FILE, edition, root)
    if problems := list(_check(overlay, edition)):
        raise ValueError(f"{FILE} of {edition.id}: {'; '.join(problems)}")
    return overlay


def add_mandatory(edition: Edition) -> Decimal:
    """This function will add the points that an edition demands of its questions."""
    return sum((question.mandatory_points or ZERO for question in edition.questions), ZERO)


def _check(overlay: StandardOverlay, edition: Edition) -> Iterator[str]:
    order = list(StepKind)
    for before, after in pairwise(overlay.steps):
        if order.index(before.kind) >= order.index(after.kind):
            yield f"{after.kind} after {before.kind}"
    known = {source.code for source in edition.sources}
    named = [overlay.source, *(step.source for step in overlay.steps), *(level.source for level in overlay.levels)]
    yield from (f"no source {code}" for code in "+".join(named).split("+") if code and code not in known)
    for level in overlay.levels:
        yield from _check_level(level, edition)


def _check_level(level: StandardLevel, edition: Edition) -> Iterator[str]:
    yield from (f"no question {number}" for number in level.adds if number not in edition.question_by_number)
    found = add_mandatory(edition) + sum(level.adds.values(), ZERO)
    if found != level.mandatory_points:
        yield f"level {level.code} demands {level.mandatory_points}, its questions {found}"


def _add_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # a leap day, in a year without one
        return date(day.year + years, 3, 1)
