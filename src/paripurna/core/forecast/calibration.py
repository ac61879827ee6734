"""Whether forecasts came true: reliability, Brier score, coverage of intervals; by earlier rounds and by leaving pairs out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from paripurna.core.forecast.strictness import WIDE, Prior, Strictness, fit_strictness, to_share
from paripurna.core.forecast.types import LeftOut, Pair

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
    rows = np.array(list(forecasts), dtype=np.float64).reshape(-1, 2)
    said = rows[:, 0]
    if ((said < 0) | (said > 1)).any():
        raise ValueError("a chance lies between 0 and 1")
    last = EDGES[-1]
    bins = tuple(
        _bin(low, high, rows[(said >= low) & ((said < high) | (high == last))]) for low, high in pairwise(EDGES)
    )
    brier = float(((said - rows[:, 1]) ** 2).mean()) if len(rows) else 0.0
    return Reliability(bins, brier, len(rows))


def _bin(low: float, high: float, rows: NDArray[np.float64]) -> Bin:
    said, came = rows.mean(axis=0) if len(rows) else (0.0, 0.0)
    return Bin(low, high, len(rows), float(said), float(came))


def leave_one_out(pairs: Sequence[Pair], prior: Prior = WIDE) -> tuple[LeftOut, ...]:
    """This function will foretell each pair from all the others."""
    return tuple(_leave_out(pair, fit_strictness((*pairs[:k], *pairs[k + 1 :]), prior)) for k, pair in enumerate(pairs))


def _leave_out(pair: Pair, others: Strictness) -> LeftOut:
    low, high = (float(value / pair.claimed) for value in (pair.low, pair.high))
    floor = 0.0 if pair.is_exact or pair.low <= 0 else _chance_at_most(others, low)
    ceiling = 1.0 if not pair.is_exact and pair.high >= pair.claimed else _chance_at_most(others, high)
    quantiles = tuple(float(_quantile(others, share)) for share in (0.05, 0.5, 0.95))
    return LeftOut(pair, (quantiles[0], quantiles[1], quantiles[2]), low, high, ceiling - floor)


def _quantile(strictness: Strictness, share: float) -> float:
    shares = to_share(np.array(strictness.levels))
    return float(np.interp(share, _middles(strictness), shares))


def _chance_at_most(strictness: Strictness, share: float) -> float:
    return float(np.interp(share, to_share(np.array(strictness.levels)), _middles(strictness)))


def _middles(strictness: Strictness) -> NDArray[np.float64]:
    weights = np.array(strictness.weights)
    return np.asarray(np.cumsum(weights) - weights / 2)
