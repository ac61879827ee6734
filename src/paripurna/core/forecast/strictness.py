"""How strict those who verify are: fitted to published pairs of self-evaluated and verified totals.

One number says it: the *level*, the logit of the share of claimed points that is kept. Levels of cities are taken as normal
with unknown mean and deviation; both are integrated over a grid, weighed by the pairs and by a wide prior. A pair may be
censored: of a verified total only a range may be known. `docs/methods/forecast.md` tells the data and the doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from paripurna.core.forecast.types import ENOUGH_PAIRS, Pair

Floats = NDArray[np.float64]

NODES = 32  # of the quadrature over strictness: chances within 0.0005 of those with 200
_EDGE = 1e-4  # shares are kept this far from 0 and 1: a logit is finite
_MEANS = np.linspace(-2.0, 6.0, 81)
_DEVIATIONS = np.linspace(0.05, 3.0, 40)
_LEVELS = np.linspace(-14.0, 18.0, 3201)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of levels before any pair is seen: wide on purpose. Deviations follow half a normal."""

    mean: float = 1.5  # a share of 0.82 is kept
    mean_deviation: float = 1.0
    deviation_scale: float = 0.8


@dataclass(frozen=True, slots=True)
class Strictness:
    """The levels to be summed over, with their weights (they add up to 1)."""

    levels: tuple[float, ...]
    weights: tuple[float, ...]
    exact_count: int = 0
    censored_count: int = 0

    @property
    def is_sufficient(self) -> bool:
        return self.exact_count >= ENOUGH_PAIRS


def to_level(share: float) -> float:
    """This function will return the logit of a share, kept finite."""
    share = min(max(share, _EDGE), 1 - _EDGE)
    return float(np.log(share / (1 - share)))


def to_share(levels: Floats) -> Floats:
    """This function will return the shares of levels: the logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-levels)))


WIDE = Prior()


@lru_cache(maxsize=64)
def fit_strictness(pairs: tuple[Pair, ...], prior: Prior = WIDE, nodes: int = NODES) -> Strictness:
    """This function will fit the levels to the pairs and return them as nodes of a Gauss-Legendre quadrature.

    Raises `ValueError` for a pair that claims nothing or whose range is upside down.
    """
    for pair in pairs:
        if pair.claimed <= 0 or not 0 <= pair.low <= pair.high:
            raise ValueError(f"{pair.region} {pair.year}: 0 < claimed and 0 <= low <= high are needed")
    cumulated = _cumulate(_weigh(pairs, prior))
    at, weights = np.polynomial.legendre.leggauss(nodes)
    levels = np.interp((at + 1) / 2, cumulated, _LEVELS)
    exact = sum(pair.is_exact for pair in pairs)
    return Strictness(tuple(map(float, levels)), tuple(map(float, weights / 2)), exact, len(pairs) - exact)


def _weigh(pairs: Sequence[Pair], prior: Prior) -> Floats:
    """Weights of means × deviations after the pairs; they add up to 1."""
    means, deviations = _MEANS[:, None], _DEVIATIONS[None, :]
    logs = -0.5 * ((means - prior.mean) / prior.mean_deviation) ** 2 - 0.5 * (deviations / prior.deviation_scale) ** 2
    for pair in pairs:
        logs = logs + np.log(_likelihood(pair, means, deviations) + 1e-300)
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())


def _likelihood(pair: Pair, means: Floats, deviations: Floats) -> Floats:
    low, high = (to_level(float(value / pair.claimed)) for value in (pair.low, pair.high))
    if pair.is_exact:
        return np.asarray(np.exp(-0.5 * ((low - means) / deviations) ** 2) / deviations)
    below = 0.0 if pair.low <= 0 else _normal((low - means) / deviations)
    above = 1.0 if pair.high >= pair.claimed else _normal((high - means) / deviations)
    return np.asarray(above - below)


def _normal(values: Floats) -> Floats:
    flat = [0.5 * (1 + erf(value / sqrt(2))) for value in values.ravel()]
    return np.array(flat).reshape(values.shape)


def _cumulate(weights: Floats) -> Floats:
    """The chance of a level at most each of `_LEVELS`, means and deviations integrated out."""
    density = np.zeros_like(_LEVELS)
    for column, deviation in enumerate(_DEVIATIONS):
        bell = np.exp(-0.5 * ((_LEVELS[:, None] - _MEANS[None, :]) / deviation) ** 2) / deviation
        density += bell @ weights[:, column]
    cumulated = np.cumsum(density)
    return np.asarray(cumulated / cumulated[-1])
