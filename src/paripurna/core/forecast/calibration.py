"""Whether the strictness found would have foretold each pair that it was found from: leaving pairs out, one by one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from paripurna.core.forecast.strictness import WIDE, Prior, Strictness, fit_strictness, to_share
from paripurna.core.forecast.types import LeftOut, Pair


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
