"""Reads of regions and cities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, IntegerField, Max, Q, Value, When

from paripurna.platform.regions.models import Border, City, Dataset, Region, RegionFigure, RegionQuerySet
from paripurna.platform.regions.types import (
    Detail,
    Figure,
    Level,
    Measure,
    RegionDetail,
    RegionNotFound,
    RegionRef,
    RegionType,
)


def find_city(*, slug: str) -> City | None:
    """This function will return the enabled city with this slug, with its region, or None."""
    return City.objects.select_related("region").filter(slug=slug).first()


def find_city_by_code(code: str) -> City | None:
    """This function will return the enabled city with this Kemendagri code, or None."""
    return City.objects.select_related("region").filter(code=code).first()


def list_cities(*, within: str = "") -> list[City]:
    """This function will return the enabled cities, of the region with code `within` if given, in order of code."""
    cities = City.objects.select_related("region")
    if within:
        cities = cities.filter(Q(code=within) | Q(code__startswith=f"{within}."))
    return list(cities.order_by("code"))


def get_region(code: str, *, on: date) -> RegionDetail:
    """This function will return the region that bore `code` on that day. Raises `RegionNotFound`.

    Nobody knows since when every village has its code: for a day before the first known one, the earliest known region
    with the code is meant.
    """
    region = _region_on(code, on)
    if region is None:
        raise RegionNotFound(code)
    return _detail(region)


def get_region_or_last(code: str, *, on: date) -> RegionDetail:
    """This function will return the region that bears the code on that day, or the last that bore it.

    Raises `RegionNotFound` for a code that never was.
    """
    region = _region_on(code, on) or _known(code).order_by("-valid_from").first()
    if region is None:
        raise RegionNotFound(code)
    return _detail(region)


def find_region_id(code: str, *, within: str) -> int | None:
    """This function will return the id of the current region with this code inside the region `within`, or None."""
    found = Region.objects.current().within(within).filter(code=code).values_list("pk", flat=True)
    return found.first()


def is_current(code: str) -> bool:
    return Region.objects.current().filter(code=code).exists()


def list_children(code: str) -> list[RegionRef]:
    """This function will return the regions right below the current region with this code, in order of code."""
    children = Region.objects.current().filter(parent__code=code, parent__valid_to=None)
    return [build_ref(child) for child in children.with_parents().order_by("code")]


def list_provinces() -> list[RegionRef]:
    provinces = Region.objects.current().filter(level=Level.PROVINCE)
    return [build_ref(province) for province in provinces.order_by("code")]


def list_regions(within: str, level: Level) -> list[RegionRef]:
    """This function will return the current regions of a level inside (or equal to) the region with code `within`."""
    found = Region.objects.current().within(within).filter(level=level).with_parents()
    return [build_ref(region) for region in found.order_by("code")]


def list_level(level: Level) -> dict[str, str]:
    """This function will return every current region of a level in the country: code → name."""
    return dict(Region.objects.current().filter(level=level).order_by("code").values_list("code", "name"))


def list_figures(code: str) -> list[Figure]:
    """This function will return every figure of the current region by measure, the newest first."""
    rows = RegionFigure.objects.filter(region__code=code, region__valid_to=None).order_by("-as_of", "basis")
    order = list(Measure)
    return sorted((_figure(row) for row in rows), key=lambda figure: order.index(figure.measure))


def find_figure(code: str, measure: Measure, *, basis: str, on: date) -> Figure | None:
    """This function will return the newest figure of one basis known as of `on`, or None."""
    rows = RegionFigure.objects.filter(region__code=code, region__valid_to=None, measure=measure, basis=basis)
    row = rows.filter(as_of__lte=on).order_by("-as_of", "-pk").first()
    return _figure(row) if row else None


def get_borders(within: str, *, level: Level, detail: Detail = Detail.SIMPLE) -> dict[str, Any]:
    """This function will return a GeoJSON FeatureCollection of the borders of a level inside the region `within`.

    Where a border is not kept in the wanted detail, the other one is given.
    """
    borders = Border.objects.filter(region__in=Region.objects.current().within(within).filter(level=level))
    preferred = Case(When(detail=detail, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = borders.select_related("region").order_by("region__code", preferred)
    nearest: dict[str, Border] = {}
    for border in ordered:
        nearest.setdefault(border.region.code, border)
    return {"type": "FeatureCollection", "features": [_feature(border) for border in nearest.values()]}


def read_newest_border(within: str) -> int:
    """This function will return another number after every change of the borders inside the region `within`; 0 where there are none."""
    found = Border.objects.filter(region__in=Region.objects.current().within(within))
    return found.aggregate(newest=Max("pk"))["newest"] or 0


def read_version() -> str:
    """This function will return another word after every load of the reference data: what is drawn from it may be kept under it."""
    return Dataset.objects.order_by("-loaded_at").values_list("hash", flat=True).first() or ""


def build_ref(region: Region) -> RegionRef:
    """This function will return what a link to `region` needs; reads nothing if its parents are loaded."""
    above = tuple(parent.name for parent in _line_of(region))
    return RegionRef(region.code, region.name, Level(region.level), RegionType(region.type), above)


def _detail(region: Region) -> RegionDetail:
    ancestors = tuple(build_ref(above) for above in _line_of(region))
    return RegionDetail(
        ref=build_ref(region),
        bps_code=region.bps_code,
        valid_from=region.valid_from,
        valid_to=region.valid_to,
        ancestors=ancestors,
        predecessors=_refs(region.predecessors),
        successors=_refs(region.successors),
        aliases=tuple(region.aliases.order_by("name").values_list("name", flat=True)),
    )


def _region_on(code: str, on: date) -> Region | None:
    known = _known(code)
    begun = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    return known.filter(begun).order_by("-valid_from").first() or _earliest(known, on)


def _known(code: str) -> RegionQuerySet:
    return Region.objects.filter(code=code).with_parents()


def _earliest(known: Any, on: date) -> Region | None:
    first: Region | None = known.order_by("valid_from").first()
    return first if first and first.valid_from > on else None


def _line_of(region: Region) -> list[Region]:
    line: list[Region] = []
    while region.parent:
        region = region.parent
        line.insert(0, region)
    return line


def _refs(regions: Any) -> tuple[RegionRef, ...]:
    return tuple(build_ref(region) for region in regions.with_parents().order_by("code", "valid_from"))


def _figure(row: RegionFigure) -> Figure:
    return Figure(
        measure=Measure(row.measure),
        value=_short(row.value),
        unit=row.unit,
        period=row.period,
        as_of=row.as_of,
        basis=row.basis,
        source=row.source,
        confidence=row.confidence,
    )


def _short(value: Decimal) -> Decimal:
    """Without the zeros that the column pads with."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _feature(border: Border) -> dict[str, Any]:
    region = border.region
    properties = {
        "code": region.code,
        "name": region.name,
        "level": region.level,
        "type": region.type,
        "label_lon": border.label_lon,
        "label_lat": border.label_lat,
        "detail": border.detail,
        "source": border.source,
        "license": border.license,
    }
    return {"type": "Feature", "id": region.code, "properties": properties, "geometry": border.geometry}
