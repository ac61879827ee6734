"""Distributions that are kept: plans of one search are much alike, so most of their sums are known already."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from paripurna.core.forecast.grid import Row, Rows, add_outcomes, convolve, convolve_mixed

MOST_BYTES = 300_000_000
SPARSE = 64  # columns that may come: with no more, adding them one by one is quicker than a transform


@dataclass(frozen=True, slots=True)
class Part:
    """A distribution, a row a strictness, with a number of its own."""

    number: int
    rows: Rows


@dataclass
class Sums:
    """Parts by what they were made of; what was not asked for longest is forgotten first."""

    most_bytes: int = MOST_BYTES
    _kept: OrderedDict[Hashable, Part] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _numbers: count[int] = field(default_factory=count)

    def find(self, key: Hashable, work_out: Callable[[], Rows]) -> Part:
        """This function will return the part with that key, worked out if it is not known."""
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = Part(next(self._numbers), work_out())
            self._bytes += found.rows.nbytes
            self._forget()
        self._kept.move_to_end(key)
        return found

    def add_up(self, parts: Sequence[Part]) -> Part:
        """This function will return the sum of parts (at least one), halves of them first: where one changes, few sums do."""
        if len(parts) == 1:
            return parts[0]
        middle = len(parts) // 2
        one, other = self.add_up(parts[:middle]), self.add_up(parts[middle:])
        return self.find((one.number, other.number), lambda: add_two(one.rows, other.rows))

    def _forget(self) -> None:
        while self._bytes > self.most_bytes and len(self._kept) > 1:
            _, part = self._kept.popitem(last=False)
            self._bytes -= part.rows.nbytes


def add_two(one: Rows, other: Rows) -> Rows:
    """This function will return the sum of two parts, column by column of the narrower while it has few that may come."""
    narrow, wide = sorted((one, other), key=lambda rows: rows.shape[1])
    columns = [int(column) for column in np.flatnonzero(narrow.any(axis=0))] or [
        0
    ]  # nothing may come: a state that cannot be
    if len(columns) > SPARSE:
        return convolve([narrow, wide])
    return add_outcomes(wide, columns, narrow[:, columns])


def add_all(parts: Sequence[Rows]) -> Rows:
    """This function will return the sum of parts, the narrowest first."""
    waiting = sorted(parts, key=lambda part: part.shape[1])
    while len(waiting) > 1:
        joined = add_two(waiting[0], waiting[1])
        place = next((k for k, part in enumerate(waiting[2:], 2) if part.shape[1] >= joined.shape[1]), len(waiting))
        waiting[:] = [*waiting[2:place], joined, *waiting[place:]]
    return waiting[0]


def mix(one: Rows, other: Rows, weights: Row) -> Row:
    """This function will return the distribution of the sum of two parts, over all strictnesses."""
    return convolve_mixed([one, other], weights)


def weigh_tail(one: Rows, other: Rows, least: int, weights: Row) -> float:
    """This function will return the chance that the sum of two parts is at least `least`: no transform is needed for that."""
    at_least = np.pad(np.cumsum(other[:, ::-1], axis=1)[:, ::-1], ((0, 0), (0, 1)))
    wanted = np.clip(least - np.arange(one.shape[1]), 0, other.shape[1])
    return float(weights @ np.einsum("ij,ij->i", one, at_least[:, wanted]))
