"""Facts of figures: a count, or a share with its two parts, of the newest period in the years of a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL
from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.models import Figure

PERCENT = frozenset({"persen", "percent", "%"})


class FigureWish(FactParams):
    """The whole of a series, or one of its categories; `counted` asks how many, where a share would be told too."""

    series: str
    category: str = ""
    counted: bool = False


@dataclass
class Candidates:
    """The figures of one wish within the period, by source."""

    whole: list[Figure] = field(default_factory=list)
    by_region: list[Figure] = field(default_factory=list)


def compute_figures(scope: FactScope, wishes: Sequence[FigureWish]) -> list[Fact]:
    """This function will answer all wishes in one statement."""
    found = {(wish.series, wish.category): Candidates() for wish in wishes}
    for row in _read(scope, {wish.series for wish in wishes}):
        own = found.get((row.series.slug, row.category))
        if own:
            (own.by_region if row.region_id else own.whole).append(row)
    return [_fact(found[wish.series, wish.category], is_counted=wish.counted) for wish in wishes]


def _read(scope: FactScope, series: set[str]) -> list[Figure]:
    rows = Figure.objects.filter(city=scope.city_id, series__slug__in=series, series__withdrawn_at=None)
    rows = rows.filter(ends_on__range=(scope.starts_on, scope.ends_on), sex="", age="", disability="")
    rows = rows.filter(region__code=scope.region) if scope.region else rows
    return list(rows.select_related("series__agency", "region").order_by("-ends_on", "source", "pk"))


def _fact(candidates: Candidates, *, is_counted: bool) -> Fact:
    """A number of the whole city comes before the sum of its regions; whom the city believes before all others."""
    rows = candidates.whole or candidates.by_region
    if not rows:
        return NOTHING_KNOWN
    newest = [row for row in rows if row.ends_on == rows[0].ends_on]
    believed = [row for row in newest if row.source == row.series.source] or newest
    own = [row for row in believed if row.source == believed[0].source]
    if not candidates.whole and len(own) > 1 and own[0].series.unit.casefold() in PERCENT:
        return NOTHING_KNOWN  # percentages of regions do not add up
    differs = len({(row.value, row.whole) for row in newest}) > 1 and candidates.whole
    note = str(_("Sources differ: %(sources)s.") % {"sources": ", ".join(row.source for row in newest)})
    return _sum(own, note if differs else "", is_counted=is_counted)


def _sum(rows: Sequence[Figure], note: str, *, is_counted: bool) -> Fact:
    value = sum((row.value for row in rows), Decimal(0))
    wholes = [row.whole for row in rows if row.whole is not None]
    known = {
        "row_count": len(rows),
        "as_of": max(row.written_at for row in rows),
        "is_example": any(row.is_example for row in rows),
        "note": note,
        "origin": rows[0].source,
        "owner": rows[0].series.agency.code,
    }
    is_percent = rows[0].series.unit.casefold() in PERCENT
    if is_counted:
        return NOTHING_KNOWN if is_percent else Fact(value, **known)  # type: ignore[arg-type]
    if len(wholes) == len(rows) and (whole := sum(wholes, Decimal(0))):
        return Fact(value / whole, value, whole, **known)  # type: ignore[arg-type]
    if is_percent:
        return Fact(value / 100, value, Decimal(100), **known)  # type: ignore[arg-type]
    return Fact(value, **known)  # type: ignore[arg-type]


def list_figures(scope: FactScope, wish: FigureWish) -> FactTable:
    """This function will list the figures of a series in the period, every source."""
    rows = [row for row in _read(scope, {wish.series}) if row.category == wish.category]
    slug = rows[0].series.city.slug if rows else ""
    return FactTable(COLUMNS, tuple(_row(row, slug) for row in rows))


def _row(row: Figure, slug: str) -> FactRow:
    region = row.region.name if row.region else ""
    cells = (row.source, row.period, region, row.value, row.whole, row.series.unit)
    parts = {"city": slug, "register": FIGURES.slug, "code": row.series.code}
    return FactRow(cells, reverse("registers:entry", kwargs=parts), row.is_example)


COLUMNS = (
    FactColumn("source", _("Source"), INTERNAL),
    FactColumn("period", _("Period"), INTERNAL),
    FactColumn("region", _("Region"), INTERNAL),
    FactColumn("value", _("Value"), INTERNAL, numeric=True),
    FactColumn("whole", _("Of"), INTERNAL, numeric=True),
    FactColumn("unit", _("Unit"), INTERNAL),
)
SOURCES = (
    FactSource(
        name="registers.figure",
        group=FIGURES.group,
        label=_("Figures"),
        sentence=_(
            "The newest figure of the series in the period; of regions their sum where no figure of the city is known."
        ),
        params=FigureWish,
        compute=compute_figures,
        list_rows=list_figures,
    ),
)
