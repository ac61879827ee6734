"""Bands cover the numbers that an answer may hold, each number exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from paripurna.core.instrument.problem import Finding, Route
from paripurna.core.instrument.rules import Band
from paripurna.core.instrument.sentences import plain


def check_bands(bands: Sequence[Band], route: Route, question: str, *, whole: bool) -> Iterator[Finding]:
    """This function will report bands that are empty, overlap, leave a gap or do not reach the ends.

    With `whole` only whole numbers count: "1 to 2" and "3 to 5" leave no gap. A lowest band from 0 (included) reaches
    the end, because nothing that is counted or shared is below it.
    """
    order = sorted(range(len(bands)), key=lambda index: (bands[index].low is not None, bands[index].low))
    for index in order:
        if _is_empty(bands[index]):
            yield Finding("BAND_EMPTY", (*route, index), question, params={"found": spell_band(bands[index])})
    for left, right in pairwise(order):
        code = _compare(bands[left], bands[right], whole=whole)
        if code:
            params = {"found": spell_band(bands[left]), "expected": spell_band(bands[right])}
            yield Finding(code, (*route, right), question, params=params)
    low, high = bands[order[0]].low, bands[order[-1]].high
    if low is not None and (low > 0 or (low == 0 and not bands[order[0]].low_included)):
        yield Finding("BANDS_START", (*route, order[0]), question, params={"found": low})
    if high is not None:
        yield Finding("BANDS_END", (*route, order[-1]), question, params={"found": high})


def spell_band(band: Band) -> str:
    """This function will return a band as mathematicians write it: "[0; 25)"."""
    low = "−∞" if band.low is None else plain(band.low)
    high = "∞" if band.high is None else plain(band.high)
    opening = "[" if band.low is not None and band.low_included else "("
    closing = "]" if band.high is not None and band.high_included else ")"
    return f"{opening}{low}; {high}{closing}"


def _is_empty(band: Band) -> bool:
    if band.low is None or band.high is None:
        return False
    return band.low > band.high or (band.low == band.high and not (band.low_included and band.high_included))


def _compare(left: Band, right: Band, *, whole: bool) -> str:
    """The code of what is wrong between two neighbors, or nothing."""
    if left.high is None or right.low is None:
        return "BANDS_OVERLAP"
    if whole:
        last, first = _last_whole(left.high, included=left.high_included), _first_whole(right)
        return "BANDS_OVERLAP" if first <= last else "BANDS_GAP" if first > last + 1 else ""
    if right.low == left.high:
        both, neither = right.low_included and left.high_included, not right.low_included and not left.high_included
        return "BANDS_OVERLAP" if both else "BANDS_GAP" if neither else ""
    return "BANDS_OVERLAP" if right.low < left.high else "BANDS_GAP"


def _last_whole(high: Decimal, *, included: bool) -> Decimal:
    floor = high.to_integral_value("ROUND_FLOOR")
    return floor - 1 if floor == high and not included else floor


def _first_whole(band: Band) -> Decimal:
    low = band.low or Decimal(0)
    ceiling = low.to_integral_value("ROUND_CEILING")
    return ceiling + 1 if ceiling == low and not band.low_included else ceiling
