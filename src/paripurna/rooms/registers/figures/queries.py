"""Reads of figures: side by side by source, and the profile of a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from paripurna.core.disclosure.small_numbers import hide_small, is_small
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.registers.figures.types import Sex
from paripurna.rooms.registers.models import Figure, FigureChange
from paripurna.rooms.registers.models import FigureSeries as FigureSeries
from paripurna.rooms.registers.subjects import list_strands, list_subjects

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a page shows it; a hidden one shows that it is small, and nothing else."""

    value: Decimal
    whole: Decimal | None
    source: str
    is_hidden: bool = False
    is_example: bool = False

    @property
    def share(self) -> Decimal | None:
        return self.value / self.whole if self.whole and not self.is_hidden else None


@dataclass(frozen=True, slots=True)
class Line:
    """What one number is of, and what each source says of it."""

    period: str
    part: str  # "" is the whole
    numbers: tuple[Number, ...]

    @property
    def differs(self) -> bool:
        return len({(number.value, number.whole) for number in self.numbers}) > 1


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A figure in a list. `number` is None where the history says that it was taken out."""

    id: int
    part: str  # "" is the whole
    period: str
    source: str
    number: Number | None
    note: str


@dataclass(frozen=True, slots=True)
class ProfileSeries:
    """A series in the profile of a year: the whole by source, this year and the one before, and its parts."""

    series: FigureSeries
    now: tuple[Number, ...]
    before: tuple[Number, ...]
    parts: tuple[Line, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.parts)


@dataclass(frozen=True, slots=True)
class ProfileStrand:
    hue: int
    name: str
    series: tuple[ProfileSeries, ...]


def list_series(city: City) -> list[FigureSeries]:
    return list(FigureSeries.objects.of_city(city.pk).standing().order_by("title", "pk"))


def list_lines(series: FigureSeries) -> list[Line]:
    """This function will return the figures of a series, the newest period first, sources side by side."""
    rows = series.figures.select_related("region").order_by("-ends_on", "region__name", "category", "pk")
    return _group(rows[:MOST_ROWS])


def list_figures(series: FigureSeries) -> QuerySet[Figure]:
    """This function will return every figure of a series, the newest period first. A query set: a page is read alone."""
    return series.figures.select_related("region").order_by("-ends_on", "source", "region__name", "category", "pk")


def list_changes(series: FigureSeries) -> QuerySet[FigureChange]:
    """This function will return what was written of a series and taken out, the newest first."""
    return series.changes.select_related("region", "by").order_by("-at", "-pk")


def get_change(series: FigureSeries, pk: int) -> FigureChange:
    """This function will return one line of the history of a series. Raises `Stranger`."""
    return get_or_stranger(series.changes, pk=pk)


def tell_counted(row: Figure | FigureChange) -> CountedRow:
    """This function will say a figure, or what it once was, in plain values."""
    value = None if row.value is None else _number(row)
    return CountedRow(row.pk, _part(row), row.period, row.source, value, row.note)


def list_years(city: City) -> list[int]:
    """This function will return the years that figures end in, the newest first."""
    days = Figure.objects.filter(city=city, series__withdrawn_at=None).values_list("ends_on", flat=True).distinct()
    return sorted({day.year for day in days}, reverse=True)


def build_profile(city: City, year: int) -> list[ProfileStrand]:
    """This function will gather the profile of a year by the parts of the child-friendly city: two statements.

    Small counts of children who were hurt are hidden, with what would give them away.
    """
    rows = Figure.objects.filter(city=city, series__withdrawn_at=None).select_related("region")
    rows = rows.filter(ends_on__range=(date(year - 1, 1, 1), date(year, 12, 31)))
    by_series: dict[int, list[Figure]] = {}
    for row in rows.order_by("source", "ends_on", "region__name", "age", "category", "pk"):
        by_series.setdefault(row.series_id, []).append(row)
    told = [_profile(series, by_series.get(series.pk, []), year) for series in list_series(city)]
    known = list_subjects()
    strands = []
    for code, strand in list_strands().items():
        own = [one for one in told if code in {known[s].strand for s in one.series.subjects if s in known}]
        if own:
            strands.append(ProfileStrand(strand.hue, strand.name, tuple(own)))
    return strands


def _profile(series: FigureSeries, rows: Sequence[Figure], year: int) -> ProfileSeries:
    now = [row for row in rows if row.ends_on.year == year]
    before = [row for row in rows if row.ends_on.year == year - 1]
    lines = _group([row for row in now if _part(row)])
    return ProfileSeries(
        series=series,
        now=_newest([row for row in now if not _part(row)], series),
        before=_newest([row for row in before if not _part(row)], series),
        parts=tuple(_hide(lines) if series.counts_victims else lines),
    )


def _newest(rows: Iterable[Figure], series: FigureSeries) -> tuple[Number, ...]:
    """The last whole number of each source within a year; whom the city believes stands first."""
    by_source = {row.source: row for row in rows}  # ordered by day: the last stays
    ordered = sorted(by_source.values(), key=lambda row: (row.source != series.source, row.source))
    return tuple(_number(row, is_hidden=series.counts_victims and _gives_away(row)) for row in ordered)


def _gives_away(row: Figure) -> bool:
    """A small part, or a whole from which only a small rest is missing."""
    rest = row.whole - row.value if row.whole is not None else None
    return is_small(row.value) or is_small(row.whole) or is_small(rest)


def _hide(lines: Sequence[Line]) -> list[Line]:
    """Hides small counts source by source and period by period, with one more where the total would tell."""
    hidden: set[tuple[int, int]] = set()
    for key in {(line.period, number.source) for line in lines for number in line.numbers}:
        cells = [
            (row, column, number)
            for row, line in enumerate(lines)
            for column, number in enumerate(line.numbers)
            if (line.period, number.source) == key
        ]
        gaps = hide_small([number.value for _row, _column, number in cells])
        hidden |= {(row, column) for (row, column, _number), gap in zip(cells, gaps, strict=True) if gap}
    return [
        Line(
            line.period,
            line.part,
            tuple(
                Number(number.value, number.whole, number.source, (row, column) in hidden, number.is_example)
                for column, number in enumerate(line.numbers)
            ),
        )
        for row, line in enumerate(lines)
    ]


def _group(rows: Iterable[Figure]) -> list[Line]:
    grouped: dict[tuple[str, str], list[Number]] = {}
    for row in rows:
        grouped.setdefault((row.period, _part(row)), []).append(_number(row))
    return [Line(period, part, tuple(numbers)) for (period, part), numbers in grouped.items()]


def _number(row: Figure | FigureChange, *, is_hidden: bool = False) -> Number:
    return Number(_plain(row.value), _plain(row.whole), row.source, is_hidden, row.is_example)


def _plain(value: Any) -> Any:
    """Without the zeros that the table keeps behind the comma: 12.000 is twelve, not twelve thousand."""
    return value if value is None or value != value.to_integral_value() else value.quantize(Decimal(1))


def _part(row: Figure | FigureChange) -> str:
    region = row.region.name if row.region else ""
    sex = str(Sex(row.sex).label) if row.sex else ""
    return " · ".join(filter(None, (region, row.category, sex, row.age, row.disability)))
