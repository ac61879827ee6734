"""Points as whole hundredths: exact to add, cap and compare; turned into `Decimal` at the door.

Rounding is half-up, once per question; everything after that is addition of whole numbers.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

UNIT = Decimal(1)
CENT = Decimal("0.01")
EXACT = Context(prec=40, rounding=ROUND_HALF_UP)  # a run works in it, whatever context its caller is in
_SHOWN_STEP = Decimal("0.0001")
_LONG = 30  # digits before the point: nothing to shorten behind it


@lru_cache(maxsize=65_536)
def to_hundredths(points: Decimal) -> int:
    """This function will return `points` rounded half-up to whole hundredths."""
    return int(points.scaleb(2, EXACT).quantize(UNIT, ROUND_HALF_UP, EXACT))


@lru_cache(maxsize=4_096)
def floor_hundredths(points: Decimal) -> int:
    """This function will return the whole hundredths that fit into `points`: what a maximum allows."""
    return int(points.scaleb(2, EXACT).quantize(UNIT, ROUND_FLOOR, EXACT))


@lru_cache(maxsize=4_096)
def ceil_hundredths(points: Decimal) -> int:
    """This function will return the fewest whole hundredths that reach `points`: what a minimum demands."""
    return int(points.scaleb(2, EXACT).quantize(UNIT, ROUND_CEILING, EXACT))


@lru_cache(maxsize=262_144)
def to_points(hundredths: int) -> Decimal:
    """This function will return whole hundredths as points with two decimals."""
    return Decimal(hundredths).scaleb(-2, EXACT)


def divide_half_up(numerator: int, denominator: int) -> int:
    """This function will return numerator ÷ denominator rounded half-up, for 0 ≤ numerator and 0 < denominator."""
    return (2 * numerator + denominator) // (2 * denominator)


def shorten(number: Decimal) -> Decimal:
    """This function will return `number` to four decimals, for an explanation to show."""
    return number if number.adjusted() >= _LONG else number.quantize(_SHOWN_STEP, ROUND_HALF_UP, EXACT)
