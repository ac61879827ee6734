"""The ruler, signature of the house: a scale with quiet steps and a marker for each stage. Geometry only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

SHAPES = ("ring", "diamond", "square", "triangle", "pentagon", "dot")
LEVELS = 6
MILLI = Decimal("0.001")
HALF = Decimal(50)


@dataclass(frozen=True)
class Band:
    """A step of the scale: `[start, end]` and the name of the predicate, empty below the first one."""

    label: str
    start: Decimal
    end: Decimal


@dataclass(frozen=True)
class Marker:
    """A value on the scale. `grade` is the predicate's name, `low`–`high` the interval of a forecast."""

    label: Any
    value: Decimal | None
    grade: str = ""
    shape: str = ""
    href: str = ""
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Ruler:
    """A scale from 0 to `maximum`. The last marker with a value is the main one: the steps are filled up to it."""

    title: Any
    maximum: Decimal
    bands: tuple[Band, ...] = ()
    markers: tuple[Marker, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Step:
    """A band as drawn: percent along the scale, level 1–6 of its tint, share of the full height."""

    label: str
    start: str
    width: str
    won: str
    centre: str
    level: int
    rise: Decimal
    is_current: bool

    @property
    def lines(self) -> list[str]:
        """The label as drawn: what stands in brackets goes below, so that narrow steps hold their names."""
        return self.label.replace(" (", "\n(").splitlines()


@dataclass(frozen=True)
class Pin:
    """A marker as drawn: `low` and `high` are empty without an interval, `anchor` is the side its text grows from."""

    marker: Marker
    at: str
    low: str
    high: str
    text_at: str
    anchor: str
    shape: str
    row: int
    is_main: bool


@dataclass(frozen=True)
class Drawing:
    """Everything a template needs to draw a ruler of any size."""

    steps: tuple[Step, ...]
    pins: tuple[Pin, ...]
    ticks: tuple[tuple[str, Decimal, str], ...]
    main: Pin | None


def position(value: Decimal, maximum: Decimal) -> Decimal:
    """This function will return where `value` lies, in percent to three decimals, kept inside the scale."""
    if maximum <= 0:
        return Decimal(0)
    share = min(max(value / maximum, Decimal(0)), Decimal(1))
    return (share * 100).quantize(MILLI, ROUND_HALF_UP)


def draw(ruler: Ruler) -> Drawing:
    """This function will place bands, markers and ticks of `ruler`."""
    main = find_main(ruler.markers)
    shown = [marker for marker in ruler.markers if marker.value is not None]
    pins = tuple(_pin(marker, row, ruler, is_main=marker is main) for row, marker in enumerate(shown))
    return Drawing(
        steps=_steps(ruler, main),
        pins=pins,
        ticks=_ticks(ruler),
        main=next((pin for pin in pins if pin.is_main), None),
    )


def find_main(markers: Sequence[Marker]) -> Marker | None:
    """This function will return the last marker that has a value and is no forecast, else the last with a value."""
    valued = [marker for marker in markers if marker.value is not None]
    certain = [marker for marker in valued if marker.low is None]
    known = certain or valued
    return known[-1] if known else None


def percent(share: Decimal) -> str:
    """This function will write a percentage for an SVG attribute: `81.24%`."""
    return f"{share.normalize():f}%"


def _steps(ruler: Ruler, main: Marker | None) -> tuple[Step, ...]:
    bands = ruler.bands or (Band("", Decimal(0), ruler.maximum),)
    value = main.value if main and main.value is not None else Decimal(0)
    grade = main.grade if main else ""
    tops = max(1, len(bands) - 1)
    climbs = [Decimal(order) / tops if len(bands) > 1 else Decimal(1) for order in range(len(bands))]
    reached, maximum = position(value, ruler.maximum), ruler.maximum
    return tuple(_step(band, climb, reached, maximum, grade=grade) for band, climb in zip(bands, climbs, strict=True))


def _step(band: Band, climb: Decimal, reached: Decimal, maximum: Decimal, *, grade: str) -> Step:
    start, end = position(band.start, maximum), position(band.end, maximum)
    return Step(
        label=band.label,
        start=percent(start),
        width=percent(end - start),
        won=percent(min(max(reached, start), end) - start),
        centre=percent((start + end) / 2),
        level=1 + round(climb * (LEVELS - 1)),
        rise=climb,
        is_current=bool(grade) and band.label == grade,
    )


def _pin(marker: Marker, row: int, ruler: Ruler, *, is_main: bool) -> Pin:
    at = position(marker.value or Decimal(0), ruler.maximum)
    low = at if marker.low is None else position(marker.low, ruler.maximum)
    high = at if marker.high is None else position(marker.high, ruler.maximum)
    leftward = at > HALF
    return Pin(
        marker=marker,
        at=percent(at),
        low=percent(low) if marker.low is not None else "",
        high=percent(high) if marker.high is not None else "",
        text_at=percent(low if leftward else high),
        anchor="end" if leftward else "start",
        shape=marker.shape or SHAPES[min(row, len(SHAPES) - 1)],
        row=row,
        is_main=is_main,
    )


def _ticks(ruler: Ruler) -> tuple[tuple[str, Decimal, str], ...]:
    edges = [Decimal(0), *(band.start for band in ruler.bands if band.start > 0), ruler.maximum]
    anchors = ["start", *["middle"] * (len(edges) - 2), "end"]
    return tuple(
        (percent(position(edge, ruler.maximum)), edge, anchor) for edge, anchor in zip(edges, anchors, strict=True)
    )
