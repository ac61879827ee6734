"""Distributions on a grid of points, several strictnesses at once: rows are strictnesses, columns steps of the grid.

Everything is exact up to floating point (about 1e-15): sums are convolved, caps are folded, nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

Row = NDArray[np.float64]  # steps
Rows = NDArray[np.float64]  # strictnesses × steps
Spectrum = NDArray[np.complex128]  # strictnesses × frequencies


def find_step(values: Iterable[int]) -> int:
    """This function will return the widest grid, in hundredths, that holds all the values; 1 where all are zero."""
    return reduce(gcd, values, 0) or 1


def add_outcomes(rows: Rows, steps: Sequence[int], chances: Rows) -> Rows:
    """This function will return the distribution of the sum of what is in `rows` and one more question.

    `steps` are the question's outcomes on the grid, `chances` one column for each of them.
    """
    width = rows.shape[1]
    summed = np.zeros((rows.shape[0], width + max(steps)))
    for step, chance in zip(steps, chances.T, strict=True):
        if chance.any():
            summed[:, step : step + width] += chance[:, None] * rows
    return summed


def average_outcomes(reach: Rows, steps: Sequence[int], chances: Rows) -> Rows:
    """This function will return the mean of `reach` (a value for each sum) before one more question is added: the way back."""
    width = reach.shape[1] - max(steps)
    averaged = np.zeros((reach.shape[0], width))
    for step, chance in zip(steps, chances.T, strict=True):
        if chance.any():
            averaged += chance[:, None] * reach[:, step : step + width]
    return averaged


def fold_cap(rows: Rows, cap: int) -> Rows:
    """This function will put what lies above `cap` upon it."""
    if rows.shape[1] <= cap + 1:
        return rows
    folded = rows[:, : cap + 1].copy()
    folded[:, cap] += rows[:, cap + 1 :].sum(axis=1)
    return folded


def keep_from(rows: Rows, least: int) -> Rows:
    """This function will take away what lies below `least`: what is left no longer adds up to one."""
    kept = rows.copy()
    kept[:, :least] = 0.0
    return kept


def convolve(parts: Sequence[Rows]) -> Rows:
    """This function will return the distribution of the sum of independent parts."""
    if len(parts) == 1:
        return parts[0]
    width = _measure(parts)
    return _invert(_multiply(parts, width), width, find_fast_length(width))


def convolve_mixed(parts: Sequence[Rows], weights: Row) -> Row:
    """This function will return the same, its rows weighed and added: one transform back instead of one a row.

    A row at a time: the whole of a national instrument is long, and its spectra would hold a hundred megabytes.
    """
    width = _measure(parts)
    length = find_fast_length(width)
    mixed = np.zeros(length // 2 + 1, dtype=np.complex128)
    for row, weight in enumerate(weights):
        mixed += weight * _multiply([part[row : row + 1] for part in parts], width)[0]
    return _invert(mixed, width, length)


def convolve_beside(parts: Sequence[Rows]) -> list[Rows]:
    """This function will return, for each part, the distribution of the sum of all the others."""
    width = _measure(parts)
    spectra = _transform(parts, width)
    return [
        _invert(
            reduce(np.multiply, [*spectra[:k], *spectra[k + 1 :]]), width - part.shape[1] + 1, find_fast_length(width)
        )
        if len(parts) > 1
        else np.ones((part.shape[0], 1))
        for k, part in enumerate(parts)
    ]


def average_over(reach: Rows, rows: Rows) -> Rows:
    """This function will return the mean of `reach` (a value for each sum) before what is in `rows` is added."""
    width = reach.shape[1]
    spectra = _transform([reach, rows], width)
    return _invert(spectra[0] * np.conj(spectra[1]), width - rows.shape[1] + 1, find_fast_length(width))


def add_rows(rows: Sequence[Row]) -> Row:
    """This function will add rows that may be of different widths."""
    added = np.zeros(max(len(row) for row in rows))
    for row in rows:
        added[: len(row)] += row
    return added


def _measure(parts: Sequence[Rows]) -> int:
    return sum(int(part.shape[1]) - 1 for part in parts) + 1


def _transform(parts: Sequence[Rows], width: int) -> list[Spectrum]:
    """Spectra wide enough that a sum of `width` steps does not come round."""
    length = find_fast_length(width)
    return [np.fft.rfft(part, n=length, axis=1) for part in parts]


def _multiply(parts: Sequence[Rows], width: int) -> Spectrum:
    """The spectrum of the sum: the product of those of its parts."""
    length = find_fast_length(width)
    product = np.fft.rfft(parts[0], n=length, axis=1)
    for part in parts[1:]:
        product *= np.fft.rfft(part, n=length, axis=1)
    return np.asarray(product)


def _invert(spectrum: Spectrum, width: int, length: int) -> Rows:
    """What is behind a spectrum; the noise below zero is cut off."""
    return np.maximum(np.fft.irfft(spectrum, n=length, axis=-1)[..., :width], 0.0)


def find_fast_length(width: int) -> int:
    """This function will return the least length ≥ `width` with no prime factor above 5: fast to transform."""
    best: int = 1 << max(width - 1, 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            rest: int = -(-width // three)
            best = min(best, three << max(rest - 1, 0).bit_length())
            three *= 3
        five *= 5
    return best
