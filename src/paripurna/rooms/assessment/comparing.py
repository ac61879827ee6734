"""Rounds beside each other, and cities beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from paripurna.core.instrument.model import Edition
from paripurna.platform.regions.models import City
from paripurna.platform.regions.queries import list_cities
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.assessment.models import PublishedResult
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.queries import list_rounds
from paripurna.rooms.assessment.rulers import build_total_ruler, explain_url, language
from paripurna.rooms.assessment.types import SUBJECT_KIND
from paripurna.rooms.sheets.queries import find_newest_edition

MOST_ROUNDS = 5


@dataclass(frozen=True)
class RoundColumn:
    """One round in a comparison: its newest total, and the points of each strand by code."""

    position: Position
    stage: str
    why_url: str
    own_total: Decimal
    newest_total: Decimal
    strands: dict[str, Decimal]


@dataclass(frozen=True)
class StrandRow:
    """One strand over all rounds; a round under an edition without that strand has None."""

    code: str
    label: str
    max_points: Decimal
    points: tuple[Decimal | None, ...]

    @property
    def change(self) -> Decimal | None:
        """Points gained from the first to the last round of the comparison."""
        first, last = self.points[0], self.points[-1]
        return None if first is None or last is None or len(self.points) < 2 else last - first


def build_columns(positions: list[Position]) -> list[RoundColumn]:
    newest = [(position, (position.verified or position.own).stage) for position in positions]
    return [
        RoundColumn(
            position=position,
            stage=stage.label.in_language(language()),
            why_url=explain_url(position, stage.code),
            own_total=position.own_score.total,
            newest_total=position.newest_score.total,
            strands={strand.number: strand.points for strand in position.newest_score.strands},
        )
        for position, stage in newest
    ]


def build_rows(columns: list[RoundColumn], *, language: str) -> list[StrandRow]:
    """This function will return a row for each strand of the newest round's edition."""
    return [
        StrandRow(
            code=strand.code,
            label=strand.label.in_language(language),
            max_points=strand.max_points,
            points=tuple(column.strands.get(strand.code) for column in columns),
        )
        for strand in columns[-1].position.edition.strands
    ]


@dataclass(frozen=True)
class CityResult:
    """What is published about one city in one year; `claims` are the other totals that were reported."""

    city: City
    result: PublishedResult | None
    claims: tuple[PublishedResult, ...]


def list_city_results(cities: list[City], *, year: int) -> list[CityResult]:
    """This function will set cities side by side for a year, the highest final total first, unknown ones last."""
    found = PublishedResult.objects.filter(city__in=cities, year=year).order_by("city", "-total", "id")
    by_city: dict[int, list[PublishedResult]] = {}
    for result in found:
        by_city.setdefault(result.city_id, []).append(result)
    rows = [_as_city_result(city, by_city.get(city.pk, [])) for city in cities]
    return sorted(rows, key=lambda row: (-_total(row), row.city.name))


def list_published_years(cities: list[City]) -> list[int]:
    years = PublishedResult.objects.filter(city__in=cities).values_list("year", flat=True).distinct()
    return sorted(years, reverse=True)


def _as_city_result(city: City, results: list[PublishedResult]) -> CityResult:
    final = [result for result in results if result.stage == "FINAL"]
    best = next((result for result in final if result.total is not None), final[0] if final else None)
    return CityResult(city, best, tuple(result for result in results if result is not best))


def _total(row: CityResult) -> Decimal:
    return row.result.total if row.result and row.result.total is not None else Decimal(-1)


def _name_grade(edition: Edition, result: PublishedResult) -> str:
    """The predicate as it was reported, else by the bands of the edition."""
    grades = {grade.code: grade.label.in_language(language()) for grade in edition.grades}
    return result.grade_reported or grades.get(result.grade, "")


@dataclass(frozen=True)
class RoundComparison:
    columns: tuple[RoundColumn, ...]
    rows: tuple[StrandRow, ...]


def build_round_comparison(city: City, *, today: date) -> RoundComparison:
    """This function will set the city's last rounds side by side, the oldest first."""
    rounds = list_rounds(city)[:MOST_ROUNDS][::-1]
    columns = build_columns([read_position(found, today=today) for found in rounds])
    return RoundComparison(tuple(columns), tuple(build_rows(columns, language=language())) if columns else ())


@dataclass(frozen=True)
class CityLine:
    """One city: the label of its grade by rule, and its place on the ruler."""

    row: CityResult
    total: Decimal | None
    grade: str
    source: str
    ruler: Ruler
    is_own: bool


@dataclass(frozen=True)
class CityComparison:
    lines: tuple[CityLine, ...]
    years: tuple[int, ...]
    year: int


def build_city_comparison(city: City, query: Mapping[str, str]) -> CityComparison:
    """This function will set the cities of the same province side by side for a published year (`tahun`)."""
    cities = list_cities(within=city.code.partition(".")[0])
    years = list_published_years(cities)
    year = next((known for known in years if str(known) == query.get("tahun", "")), _fullest(cities, years))
    edition = find_newest_edition(SUBJECT_KIND)
    lines = [_city_line(row, edition, own=city) for row in list_city_results(cities, year=year)]
    return CityComparison(tuple(lines), tuple(years), year)


def _fullest(cities: list[City], years: list[int]) -> int:
    """The year in which most cities have a published total, the newest of them."""
    found = PublishedResult.objects.filter(city__in=cities, total__isnull=False, stage="FINAL").values_list(
        "year", "city"
    )
    known = Counter(year for year, _city in set(found))
    return max(years, key=lambda year: (known[year], year), default=0)


def _city_line(row: CityResult, edition: Edition, *, own: City) -> CityLine:
    result = row.result
    total = result.total if result else None
    return CityLine(
        row=row,
        total=total,
        grade=_name_grade(edition, result) if result else "",
        source=result.source if result else "",
        ruler=build_total_ruler(edition, row.city.name, total),
        is_own=row.city == own,
    )
