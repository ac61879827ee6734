"""Numbers of children out of the file that an office has: a row for each kelurahan or kecamatan, or points with longitude and latitude.

Every problem is named by row, column and remedy; with one of them nothing is taken.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.search import find_region
from paripurna.platform.regions.types import Level, RegionRef
from paripurna.platform.tables import (
    Cell,
    Head,
    Limits,
    Row,
    RowProblem,
    Sheet,
    TableError,
    find_head,
    find_number,
    read_table,
)
from paripurna.platform.tables.remarks import refuse, refuse_unread, text_of
from paripurna.platform.tables.types import MEGABYTE
from paripurna.rooms.places.coverage.types import Ages, Basis, NumbersDraft, Origin

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

MOST_MB = 20
LIMITS = Limits(file_bytes=MOST_MB * MEGABYTE, unpacked_bytes=200 * MEGABYTE, rows=100_000, columns=60)
MOST_PROBLEMS = 200
OLDEST = 17
HEADS: Mapping[str, tuple[str, ...]] = {
    "region": ("kode kelurahan", "kode kecamatan", "kode wilayah", "kode", "kelurahan", "kecamatan", "wilayah", "code"),
    "lon": ("lon", "longitude", "bujur", "x", "lng"),
    "lat": ("lat", "latitude", "lintang", "y"),
    "basis": ("dasar", "basis"),
}
SPAN = re.compile(r"^\D*?(\d{1,2})\s*(?:-|–|s\.?d\.?|sampai|to)\s*(\d{1,2})\b", re.IGNORECASE)
ALL_AGES = {"anak", "jumlah anak", "jumlah", "children", "total anak"}
TOTALS = {"jumlah", "total", "kota", "jumlah total"}
BASES = {
    "diukur": Basis.MEASURED, "terukur": Basis.MEASURED, "measured": Basis.MEASURED,
    "diperkirakan": Basis.ESTIMATED, "perkiraan": Basis.ESTIMATED, "estimated": Basis.ESTIMATED,
    "tidak diketahui": Basis.UNKNOWN, "unknown": Basis.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: a draft, or problems. `rows` is for the preview: region, numbers, basis."""

    draft: NumbersDraft | None = None
    problems: tuple[RowProblem, ...] = ()


def read_numbers(content: bytes, city: City) -> Reading:
    """This function will read a workbook or a CSV as numbers of children of the city."""
    try:
        table = read_table(content, LIMITS)
    except TableError as error:
        return Reading(problems=(refuse_unread(error),))
    heads = [head for sheet in table.sheets if sheet.visible and (head := _find_head(sheet))]
    head = max(heads, key=lambda found: len(found.groups), default=None)
    if head is None:
        sentence = _("No row names a kelurahan or a position together with children by age.")
        remedy = _(
            "Head the columns: kelurahan (or lon and lat), then one for each age group, such as 0-5, 6-12, 13-17."
        )
        return Reading(problems=(refuse(sentence, remedy),))
    if problem := _check_groups(head):
        return Reading(problems=(problem,))
    return _read_points(head, city) if head.is_points else _Regions(head, city).read()


def write_points(content: bytes) -> str:
    """This function will return the points of a file that was read before as the CSV that the reckoning takes."""
    heads = [head for sheet in read_table(content, LIMITS).sheets if (head := _find_head(sheet))]
    return _as_csv(max(heads, key=lambda found: len(found.groups)))


@dataclass(frozen=True)
class _Columns:
    head: Head
    groups: Mapping[int, Ages]  # by column

    @property
    def is_points(self) -> bool:
        return {"lon", "lat"} <= self.head.columns.keys()

    @property
    def ages(self) -> tuple[Ages, ...]:
        return tuple(self.groups.values())


def _find_head(sheet: Sheet) -> _Columns | None:
    head = find_head(sheet, HEADS)
    if head is None or not ("region" in head.columns or {"lon", "lat"} <= head.columns.keys()):
        return None
    taken = set(head.columns.values())
    named = {index: _read_ages(cell) for index, cell in enumerate(head.row.cells) if index not in taken}
    groups = {index: ages for index, ages in named.items() if ages}
    return _Columns(head, groups) if groups else None


def _read_ages(cell: Cell) -> Ages | None:
    text = text_of(cell)
    if text.casefold() in ALL_AGES:
        return 0, OLDEST
    found = SPAN.match(text)
    return (int(found[1]), int(found[2])) if found else None


def _check_groups(head: _Columns) -> RowProblem | None:
    ordered = sorted(head.ages)
    apart = all(left[1] < right[0] for left, right in pairwise(ordered))
    if apart and all(first <= last <= OLDEST for first, last in ordered):
        return None
    said = ", ".join(f"{first}–{last}" for first, last in ordered)
    return RowProblem(
        head.head.row.number,
        said,
        _("The ages of the columns run into each other, or go beyond 17."),
        _("Keep columns that follow each other within 0 to 17, without a column for their sum."),
    )


@dataclass
class _Regions:
    """Reads a row for each region; the deepest level that is named counts, a total of the city is passed over."""

    columns: _Columns
    city: City
    problems: list[RowProblem] = field(default_factory=list)
    counts: dict[str, tuple[int, ...] | None] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    levels: set[Level] = field(default_factory=set)

    def read(self) -> Reading:
        for row in self.columns.head.body:
            self._read_row(row)
        if len(self.levels) > 1:
            self._complain(
                self.columns.head.row,
                "",
                _("The table mixes kelurahan and kecamatan."),
                _("Keep the rows of one level; a sum is not needed."),
            )
        if not self.counts and not self.problems:
            self._complain(self.columns.head.row, "", _("There is no row below the head."), _("Fill the table."))
        if self.problems:
            return Reading(problems=tuple(self.problems[:MOST_PROBLEMS]))
        origin = Origin.KECAMATAN if self.levels == {Level.KECAMATAN} else Origin.TABLE
        total = sum(sum(row) for row in self.counts.values() if row)
        return Reading(NumbersDraft(origin, self.columns.ages, self.counts, self.bases, total))

    def _read_row(self, row: Row) -> None:
        name = text_of(row.cell(self.columns.head.columns["region"]))
        if not name or name.casefold() in TOTALS:
            return
        region = self._find_region(row, name)
        if region is None or region.code == self.city.code:
            return
        if region.code in self.counts:
            self._complain(row, name, _("This region stands there twice."), _("Keep one row for each."))
            return
        self.levels.add(region.level)
        self.counts[region.code] = self._read_counts(row)
        self._read_basis(row, region.code)

    def _find_region(self, row: Row, name: str) -> RegionRef | None:
        heading = text_of(self.columns.head.row.cell(self.columns.head.columns["region"]))
        match = find_region(name, heading=heading, within=self.city.code)
        region = match.region
        if region and (region.code == self.city.code or region.code.startswith(f"{self.city.code}.")):
            return region
        near = ", ".join(each.name for each in match.candidates[:3])
        remedy = _("Did you mean: %(names)s?") % {"names": near} if near else _("Write its name or its code.")
        said = _("“%(name)s” is no kelurahan or kecamatan of %(city)s.")
        self._complain(row, "", said % {"name": name[:60], "city": self.city.name}, remedy)
        return None

    def _read_counts(self, row: Row) -> tuple[int, ...] | None:
        """A row without any number is unknown; one with some of them is a mistake."""
        cells = {index: row.cell(index) for index in self.columns.groups}
        if not any(text_of(cell).strip("-–") for cell in cells.values()):
            return None
        numbers = []
        for index, cell in cells.items():
            number = find_number(cell.replace(".", "") if isinstance(cell, str) and _is_grouped(cell) else cell)
            if number is None or number < 0 or number != number.to_integral_value():
                column = text_of(self.columns.head.row.cell(index))
                said = _("“%(text)s” is no number of children.") % {"text": text_of(cell)[:40]}
                self._complain(row, column, said, _("Write a whole number, or leave the whole row empty: unknown."))
            else:
                numbers.append(int(number))
        return tuple(numbers)

    def _read_basis(self, row: Row, code: str) -> None:
        word = text_of(row.cell(self.columns.head.columns["basis"])) if "basis" in self.columns.head.columns else ""
        if not word:
            return
        basis = BASES.get(word.casefold())
        if basis is None:
            said = _("“%(text)s” is no basis.") % {"text": word[:40]}
            self._complain(row, "dasar", said, _("Write diukur, diperkirakan, or tidak diketahui."))
        elif basis == Basis.UNKNOWN:
            self.counts[code] = None
        else:
            self.bases[code] = basis.value

    def _complain(self, row: Row, column: str, sentence: str, remedy: str) -> None:
        self.problems.append(RowProblem(row.number, column, sentence, remedy))


def _read_points(columns: _Columns, city: City) -> Reading:
    from paripurna.core.siting import BadInput, read_points  # late: loads the geometry
    from paripurna.platform.regions.locating import get_areas

    try:
        demand = read_points(_as_csv(columns), get_areas(city.code))
    except BadInput as bad:
        numbers = [row.number for row in columns.head.body]
        return Reading(problems=tuple(_say(mistake, numbers) for mistake in bad.mistakes[:MOST_PROBLEMS]))
    return Reading(
        NumbersDraft(Origin.POINTS, columns.ages, total=round(float(demand.children.sum())), point_count=len(demand))
    )


def _as_csv(columns: _Columns) -> str:
    """Columns as the reckoning names them; a line for each row, so that a mistake names the row."""
    out, at = io.StringIO(), columns.head.columns
    writer = csv.writer(out)
    has_basis = "basis" in at
    writer.writerow(["lon", "lat", *(f"{first}-{last}" for first, last in columns.ages), *["basis"] * has_basis])
    for row in columns.head.body:
        cells = [row.cell(index) for index in (at["lon"], at["lat"], *columns.groups)]
        basis = [_basis_word(row.cell(at["basis"]))] if has_basis else []
        writer.writerow([*(_plain(cell) for cell in cells), *basis])
    return out.getvalue()


def _plain(cell: Cell) -> str:
    number = find_number(cell)
    return text_of(cell) if number is None else str(number)


def _basis_word(cell: Cell) -> str:
    word = text_of(cell)
    return BASES[word.casefold()].value if word.casefold() in BASES else word


def _say(mistake: object, numbers: Sequence[int]) -> RowProblem:
    from paripurna.rooms.places.coverage.wording import say_fault

    where = getattr(mistake, "where", "")
    line = int(where.removeprefix("line ")) if where.startswith("line ") else 1
    row = numbers[line - 2] if 2 <= line < len(numbers) + 2 else 1
    sentence, remedy = say_fault(mistake)
    return RowProblem(row, "", sentence, remedy)


def _is_grouped(text: str) -> bool:
    """1.234 is a thousand here: nobody counts parts of a child."""
    return re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text.strip()) is not None
