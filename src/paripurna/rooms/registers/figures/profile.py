"""The profile of children of a year as a workbook and as a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.platform.tables.writing import Value
from paripurna.platform.typesetting import typeset
from paripurna.platform.ui.formats import format_number, format_percent
from paripurna.rooms.registers.figures.queries import Line, Number, ProfileSeries, ProfileStrand

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

TEMPLATE = Path(__file__).parent / "profile.typ"
HIDDEN = "*"


def build_rows(strands: Sequence[ProfileStrand], year: int) -> list[list[Value]]:
    """This function will lay the profile out as rows, a number each; hidden ones stay hidden."""
    head: list[Value] = [
        _("Part"),
        _("Series"),
        _("Unit"),
        _("Breakdown"),
        _("Period"),
        _("Source"),
        _("Value"),
        _("Of"),
    ]
    return [head, *(row for strand in strands for series in strand.series for row in _rows(strand, series, year))]


def _rows(strand: ProfileStrand, series: ProfileSeries, year: int) -> Iterator[list[Value]]:
    lines = [Line(str(year), "", series.now), Line(str(year - 1), "", series.before), *series.parts]
    for line in lines:
        for number in line.numbers:
            told: list[Value] = [strand.name, series.series.title, series.series.unit, line.part, line.period]
            whole = "" if number.whole is None or number.is_hidden else float(number.whole)
            yield [*told, number.source, HIDDEN if number.is_hidden else float(number.value), whole]


def draw_profile(city: City, strands: Sequence[ProfileStrand], year: int) -> bytes:
    """This function will set the profile as a PDF."""
    content = {
        "title": _("Profile of children %(year)s") % {"year": year},
        "city": city.name,
        "columns": [_("Series"), str(year), str(year - 1), _("Source")],
        "note": _(
            "“*” stands for numbers of children who were hurt that are hidden: small ones, and what would give them away."
        ),
        "language": get_language() or "id",
        "strands": [
            {"name": strand.name, "rows": [_row(series) for series in strand.series if not series.is_empty]}
            for strand in strands
            if any(not series.is_empty for series in strand.series)
        ],
    }
    return typeset(TEMPLATE, content)


def _row(series: ProfileSeries) -> list[str]:
    now, before = _first(series.now), _first(series.before)
    sources = ", ".join(dict.fromkeys(number.source for number in series.now))
    return [f"{series.series.title} ({series.series.unit})", now, before, sources]


def _first(numbers: Sequence[Number]) -> str:
    if not numbers:
        return "–"
    number, language = numbers[0], get_language() or "id"
    if number.is_hidden:
        return HIDDEN
    told = format_number(number.value, language)
    return f"{told} ({format_percent(number.share, language)})" if number.share is not None else told
