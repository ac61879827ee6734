"""The curve of a forecast: the chance of more than each total, placed for an SVG. Geometry only, in hundredths of its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.forecast import Forecast
from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.grades import list_grades
from paripurna.platform.ui.ruler import percent, position
from paripurna.rooms.assessment.forecasting.types import HIGH, LOW, MIDDLE

TABLE_STEP = 10  # every tenth point of the curve goes into the table behind it


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a grade begins: how far along the scale, its lower end, and the chance of more."""

    at: str
    low: Decimal
    chance: float


@dataclass(frozen=True, slots=True)
class Curve:
    """`line` and `area` are points of an SVG whose frame is 1000 × 1000; the rest is percent along the scale."""

    line: str
    area: str
    gates: tuple[Gate, ...]
    low: str
    width: str
    middle: str
    rows: tuple[tuple[Decimal, float], ...]


def draw_curve(edition: Edition, forecast: Forecast) -> Curve:
    """This function will place the curve, the grades on it, and the interval of nine in ten."""
    maximum, quantiles = edition.max_points, forecast.spread.quantiles
    line = " ".join(_spot(points, chance, maximum) for points, chance in forecast.curve)
    low, high = position(quantiles[LOW], maximum), position(quantiles[HIGH], maximum)
    return Curve(
        line=line,
        area=f"0,1000 {line} 1000,1000",
        gates=tuple(_list_gates(edition, forecast)),
        low=percent(low),
        width=percent(high - low),
        middle=percent(position(quantiles[MIDDLE], maximum)),
        rows=tuple(forecast.curve[::TABLE_STEP]),
    )


def _list_gates(edition: Edition, forecast: Forecast) -> Sequence[Gate]:
    chances = [grade.by_points for grade in forecast.grades]
    return [
        Gate(percent(position(grade.low, edition.max_points)), grade.low, sum(chances[k:]))
        for k, grade in enumerate(list_grades(edition))
        if grade.awarded and grade.low > 0
    ]


def _spot(points: Decimal, chance: float, maximum: Decimal) -> str:
    return f"{float(points / maximum) * 1000:.1f},{(1 - chance) * 1000:.1f}"
