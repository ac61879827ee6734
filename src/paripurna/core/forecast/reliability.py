"""Whether forecasts came true: reliability and Brier score of single claims. No numpy: a page reads it of a few hundred pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

ENOUGH_FORECASTS = 50  # single claims with their outcome; with fewer a curve of reliability says nothing
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between `low` and `high` (the upper end belongs to the last bin): how many, what was said, what came true."""

    low: float
    high: float
    count: int
    said: float
    came: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """`brier` is the mean of (said − came)², 0 is perfect and 0.25 is what a coin reaches."""

    bins: tuple[Bin, ...]
    brier: float
    count: int

    @property
    def is_sufficient(self) -> bool:
        return self.count >= ENOUGH_FORECASTS


def measure_reliability(forecasts: Iterable[tuple[float, float]]) -> Reliability:
    """This function will set what was said (a chance) against what came (0–1, a share kept counts in part).

    Raises `ValueError` for a chance outside 0 and 1.
    """
    pairs = list(forecasts)
    if any(not 0 <= said <= 1 for said, _came in pairs):
        raise ValueError("a chance lies between 0 and 1")
    bins = tuple(
        _bin(low, high, [pair for pair in pairs if _is_within(pair[0], low, high)]) for low, high in pairwise(EDGES)
    )
    brier = fmean((said - came) ** 2 for said, came in pairs) if pairs else 0.0
    return Reliability(bins, brier, len(pairs))


def _is_within(said: float, low: float, high: float) -> bool:
    return low <= said < high or said == high == EDGES[-1]


def _bin(low: float, high: float, pairs: Sequence[tuple[float, float]]) -> Bin:
    if not pairs:
        return Bin(low, high, 0, 0.0, 0.0)
    return Bin(low, high, len(pairs), fmean(said for said, _ in pairs), fmean(came for _, came in pairs))
