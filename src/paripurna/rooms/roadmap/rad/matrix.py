"""The matrix of a plan: rows by cluster with their years and sums, as pages and papers need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.roadmap.models import ActionPlan, ActivityYear, PlannedActivity

OFFICIAL = "id"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One activity. `cells` has a year of it for every year of the plan, None where nothing is promised."""

    activity: PlannedActivity
    indicator: str
    cells: tuple[ActivityYear | None, ...]

    @property
    def office(self) -> str:
        """Who leads it, "" where nobody was named."""
        return self.activity.agency.abbreviation if self.activity.agency else ""

    @property
    def budget_idr(self) -> int:
        return sum(cell.budget_idr or 0 for cell in self.cells if cell)

    @property
    def targets(self) -> list[tuple[int, str]]:
        return [(cell.year, cell.target) for cell in self.cells if cell and cell.target]


@dataclass(frozen=True, slots=True)
class MatrixStrand:
    """The rows of one cluster; `hue` is 1–7 by its place in the edition."""

    hue: int
    code: str
    label: str
    rows: tuple[MatrixRow, ...]

    @property
    def budgets(self) -> list[int]:
        """The rupiah of each year of the plan."""
        return [
            sum(cell.budget_idr or 0 for cell in cells if cell)
            for cells in zip(*(row.cells for row in self.rows), strict=True)
        ]

    @property
    def budget_idr(self) -> int:
        return sum(self.budgets)


@dataclass(frozen=True, slots=True)
class Matrix:
    plan: ActionPlan
    strands: tuple[MatrixStrand, ...]

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        return tuple(row for strand in self.strands for row in strand.rows)

    @property
    def years(self) -> range:
        return self.plan.years

    @property
    def budgets(self) -> list[tuple[int, int]]:
        """Each year with the rupiah of all rows."""
        sums = zip(*(strand.budgets for strand in self.strands), strict=True)
        return list(zip(self.years, map(sum, sums), strict=False))

    @property
    def budget_idr(self) -> int:
        return sum(strand.budget_idr for strand in self.strands)


def build_matrix(plan: ActionPlan, activities: Iterable[PlannedActivity], edition: Edition) -> Matrix:
    """This function will order the rows by cluster and indicator, as the edition has them."""
    places = {strand.code: position for position, strand in enumerate(edition.strands)}
    labels = {strand.code: strand.label.in_language(OFFICIAL) for strand in edition.strands}
    names = _name_indicators(edition)
    order = {key: position for position, key in enumerate(names)}
    rows = sorted(activities, key=lambda row: (places[row.strand], order.get((row.strand, row.indicator), -1)))
    return Matrix(
        plan,
        tuple(
            MatrixStrand(places[code] + 1, code, labels[code], tuple(_build_row(row, plan, names) for row in group))
            for code, group in groupby(rows, key=lambda row: row.strand)
        ),
    )


def _name_indicators(edition: Edition) -> dict[tuple[str, str], str]:
    return {
        (strand.code, found.number): f"{found.number} · {found.label.in_language(OFFICIAL)}"
        for strand in edition.strands
        for found in strand.indicators
    }


def _build_row(row: PlannedActivity, plan: ActionPlan, names: dict[tuple[str, str], str]) -> MatrixRow:
    known = {cell.year: cell for cell in row.years.all()}
    return MatrixRow(row, names.get((row.strand, row.indicator), ""), tuple(known.get(year) for year in plan.years))


def say_state(matrix: Matrix) -> str:
    """This function will say whether the plan is the RAD, and by which decree."""
    plan = matrix.plan
    if plan.decree is None or plan.adopted_on is None:
        return _("Draft. It is the RAD only once a decree has adopted it.")
    words = {"decree": plan.decree.title, "day": format_date(plan.adopted_on, OFFICIAL)}
    return _("Adopted by %(decree)s on %(day)s.") % words
