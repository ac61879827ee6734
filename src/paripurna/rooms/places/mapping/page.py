"""The page of the map: regions and places as they are asked for, drawn and listed, both saying the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from paripurna.platform.regions.drawing import Drawing, Shape
from paripurna.platform.ui.components.maps import map_symbol
from paripurna.rooms.places.kinds import PlaceKind, list_kinds
from paripurna.rooms.places.mapping.asking import write_query
from paripurna.rooms.places.mapping.classes import UNKNOWN, Class, classify, tone_of
from paripurna.rooms.places.mapping.finding import Valued, tell_finding
from paripurna.rooms.places.mapping.ground import Ground
from paripurna.rooms.places.mapping.links import Links
from paripurna.rooms.places.mapping.measuring import (
    NOBODY_KNOWS,
    Children,
    count_parts,
    measure,
    tell,
    write_short,
    write_value,
)
from paripurna.rooms.places.mapping.signs import draw_signs
from paripurna.rooms.places.mapping.types import Asked, Box, Measure, Spot, State

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class Region:
    """A row of the table, and an area of the map."""

    code: str
    name: str
    above: str
    open: int
    value: str
    written: str  # in the area itself: short, and nothing where hatching says that nobody knows
    text: str
    tone: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A region as it is drawn."""

    region: Region
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place as it is listed."""

    spot: Spot
    kind: PlaceKind
    url: str

    @property
    def sign(self) -> SafeString:
        return map_symbol(self.spot.state.sign.shape, self.spot.state.sign.tone, self.kind.letter)


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend: the numbers of a class, and how many regions are in it."""

    tone: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the map is made of: the ground, the places that stood on it, and the children who live there."""

    ground: Ground
    spots: Sequence[Spot]
    children: Mapping[str, Children]


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything that the template draws."""

    asked: Asked
    finding: str
    drawing: Drawing | None
    areas: tuple[Area, ...]
    keys: tuple[Key, ...]
    regions: tuple[Region, ...]
    listed: tuple[Spot, ...]
    signs: SafeString | str
    kind_counts: Mapping[str, int]
    state_counts: Mapping[State, int]
    unlocated: int
    undated: int
    level: int
    whole_url: str

    @property
    def shows_open(self) -> bool:
        return self.asked.measure is not Measure.COUNT

    @property
    def box(self) -> Box | tuple[()]:
        """What the drawn map begins with: everything."""
        return self.drawing.frame.box if self.drawing else ()


def build_page(city: City, asked: Asked, of: Known) -> MapPage:
    """This function will build the page from places as they stood on the day."""
    ground, spots = of.ground, of.spots
    of_kinds = [spot for spot in spots if spot.kind in asked.kinds]
    shown = [spot for spot in of_kinds if asked.wants(spot)]
    valued = _value_regions(asked, ground, of_kinds, of.children)
    classes = classify(
        (each.value for each in valued.values() if each.value is not None), is_share=asked.measure.is_share
    )
    regions = tuple(_build_regions(asked, ground, valued, classes))
    return MapPage(
        asked=asked,
        finding=tell_finding(asked.measure, asked.kinds, list(valued.values()), ground.level),
        drawing=ground.drawing,
        areas=tuple(_draw_areas(ground.drawing, regions)),
        keys=_build_keys(asked, classes, regions),
        regions=tuple(_narrow(regions, asked, ground)),
        listed=tuple(spot for spot in shown if _is_listed(spot, asked)),
        signs=draw_signs(shown, ground.drawing.frame, Links.of(city)) if ground.drawing else "",
        kind_counts=Counter(spot.kind for spot in spots),
        state_counts=Counter(spot.state for spot in of_kinds),
        unlocated=sum(not spot.is_located for spot in shown),
        undated=sum(not spot.is_since_known for spot in shown) if asked.month else 0,
        level=ground.level,
        whole_url=write_query(asked, wilayah="", kotak=""),
    )


def _value_regions(
    asked: Asked, ground: Ground, spots: Sequence[Spot], children: Mapping[str, Children]
) -> dict[str, Valued]:
    by_region: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        by_region[ground.region_of(spot.kelurahan)].append(spot)
    found = {}
    for region in ground.regions:
        parts = count_parts(by_region[region.code], children.get(region.code, NOBODY_KNOWS))
        found[region.code] = Valued(region.name, parts, measure(asked.measure, parts))
    return found


def _build_regions(
    asked: Asked, ground: Ground, valued: Mapping[str, Valued], classes: Sequence[Class]
) -> Iterator[Region]:
    for region in ground.regions:
        own = valued[region.code]
        is_chosen = asked.region == region.code
        yield Region(
            code=region.code,
            name=region.name,
            above=region.above[-1] if region.above else "",
            open=own.parts.open,
            value=write_value(asked.measure, own.value),
            written=write_short(asked.measure, own.value),
            text=tell(asked.measure, own.parts),
            tone=tone_of(own.value, classes),
            url=write_query(
                asked, wilayah="" if is_chosen else region.code, tabel="wilayah" if is_chosen else "sarana"
            ),
            is_chosen=is_chosen,
        )


def _turn(code: str, *, is_chosen: bool) -> dict[str, str]:
    """What choosing a region, or choosing it once more, changes in the address."""
    return {"wilayah": "", "tabel": "wilayah"} if is_chosen else {"wilayah": code, "tabel": "sarana"}


def _draw_areas(drawing: Drawing | None, regions: Sequence[Region]) -> Iterator[Area]:
    shapes: Mapping[str, Shape] = {shape.code: shape for shape in drawing.shapes} if drawing else {}
    for region in regions:
        if shape := shapes.get(region.code):
            yield Area(region, shape.path, shape.label_x, shape.label_y)


def _narrow(regions: Sequence[Region], asked: Asked, ground: Ground) -> Iterator[Region]:
    """The regions that the view of the map shows some of; all of them without a view."""
    for region in regions:
        if asked.box is None or ground.is_seen(region.code, asked.box):
            yield region


def _is_listed(spot: Spot, asked: Asked) -> bool:
    if asked.region and not f"{spot.kelurahan}.".startswith(f"{asked.region}."):
        return False
    return asked.box is None or spot.lies_in(asked.box)


def build_marks(spots: Iterable[Spot], city: City) -> list[Mark]:
    """This function will build what the table shows of places."""
    kinds, links = list_kinds(), Links.of(city)
    return [Mark(spot, kinds[spot.kind], links.to(spot.code)) for spot in spots]


def _build_keys(asked: Asked, classes: Sequence[Class], regions: Sequence[Region]) -> tuple[Key, ...]:
    known = [Key(each.tone, each.tell(lambda value: write_value(asked.measure, value)), each.count) for each in classes]
    unknown = sum(region.tone == UNKNOWN for region in regions)
    return (*known, *([Key(UNKNOWN, write_value(asked.measure, None), unknown)] if unknown else []))
