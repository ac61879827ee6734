"""An estimate for who has no count by kelurahan: the newest number of children of the city, parted like the population of its kecamatan.

By age it is parted evenly over the years of life. Both are assumptions; they stand in the source that everybody reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.queries import list_figures, list_regions
from paripurna.platform.regions.types import Figure, Level, Measure
from paripurna.rooms.places.coverage.types import About, Ages, Basis, NumbersDraft, Origin

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

GROUPS: tuple[Ages, ...] = ((0, 5), (6, 12), (13, 17))


def estimate_numbers(city: City, *, on: date) -> tuple[NumbersDraft, About] | None:
    """This function will return an estimate out of the figures of the regions, or None where they do not suffice."""
    children = _find_newest(city.code, Measure.CHILDREN, on)
    people = {
        region.code: _find_newest(region.code, Measure.POPULATION, on)
        for region in list_regions(city.code, Level.KECAMATAN)
    }
    known = {code: figure for code, figure in people.items() if figure}
    if children is None or not known or len(known) < len(people):
        return None
    parts = part_like(int(children.value), [int(figure.value) for figure in known.values()])
    counts = {code: part_by_age(part) for code, part in zip(known, parts, strict=True)}
    draft = NumbersDraft(Origin.KECAMATAN, GROUPS, counts, total=sum(sum(row) for row in counts.values()))
    return draft, About(_name_sources(children, next(iter(known.values()))), children.as_of, Basis.ESTIMATED)


def part_by_age(children: int) -> tuple[int, ...]:
    """This function will part children evenly over the years of life."""
    return part_like(children, [last - first + 1 for first, last in GROUPS])


def part_like(whole: int, weights: Sequence[int]) -> tuple[int, ...]:
    """This function will part a whole like the weights; the parts are whole numbers and add up to it."""
    until, everything = list(accumulate(weights)), sum(weights)
    marks = [0, *(round(whole * mark / everything) for mark in until)]
    return tuple(after - before for before, after in pairwise(marks))


def _find_newest(code: str, measure: Measure, on: date) -> Figure | None:
    found = [figure for figure in list_figures(code) if figure.measure == measure and figure.as_of <= on]
    return max(found, key=lambda figure: figure.as_of, default=None)


def _name_sources(children: Figure, people: Figure) -> str:
    said = _(
        "Estimated: children 0–17 of the city (%(children)s, %(period)s) parted like the population of the kecamatan (%(people)s, %(people_period)s), evenly over the ages"
    )
    words = {"children": children.basis, "period": children.period, "people": people.basis}
    return said % (words | {"people_period": people.period})
