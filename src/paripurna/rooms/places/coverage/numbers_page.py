"""*Jumlah anak* as its pages show it: what is in use, what was, and one source by region."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.tables import RowProblem
from paripurna.rooms.places.coverage import queries
from paripurna.rooms.places.coverage.estimating import estimate_numbers
from paripurna.rooms.places.coverage.models import ChildrenNumbers
from paripurna.rooms.places.coverage.pages import name_ages
from paripurna.rooms.places.coverage.types import Basis, Origin

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


@dataclass(frozen=True)
class NumbersPage:
    numbers: tuple[ChildrenNumbers, ...]
    problems: tuple[RowProblem, ...]
    can_estimate: bool


@dataclass(frozen=True)
class RegionLine:
    """A region with its numbers by age; None are unknown."""

    name: str
    counts: tuple[int, ...] | None
    basis: str

    @property
    def total(self) -> int | None:
        return None if self.counts is None else sum(self.counts)


@dataclass(frozen=True)
class Preview:
    numbers: ChildrenNumbers
    ages: tuple[str, ...]
    lines: tuple[RegionLine, ...]

    @property
    def unknown(self) -> int:
        return sum(line.counts is None for line in self.lines)


def build_numbers_page(city: City, problems: tuple[RowProblem, ...], *, on: date) -> NumbersPage:
    return NumbersPage(tuple(queries.list_numbers(city)), problems, estimate_numbers(city, on=on) is not None)


def build_preview(numbers: ChildrenNumbers) -> Preview:
    """This function will list every kelurahan or kecamatan; one that the source leaves out is unknown."""
    ages = tuple(name_ages((first, last)) for first, last in numbers.groups)
    if numbers.origin == Origin.POINTS:
        return Preview(numbers, ages, ())
    level = Level.KECAMATAN if numbers.origin == Origin.KECAMATAN else Level.KELURAHAN
    regions = list_regions(numbers.city.code, level)
    return Preview(numbers, ages, tuple(_build_line(numbers, region.code, region.name) for region in regions))


def _build_line(numbers: ChildrenNumbers, code: str, name: str) -> RegionLine:
    counts = numbers.counts.get(code)
    if counts is None:
        return RegionLine(name, None, str(Basis.UNKNOWN.label))
    return RegionLine(name, tuple(counts), str(Basis(numbers.bases.get(code, numbers.basis)).label))
